using System.Buffers.Binary;
using System.IO.Compression;

namespace Dashboard.Azure.Costs;

/// <summary>
/// Decompresses a gzip file and insists that it is whole. The framework's stream takes the end of a file that was cut off for the end of
/// the data, so the length that the file tells at its end is compared. A file that was put together from several is refused too.
/// </summary>
/// <param name="file">The file; it is disposed with this stream.</param>
internal sealed class WholeGZipStream(FileStream file) : GZipStream(file, CompressionMode.Decompress)
{
    // The format tells the length modulo 2^32.
    private uint _length;

    /// <inheritdoc/>
    public override int Read(byte[] buffer, int offset, int count) => Checked(base.Read(buffer, offset, count), count);

    /// <inheritdoc/>
    public override int Read(Span<byte> buffer) => Checked(base.Read(buffer), buffer.Length);

    private int Checked(int read, int asked)
    {
        _length = unchecked(_length + (uint)read);
        if (read == 0 && asked > 0 && _length != Told()) throw new InvalidDataException("The file is cut.");
        return read;
    }

    private uint Told()
    {
        Span<byte> end = stackalloc byte[4];
        return file.Length >= 4 && RandomAccess.Read(file.SafeFileHandle, end, file.Length - 4) == 4 ? BinaryPrimitives.ReadUInt32LittleEndian(end) : 0;
    }
}
