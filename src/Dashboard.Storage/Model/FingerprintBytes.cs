using System.Buffers.Binary;

namespace Dashboard.Storage.Model;

/// <summary>Fingerprints as 16 bytes, most significant first: no database has an integer that wide.</summary>
internal static class FingerprintBytes
{
    public static byte[] Of(UInt128 fingerprint)
    {
        var bytes = new byte[16];
        BinaryPrimitives.WriteUInt128BigEndian(bytes, fingerprint);
        return bytes;
    }

    public static byte[]? Of(UInt128? fingerprint) => fingerprint is { } value ? Of(value) : null;

    public static UInt128 Read(byte[] bytes) => BinaryPrimitives.ReadUInt128BigEndian(bytes);
}
