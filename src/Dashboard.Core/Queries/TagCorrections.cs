using Dashboard.Core.Kpis;
using Dashboard.Core.Posture;

namespace Dashboard.Core.Queries;

/// <summary>What a tag was probably meant to be.</summary>
/// <param name="Name">The name to write.</param>
/// <param name="Value">The value to write; null where it has to be chosen.</param>
public sealed record TagCorrection(string Name, string? Value);

/// <summary>Says for each row of a report what it was probably meant to be. A guess for people to check.</summary>
public sealed class TagCorrections
{
    private readonly JudgementSettings _settings;
    private readonly Dictionary<TagKind, IReadOnlyDictionary<string, string>> _misspellings = [];

    /// <summary>The corrections of a report.</summary>
    public TagCorrections(TagReport report, JudgementSettings settings)
    {
        _settings = settings;
        foreach (var kind in report.Rows.Where(r => r.Standing == TagStanding.Used).GroupBy(r => r.Kind))
        {
            if (settings.ValuesOf(kind.Key).Count > 0) continue;
            _misspellings[kind.Key] = TagAdvice.Misspellings(
                [.. kind.GroupBy(r => KpiKeys.Fold(r.Value)).Select(g => (g.Key, g.Sum(r => r.Apps)))]);
        }
    }

    /// <summary>What <paramref name="row"/> was probably meant to be; null where nothing is known to be wrong with it, or nothing is near.</summary>
    public TagCorrection? Of(TagRow row) => row.Standing switch
    {
        TagStanding.Used => _misspellings.GetValueOrDefault(row.Kind)?.TryGetValue(KpiKeys.Fold(row.Value), out var common) == true
            ? new TagCorrection(row.Name, common)
            : null,
        TagStanding.Invalid or TagStanding.PassedOver =>
            TagAdvice.ValueFor(row.Kind, row.Value, _settings) is { } valid ? new TagCorrection(row.Name, valid) : null,
        TagStanding.Lookalike => new TagCorrection(_settings.NamesOf(row.Kind)[0], TagAdvice.ValueFor(row.Kind, row.Value, _settings)),
        TagStanding.Missing => null,
    };
}
