using System.Globalization;

namespace Dashboard.Core.Audit;

/// <summary>A line of the anchor: <c>12 9f86d081… 2026-03-31T06:00:00.000Z</c>.</summary>
/// <param name="Seq">The place in the chain.</param>
/// <param name="Hash">The hash there.</param>
/// <param name="At">When the entry was made, in UTC.</param>
public sealed record AuditAnchorLine(long Seq, AuditHash Hash, DateTimeOffset At)
{
    private const string Time = "yyyy-MM-dd'T'HH:mm:ss.fff'Z'";

    /// <summary>The line of <paramref name="text"/>; null where it is not understood.</summary>
    public static AuditAnchorLine? Parse(string text)
    {
        var parts = text.TrimEnd('\r').Split(' ');
        return parts.Length == 3
            && long.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var seq) && seq > 0
            && AuditHash.Parse(parts[1]) is { } hash
            && DateTimeOffset.TryParseExact(parts[2], Time, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at)
            ? new AuditAnchorLine(seq, hash, at)
            : null;
    }

    /// <inheritdoc/>
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{Seq} {Hash} {At.UtcDateTime.ToString(Time, CultureInfo.InvariantCulture)}");
}
