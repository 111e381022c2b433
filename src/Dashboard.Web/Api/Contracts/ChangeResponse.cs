using Dashboard.Core.Changes;
using Dashboard.Core.Posture;
using Dashboard.Core.Queries;
using Dashboard.Web.Urls;

namespace Dashboard.Web.Api.Contracts;

/// <summary>Something that happened to an app. Null means unknown; a verdict is also null where there was or is none.</summary>
internal sealed record ChangeResponse(
    long Id,
    string ResourceId,
    string Name,
    string SubscriptionId,
    string SubscriptionName,
    AppEventKind Kind,
    DateTimeOffset OccurredAt,
    bool Exact,
    DateTimeOffset RecordedAt,
    Verdict? VerdictBefore,
    Verdict? VerdictAfter,
    string Direction,
    string? ChangedBy,
    string? ChangedByType,
    string? ClientType,
    string? Operation,
    string? ChangeId,
    IReadOnlyList<PropertyResponse> Properties,
    bool? InScope,
    string? Owner,
    long Run,
    string? FormerResourceId)
{
    /// <summary>The response of <paramref name="row"/>. Scope and owner are those of the state that it led to.</summary>
    public static ChangeResponse Of(EventRow row)
    {
        var told = row.Event;
        return new ChangeResponse(
            row.EventId, row.ResourceId, row.Name, row.State.SubscriptionId, row.SubscriptionName, told.Kind, told.OccurredAt, told.Exact,
            row.RecordedAt, told.VerdictBefore, told.VerdictAfter, EventFilterUrl.Name(told.Direction),
            told.Author?.ChangedBy, told.Author?.ChangedByType, told.Author?.ClientType, told.Author?.Operation, told.ChangeId,
            [.. row.Differences.Select(p => new PropertyResponse(p.Property, p.Before, p.After, p.Truncated))],
            row.State.InScope, row.State.Owner, row.RunId, told.Kind == AppEventKind.Moved ? row.Before?.ResourceId : null);
    }
}

/// <summary>
/// A property that changed: as Azure's record names it, or, where there is no record, as the states before and after differ.
/// </summary>
internal sealed record PropertyResponse(string Property, string? Before, string? After, bool Truncated);
