using System.Runtime.CompilerServices;
using System.Text;
using Dashboard.Core.Audit;

namespace Dashboard.Storage.Auditing;

/// <summary>
/// The anchor file: a line per entry, only ever appended to. .NET has no append mode that several processes share (each
/// writes at the end that it saw), so a writer holds the file alone for the moment of writing; readers are never kept out.
/// </summary>
internal sealed class AuditAnchorFile(string path)
{
    private const int ChunkSize = 262_144;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    /// <summary>Windows lets readers in beside a writer; on Unix the lock is one for all, and readers wait their turn.</summary>
    private static readonly FileShare AloneAmongWriters = OperatingSystem.IsWindows() ? FileShare.Read : FileShare.None;

    /// <summary>Bytes in the file; 0 where there is none.</summary>
    public long Length => File.Exists(path) ? new FileInfo(path).Length : 0;

    /// <summary>Opens the file for writing, alone among writers; waits for another process's moment to end.</summary>
    /// <exception cref="IOException">It cannot be opened, or another process does not let go of it.</exception>
    public Task<FileStream> OpenAsync(CancellationToken cancellationToken) =>
        OpenAsync(FileMode.OpenOrCreate, FileAccess.ReadWrite, AloneAmongWriters, cancellationToken);

    /// <summary>Appends <paramref name="lines"/> in one write. A line that a crash left half written is ended first.</summary>
    public static async Task AppendAsync(FileStream stream, IReadOnlyCollection<AuditAnchorLine> lines, CancellationToken cancellationToken)
    {
        if (lines.Count == 0) return;
        var text = new StringBuilder();
        if (stream.Length > 0)
        {
            stream.Position = stream.Length - 1;
            if (stream.ReadByte() != '\n') text.Append('\n');
        }

        text.AppendJoin('\n', lines).Append('\n');
        stream.Position = stream.Length;
        await stream.WriteAsync(Encoding.ASCII.GetBytes(text.ToString()), cancellationToken);
        stream.Flush(flushToDisk: true);
    }

    /// <summary>
    /// The lines between two positions, numbered from 1 there, as understood (null: not). The file is open only while a
    /// chunk is read, so that a long verification keeps no writer waiting.
    /// </summary>
    public async IAsyncEnumerable<(long Number, AuditAnchorLine? Line)> ReadAsync(
        long from, long to, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var (rest, number) = ("", 0L);
        for (var at = from; at < to;)
        {
            var chunk = await ReadChunkAsync(at, (int)Math.Min(ChunkSize, to - at), cancellationToken);
            if (chunk.Length == 0) break;
            at += chunk.Length;
            var lines = (rest + chunk).Split('\n');
            foreach (var text in lines[..^1])
                if (text.Length > 0) yield return (++number, AuditAnchorLine.Parse(text));
            rest = lines[^1];
        }

        if (rest.Length > 0) yield return (++number, AuditAnchorLine.Parse(rest));
    }

    private async Task<FileStream> OpenAsync(FileMode mode, FileAccess access, FileShare share, CancellationToken cancellationToken)
    {
        var began = TimeProvider.System.GetTimestamp();
        while (true)
        {
            try
            {
                return new FileStream(path, mode, access, share);
            }
            catch (IOException e) when (e.GetType() == typeof(IOException) && TimeProvider.System.GetElapsedTime(began) < Patience)
            {
                // Another process's moment is not the program's clock: real time, whatever that clock is.
                await Task.Delay(Pause, TimeProvider.System, cancellationToken);
            }
        }
    }

    private async Task<string> ReadChunkAsync(long at, int count, CancellationToken cancellationToken)
    {
        await using var stream = await OpenAsync(FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, cancellationToken);
        stream.Position = at;
        var bytes = new byte[count];
        var read = await stream.ReadAtLeastAsync(bytes, count, throwOnEndOfStream: false, cancellationToken);
        // A byte a character, so that positions are counted in either.
        return Encoding.Latin1.GetString(bytes, 0, read);
    }
}
