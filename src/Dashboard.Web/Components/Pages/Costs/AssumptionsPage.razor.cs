using Dashboard.Core.Queries;
using Dashboard.Storage.Queries.Costs;
using Dashboard.Web.Components.Kit;
using Dashboard.Web.Hosting.Settings;
using Microsoft.AspNetCore.Components;

namespace Dashboard.Web.Components.Pages.Costs;

/// <summary>What figures of money assume, who changed it and why, and changing it.</summary>
public partial class AssumptionsPage
{
    private Load<AssumptionsAnswer> _assumed;
    private Load<IReadOnlyDictionary<string, AssumptionHistory>> _history;
    private Load<UnlockCostsAnswer> _unlock;

    /// <summary>What is assumed.</summary>
    [Inject] public required AssumptionsQuery Assumptions { get; set; }

    /// <summary>What hangs on it.</summary>
    [Inject] public required UnlockCostsQuery UnlockCosts { get; set; }

    /// <summary>The target of coverage.</summary>
    [Inject] public required DashboardSettings Settings { get; set; }

    private string Title => _assumed.Value is { } answer ? AssumptionWords.Headline(answer) : "Assumptions";

    private IReadOnlyDictionary<string, AssumptionHistory> History => _history.Value ?? new Dictionary<string, AssumptionHistory>();

    private string Unlock => _unlock switch
    {
        { Value: { Run: not null } answer } => Words.Sentence(UnlockWords.Sums(answer.Unlock.Sums)),
        { Value.Run: null } => "Unknown: there was no run by then",
        _ => "Not read",
    };

    /// <inheritdoc />
    protected override async Task LoadAsync(CancellationToken cancellationToken)
    {
        _history = await TryAsync(() => Assumptions.HistoryAsync(AsOf, cancellationToken));
        _unlock = await TryAsync(() => UnlockCosts.RunAsync(Settings.CoverageTargetPercent, AsOf, cancellationToken));
        _assumed = await TryAsync(() => Assumptions.RunAsync(AsOf, cancellationToken));
    }
}
