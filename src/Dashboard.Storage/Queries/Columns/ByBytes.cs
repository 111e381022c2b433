using System.Text;

namespace Dashboard.Storage.Queries.Columns;

/// <summary>Orders texts by their UTF-8 bytes, as both databases do. The order of UTF-16 differs where characters need two of its units.</summary>
internal sealed class ByBytes : IComparer<string>
{
    public static ByBytes Order { get; } = new();

    public int Compare(string? x, string? y) => Encoding.UTF8.GetBytes(x ?? "").AsSpan().SequenceCompareTo(Encoding.UTF8.GetBytes(y ?? ""));
}
