using Dashboard.Core.Posture.Rules;
using Dashboard.Core.Queries;
using Dashboard.Storage.Queries;
using Dashboard.Web.Components.Kit;
using Dashboard.Web.Hosting.Settings;
using Microsoft.AspNetCore.Components;

namespace Dashboard.Web.Components.Pages.Rules;

/// <summary>Every rule with why it matters, how to mend it, whom it serves and how many apps fail it.</summary>
public partial class RulesPage
{
    private Load<IReadOnlyDictionary<string, int>> _failing;

    /// <summary>Counts the apps that fail.</summary>
    [Inject] public required AppListQuery Apps { get; set; }

    /// <summary>By what is judged.</summary>
    [Inject] public required DashboardSettings Settings { get; set; }

    /// <inheritdoc />
    protected override async Task LoadAsync(CancellationToken cancellationToken) =>
        _failing = await TryAsync<IReadOnlyDictionary<string, int>>(async () =>
        {
            var counts = new Dictionary<string, int>();
            foreach (var rule in RuleCatalogue.All)
            {
                // The very query of the list behind the link, so that the two agree.
                var page = await Apps.RunAsync(
                    AppFilter.Any with { FailedRule = [rule.Id] }, AppSort.Default, 1, 1, withRules: false, AsOf, cancellationToken);
                counts[rule.Id] = page.Total;
            }

            return counts;
        });

    private static bool IsWeb(string source) => source.StartsWith("https://", StringComparison.OrdinalIgnoreCase);
}
