using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Dashboard.Core.Audit;

/// <summary>A hash of the chain: SHA-256 over the previous hash (32 bytes) and the canonical JSON in UTF-8.</summary>
/// <param name="High">The first 16 bytes, most significant first.</param>
/// <param name="Low">The last 16 bytes.</param>
public readonly record struct AuditHash(UInt128 High, UInt128 Low)
{
    /// <summary>Bytes of a hash.</summary>
    public const int Size = SHA256.HashSizeInBytes;

    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>What the first entry has for its previous hash: zeros.</summary>
    public static AuditHash Genesis => default;

    /// <summary>The hash of the entry with <paramref name="content"/> after <paramref name="previous"/>.</summary>
    public static AuditHash Of(AuditHash previous, string content)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(previous.ToBytes());
        hash.AppendData(Utf8.GetBytes(content));
        return From(hash.GetHashAndReset())!.Value;
    }

    /// <summary>The hash of 32 bytes; null for any other length.</summary>
    public static AuditHash? From(ReadOnlySpan<byte> bytes) => bytes.Length != Size
        ? null
        : new AuditHash(BinaryPrimitives.ReadUInt128BigEndian(bytes), BinaryPrimitives.ReadUInt128BigEndian(bytes[16..]));

    /// <summary>The hash of 64 hexadecimal digits; null for anything else.</summary>
    public static AuditHash? Parse(ReadOnlySpan<char> hex)
    {
        Span<byte> bytes = stackalloc byte[Size];
        return hex.Length == Size * 2 && Convert.FromHexString(hex, bytes, out _, out _) == System.Buffers.OperationStatus.Done ? From(bytes) : null;
    }

    /// <summary>The 32 bytes.</summary>
    public byte[] ToBytes()
    {
        var bytes = new byte[Size];
        BinaryPrimitives.WriteUInt128BigEndian(bytes, High);
        BinaryPrimitives.WriteUInt128BigEndian(bytes.AsSpan(16), Low);
        return bytes;
    }

    /// <summary>64 hexadecimal digits, lower case.</summary>
    public override string ToString() => Convert.ToHexStringLower(ToBytes());
}
