using System.Security.Cryptography;

namespace Dashboard.Core.Certificates.Import;

/// <summary>Reads an upload up to a length, behind which there is nothing, and says so; and knows the hash of what was read.</summary>
/// <param name="inner">The upload; it is not disposed of.</param>
/// <param name="most">The most bytes that are read.</param>
public sealed class UploadStream(Stream inner, long most) : Stream
{
    private readonly IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private long read;

    /// <summary>SHA-256 over what was read so far, in lower hex.</summary>
    public string Hash => Convert.ToHexStringLower(hash.GetCurrentHash());

    /// <summary>Whether the other stream was longer.</summary>
    public bool Exceeded { get; private set; }

    /// <inheritdoc/>
    public override bool CanRead => true;

    /// <inheritdoc/>
    public override bool CanSeek => false;

    /// <inheritdoc/>
    public override bool CanWrite => false;

    /// <inheritdoc/>
    public override long Length => throw new NotSupportedException();

    /// <inheritdoc/>
    public override long Position
    {
        get => read;
        set => throw new NotSupportedException();
    }

    /// <inheritdoc/>
    public override int Read(byte[] buffer, int offset, int count) =>
        Count(buffer.AsSpan(offset, count), Exceeded ? 0 : inner.Read(buffer, offset, count));

    /// <inheritdoc/>
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
        Exceeded ? 0 : Counted(buffer, await inner.ReadAsync(buffer, cancellationToken));

    /// <inheritdoc/>
    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    /// <inheritdoc/>
    public override void Flush()
    {
    }

    /// <inheritdoc/>
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void SetLength(long value) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing) hash.Dispose();
        base.Dispose(disposing);
    }

    private int Counted(Memory<byte> buffer, int length) => Count(buffer.Span, length);

    private int Count(Span<byte> buffer, int length)
    {
        read += length;
        hash.AppendData(buffer[..length]);
        if (read <= most) return length;
        Exceeded = true;
        return 0;
    }
}
