using System.Text;

namespace Dashboard.Benchmarks.Replay;

/// <summary>
/// Answers as bytes, by variant, table and skip token; the empty token asks for the first page. A variant has only what
/// differs from variant 0.
/// </summary>
internal sealed class Recording
{
    private readonly Dictionary<(int Variant, string Table, string Token), byte[]> _answers = [];

    public void Add(int variant, string table, string token, byte[] answer) => _answers.Add((variant, table, token), answer);

    /// <summary>The answer; null where there is none.</summary>
    public byte[]? Find(int variant, string table, string token) =>
        _answers.GetValueOrDefault((variant, table, token)) ?? _answers.GetValueOrDefault((0, table, token));

    public void Save(string file)
    {
        using var writer = new BinaryWriter(File.Create(file), Encoding.UTF8);
        writer.Write(_answers.Count);
        foreach (var ((variant, table, token), answer) in _answers)
        {
            writer.Write(variant);
            writer.Write(table);
            writer.Write(token);
            writer.Write(answer.Length);
            writer.Write(answer);
        }
    }

    public static Recording Load(string file)
    {
        using var reader = new BinaryReader(File.OpenRead(file), Encoding.UTF8);
        var recording = new Recording();
        for (var left = reader.ReadInt32(); left > 0; left--)
        {
            var (variant, table, token) = (reader.ReadInt32(), reader.ReadString(), reader.ReadString());
            recording.Add(variant, table, token, reader.ReadBytes(reader.ReadInt32()));
        }

        return recording;
    }
}
