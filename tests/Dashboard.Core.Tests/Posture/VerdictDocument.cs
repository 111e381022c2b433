using System.Globalization;
using System.Text;
using Dashboard.Core.Inventory;
using Dashboard.Core.Posture;

namespace Dashboard.Core.Tests.Posture;

/// <summary>
/// Every combination of what a verdict depends on, judged by the rules themselves, and folded without loss: where the
/// verdict is the same whatever a column says, the column says "any"; where values of a column lead to the same, they
/// share a row.
/// </summary>
internal static class VerdictDocument
{
    public sealed record Choice(string Label, Func<AppObservation, AppObservation> Apply);

    public sealed record Row(IReadOnlyList<string> Cells, Verdict Verdict, int Combinations);

    public const string AllowedPath = "/healthz";

    public static IReadOnlyList<string> Columns { get; } =
        ["kind", "tier", "clientCertEnabled", "clientCertMode", "exclusion paths", "httpsOnly", "HTTP/2", "minimum TLS"];

    public static IReadOnlyList<IReadOnlyList<Choice>> Choices { get; } =
    [
        [Kind("app"), Kind("functionapp,linux"), Kind("functionapp,workflowapp"), Kind("app,linux,kubernetes"),
            Kind("functionapp,linux,container,azurecontainerapps"), new("none", a => a with { Kind = null })],
        [Tier("Free"), Tier("Shared"), Tier("Basic or above"), new("not known", a => a with { SiteTier = Reading.Absent<string>() })],
        [Flag("false", Reading.Of(false)), Flag("null", Reading.Null<bool>()), Flag("absent", Reading.Absent<bool>()),
            Flag("true", Reading.Of(true)), Flag("not understood", Reading.NotUnderstood<bool>("\"yes\""))],
        [Mode("Required", Reading.Of("Required")), Mode("Optional", Reading.Of("Optional")),
            Mode("OptionalInteractiveUser", Reading.Of("OptionalInteractiveUser")), Mode("null", Reading.Null<string>()),
            Mode("absent", Reading.Absent<string>()), Mode("other", Reading.Of("Mandatory"))],
        [Paths("none", Reading.Null<string>()), Paths("only allowed ones", Reading.Of(AllowedPath + "/live")),
            Paths("one not allowed", Reading.Of("/public")), Paths("/", Reading.Of("/")), Paths("not read", Reading.Absent<string>())],
        [Https("true", Reading.Of(true)), Https("false", Reading.Of(false)), Https("not read", Reading.Absent<bool>())],
        [Http2("off", Reading.Of(false)), Http2("on", Reading.Of(true)), Http2("not read", Reading.Absent<bool>())],
        [Tls("1.2", Reading.Of("1.2")), Tls("1.3", Reading.Of("1.3")), Tls("not read", Reading.Absent<string>())],
    ];

    public static int Combinations => Choices.Aggregate(1, (n, c) => n * c.Count);

    public static IReadOnlyList<Row> Rows() => Fold(0, Apps.Flawless);

    /// <summary>The verdict of one combination, by the way that a run judges.</summary>
    public static Verdict Judge(AppObservation app) => Apps.Judge(
        app, planTier: null, new JudgementSettings { AllowedExclusions = [AllowedPath] }).Verdict;

    public static string Render()
    {
        var rows = Rows();
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"""
            # Verdicts

            Generated from the rules by `VerdictDocumentTests`; do not edit. It covers all {Combinations} combinations of the
            columns' values in {rows.Count} rows. A cell with "any" holds for every value of its column; a cell with several values
            holds for each. "Only allowed ones" are paths that `Dashboard__Scope__AllowedExclusions` allows. The tier is the plan's,
            else the site's. The first column on the right is the verdict; the last counts the combinations that the row stands for.


            """);
        text.Append(CultureInfo.InvariantCulture, $"| {string.Join(" | ", Columns)} | verdict | combinations |\n");
        text.Append(CultureInfo.InvariantCulture, $"|{string.Concat(Enumerable.Repeat(" --- |", Columns.Count + 2))}\n");
        foreach (var row in rows)
            text.Append(CultureInfo.InvariantCulture, $"| {string.Join(" | ", row.Cells)} | **{row.Verdict}** | {row.Combinations} |\n");
        return text.ToString();
    }

    private static List<Row> Fold(int column, AppObservation app)
    {
        if (column == Columns.Count) return [new Row([], Judge(app), 1)];

        var branches = Choices[column].Select(c => (c.Label, Rows: Fold(column + 1, c.Apply(app)))).ToList();
        // Branches with the same rows below share one; the order of first appearance stays.
        var shared = branches.GroupBy(b => string.Join('\n', b.Rows.Select(r => string.Join('|', r.Cells) + r.Verdict))).ToList();
        return [.. shared.SelectMany(group =>
        {
            var label = group.Count() == Choices[column].Count ? "any" : string.Join(", ", group.Select(b => b.Label));
            return group.First().Rows.Select(r => new Row([label, .. r.Cells], r.Verdict, r.Combinations * group.Count()));
        })];
    }

    private static Choice Kind(string kind) => new(kind, a => a with { Kind = kind });

    private static Choice Tier(string tier) => new(tier, a => a with { SiteTier = Reading.Of(tier.Split(' ')[0]) });

    private static Choice Flag(string label, Reading<bool> value) => new(label, a => a with { ClientCertEnabled = value });

    private static Choice Mode(string label, Reading<string> value) => new(label, a => a with { ClientCertMode = value });

    private static Choice Paths(string label, Reading<string> value) => new(label, a => a with { ExclusionPaths = value });

    private static Choice Https(string label, Reading<bool> value) => new(label, a => a with { HttpsOnly = value });

    private static Choice Http2(string label, Reading<bool> value) => new(label, a => a with { Http20Enabled = value });

    private static Choice Tls(string label, Reading<string> value) => new(label, a => a with { MinTlsVersion = value });
}
