using Dashboard.Storage.Reports;
using Dashboard.Web.Components.Kit;
using Microsoft.AspNetCore.Components;

namespace Dashboard.Web.Components.Pages.Snapshots;

/// <summary>The months that are sealed, and what each of them said.</summary>
public partial class SnapshotsPage
{
    private Load<IReadOnlyList<SealedMonth>> _months;

    /// <summary>The sealed months.</summary>
    [Inject] public required SealedMonthQuery Months { get; set; }

    private string Title => _months.Value is [var last, ..] ? SnapshotWords.Headline(last.Figures) : "Monthly snapshots";

    /// <inheritdoc />
    protected override async Task LoadAsync(CancellationToken cancellationToken) =>
        _months = await TryAsync(() => Months.ListAsync(AsOf, cancellationToken));
}
