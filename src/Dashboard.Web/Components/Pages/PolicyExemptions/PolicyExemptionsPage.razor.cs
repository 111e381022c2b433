using Dashboard.Core.Queries;
using Dashboard.Storage.Queries.Exemptions;
using Dashboard.Web.Components.Kit;
using Dashboard.Web.Urls;
using Microsoft.AspNetCore.Components;

namespace Dashboard.Web.Components.Pages.PolicyExemptions;

/// <summary>Azure Policy exemptions, held against the register of exceptions.</summary>
public partial class PolicyExemptionsPage
{
    private const int PageSize = 50;

    private Load<ExemptionsAnswer> _answer;
    private IReadOnlyList<ExemptionItem> _shown = [];

    /// <summary>The exemptions.</summary>
    [Inject] public required PolicyExemptionQuery Exemptions { get; set; }

    private ExemptionsView View => ExemptionsView.Parse(Query);

    private int Page => Math.Clamp(View.Page, 1, Math.Max(1, (_shown.Count + PageSize - 1) / PageSize));

    private string Title => _answer.Value is { Run: not null, Items: { Count: > 0 } items }
        ? items.Count(i => i.Findings.Count > 0) switch
        {
            0 => $"{Words.Of(items.Count, "policy exemption")}, and each has its approval",
            1 => $"1 of {Words.Of(items.Count, "policy exemption")} needs a look",
            var wrong => $"{Words.Count(wrong)} of {Words.Of(items.Count, "policy exemption")} need a look",
        }
        : "Azure Policy exemptions";

    /// <inheritdoc />
    protected override async Task LoadAsync(CancellationToken cancellationToken)
    {
        _answer = await TryAsync(() => Exemptions.RunAsync(AsOf, cancellationToken));
        IReadOnlyCollection<ExemptionFinding> chosen = View.Finding is { } finding ? [finding] : [];
        _shown = _answer.Value is { } answer ? ExemptionsView.Of(answer.Items, chosen) : [];
    }

    private string Url(ExemptionFinding? finding) => DashboardUrls.PolicyExemptions(new ExemptionsView(finding), AsOf);

    private static IEnumerable<(ExemptionFinding? Finding, string Name, int Count)> Tabs(ExemptionsAnswer answer) =>
        Enum.GetValues<ExemptionFinding>()
            .Select(f => ((ExemptionFinding?)f, ExemptionWords.Finding(f), answer.Items.Count(i => i.Findings.Contains(f))))
            .Prepend((null, "All", answer.Items.Count));

    // That nothing was read must never look as if nothing were there.
    private static string? SourceNote(ExemptionsAnswer answer) => answer switch
    {
        { Source: null } => "The latest run did not read policy exemptions: nothing is known of them, and not that there are none.",
        { IsWhole: false, Source: var source } => $"The latest run did not read all policy exemptions: there may be others. {source!.Problem}",
        _ => null,
    };

    private static string EmptyText(ExemptionsAnswer answer) => answer switch
    {
        { Items.Count: > 0 } => "No exemption has this finding.",
        { IsWhole: true } => "Nothing that the credential can read is exempted from a policy about client certificates.",
        _ => "None is known. Whether there is one cannot be told.",
    };
}
