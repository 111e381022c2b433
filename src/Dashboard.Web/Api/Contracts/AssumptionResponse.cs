using Dashboard.Core.Queries;

namespace Dashboard.Web.Api.Contracts;

/// <summary>
/// A value that is assumed and not read; <c>value</c> and <c>default</c> are text, empty where nothing is set. <c>reason</c> is why the
/// default is what it is; <c>changedAt</c>, <c>changedBy</c> and <c>changeReason</c> tell of the last change, null where there was none.
/// </summary>
internal sealed record AssumptionResponse(
    string Key, string Value, string Default, bool IsDefault, string Unit, string Meaning, string Reason, string Range, DateTimeOffset? ChangedAt,
    string? ChangedBy, string? ChangeReason)
{
    /// <summary>The response of <paramref name="item"/>.</summary>
    public static AssumptionResponse Of(AssumptionItem item) => new(
        item.Key, item.Value, item.Default, item.IsDefault, item.Assumption.Unit, item.Assumption.Meaning, item.Assumption.Reason,
        item.Assumption.Range, item.Last?.At, item.Last?.By, item.Last?.Reason);
}

/// <summary>What is assumed at a moment, and how it came to be so.</summary>
/// <param name="Items">Each assumption.</param>
/// <param name="Total">How many there are.</param>
/// <param name="Version">What whoever changes them hands back: it tells that nobody changed them meanwhile.</param>
/// <param name="Changes">The last changes of each by then, newest first; <c>value</c> null is a return to the default.</param>
/// <param name="AsOf">The moment.</param>
/// <param name="Run">The run whose figures stand at that moment; null before the first.</param>
internal sealed record AssumptionsResponse(
    IReadOnlyList<AssumptionResponse> Items, int Total, long Version, IReadOnlyList<AssumptionChangeResponse> Changes, DateTimeOffset AsOf,
    RunRefResponse? Run)
{
    /// <summary>The response of an answer and its history.</summary>
    public static AssumptionsResponse Of(AssumptionsAnswer answer, IReadOnlyDictionary<string, AssumptionHistory> history, RunRef? run) => new(
        [.. answer.Items.Select(AssumptionResponse.Of)], answer.Items.Count, answer.Version,
        [
            .. history.SelectMany(h => h.Value.Changes.Select(c => new AssumptionChangeResponse(h.Key, c.Value, c.At, c.By, c.Reason)))
                .OrderByDescending(c => c.At).ThenBy(c => c.Key, StringComparer.Ordinal),
        ],
        answer.AsOf, RunRefResponse.Of(run));
}

/// <summary>A change of an assumption; <c>value</c> null is a return to the default.</summary>
internal sealed record AssumptionChangeResponse(string Key, string? Value, DateTimeOffset At, string By, string Reason);

/// <summary>Assumptions to change: all of them at once or none.</summary>
/// <param name="Version">The version that was looked at.</param>
/// <param name="Reason">Why, in one line.</param>
/// <param name="Changes">What is to be; keys that are not named stay as they are.</param>
internal sealed record AssumptionsRequest(long? Version, string? Reason, IReadOnlyList<AssumptionRequest?>? Changes);

/// <summary>An assumption to change; <c>value</c> null returns to the default.</summary>
internal sealed record AssumptionRequest(string? Key, string? Value);

/// <summary>What a PKI for client certificates costs, in its own currency and added to no other; null is unknown: nobody entered it.</summary>
internal sealed record PkiCostResponse(string Currency, decimal? FixedMonthly, decimal? PerCertificateMonthly);
