using System.Buffers;

namespace Dashboard.Azure.Pipeline;

/// <summary>The bytes of one answer in a rented buffer, given back on disposal.</summary>
internal sealed class PooledBody : IDisposable
{
    // Resource Graph refuses to answer with more than 16 MB; what is larger than this is not from it.
    private const int Largest = 64 * 1024 * 1024;

    private byte[] _buffer;
    private int _length;

    private PooledBody(int size) => _buffer = ArrayPool<byte>.Shared.Rent(size);

    /// <summary>The bytes; valid until disposal.</summary>
    public ReadOnlyMemory<byte> Bytes => _buffer.AsMemory(0, _length);

    /// <summary>Reads <paramref name="stream"/> to its end.</summary>
    /// <exception cref="IOException">The connection broke, or the answer is larger than any real one.</exception>
    public static async Task<PooledBody> ReadAsync(Stream? stream, long? announced, CancellationToken cancellationToken)
    {
        var body = new PooledBody(announced is > 0 and < Largest ? (int)announced + 1 : 64 * 1024);
        if (stream is null) return body;
        try
        {
            while (true)
            {
                if (body._length == body._buffer.Length) body.Grow();
                var read = await stream.ReadAsync(body._buffer.AsMemory(body._length), cancellationToken);
                if (read == 0) return body;
                body._length += read;
            }
        }
        catch
        {
            body.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_buffer.Length > 0) ArrayPool<byte>.Shared.Return(_buffer);
        (_buffer, _length) = ([], 0);
    }

    private void Grow()
    {
        if (_buffer.Length >= Largest) throw new IOException("The answer is larger than any that Azure gives.");
        var larger = ArrayPool<byte>.Shared.Rent(_buffer.Length * 2);
        _buffer.AsSpan(0, _length).CopyTo(larger);
        ArrayPool<byte>.Shared.Return(_buffer);
        _buffer = larger;
    }
}
