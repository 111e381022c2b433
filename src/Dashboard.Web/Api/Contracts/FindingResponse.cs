using Dashboard.Core.Findings;
using Dashboard.Core.Posture;
using Dashboard.Core.Posture.Rules;
using Dashboard.Core.Queries;

namespace Dashboard.Web.Api.Contracts;

/// <summary>
/// A finding: one occurrence of a failed rule on one app. <c>ended</c> is Azure's own time of the change where <c>endExact</c>, else that
/// of the run that saw it, <c>endSeen</c>. Of what has not ended the four are null. What an app is, is as of the moment, or its last state.
/// <c>excepted</c>: it stands, and the exception <c>exceptionId</c> covers it at the moment, until <c>exceptedUntil</c>. Its due date has that
/// time in it, so it is overdue only where it was so before the approval.
/// </summary>
internal sealed record FindingResponse(
    long Id,
    string Rule,
    string RuleTitle,
    bool Headline,
    Severity Severity,
    string ResourceId,
    string Name,
    string SubscriptionId,
    string SubscriptionName,
    DateTimeOffset Detected,
    DateTimeOffset? Occurred,
    DateTimeOffset Due,
    bool Overdue,
    FindingEnd? End,
    DateTimeOffset? Ended,
    bool? EndExact,
    DateTimeOffset? EndSeen,
    decimal AgeDays,
    bool Baseline,
    bool Flapping,
    int Occurrence,
    long? PreviousId,
    string? Assignee,
    string? Ticket,
    Verdict Verdict,
    bool? InScope,
    bool Stale,
    string? Owner,
    string? CostCentre,
    string? Environment,
    string? Scenario,
    bool Excepted,
    DateTimeOffset? ExceptedUntil,
    long? ExceptionId)
{
    /// <summary>The response of <paramref name="item"/>.</summary>
    public static FindingResponse Of(FindingItem item) => new(
        item.Id, item.RuleId, RuleCatalogue.Find(item.RuleId)?.Title ?? item.RuleId, RuleCatalogue.Headline.Contains(item.RuleId), item.Severity,
        item.App.ResourceId, item.App.Name, item.App.SubscriptionId, item.SubscriptionName, item.Detected, item.Occurred, item.Due, item.Overdue,
        item.End, item.Ended, item.End is null ? null : item.EndExact, item.EndSeen, Days.Of(item.Age.TotalDays), item.Baseline, item.Flapping, item.Occurrence,
        item.PreviousId, item.Assignee, item.Ticket, item.App.Verdict, item.App.InScope, item.App.Stale, item.App.Owner, item.App.CostCentre,
        item.App.Environment, item.App.Scenario, item.Exception is not null, item.Exception?.Until, item.Exception?.Id);
}

/// <summary>One finding with the evidence of its failure, what was written on it, and every occurrence of the rule on the app.</summary>
/// <param name="Finding">The finding.</param>
/// <param name="Evidence">On what the failure was decided; null where the app's state at the moment does not fail the rule.</param>
/// <param name="Notes">Oldest first.</param>
/// <param name="Occurrences">Numbers of findings, oldest first.</param>
/// <param name="AsOf">The moment.</param>
internal sealed record FindingDetailResponse(
    FindingResponse Finding, string? Evidence, IReadOnlyList<FindingNoteResponse> Notes, IReadOnlyList<long> Occurrences, DateTimeOffset AsOf)
{
    /// <summary>The response of <paramref name="detail"/>.</summary>
    public static FindingDetailResponse Of(FindingDetail detail, DateTimeOffset asOf) => new(
        FindingResponse.Of(detail.Item), detail.Evidence,
        [.. detail.Notes.Select(n => new FindingNoteResponse(n.At, n.Kind, n.Text, n.Author))], detail.Occurrences, asOf);
}

/// <summary>What somebody wrote on a finding; <c>text</c> null: an assignee or a ticket was taken away.</summary>
internal sealed record FindingNoteResponse(DateTimeOffset At, FindingNoteKind Kind, string? Text, string Author);

/// <summary>Who is to mend a finding; empty or null for nobody.</summary>
internal sealed record AssignRequest(string? Assignee);

/// <summary>A comment on a finding.</summary>
internal sealed record CommentRequest(string? Text);

/// <summary>The address of a finding's ticket; empty or null for none.</summary>
internal sealed record LinkRequest(string? Ticket);

/// <summary>Days as the API writes them.</summary>
internal static class Days
{
    /// <summary>With at most two decimals. The division takes closing zeros away: a second more or less must not make 0.00 of 0.</summary>
    public static decimal Of(double days) => Math.Round((decimal)days, 2, MidpointRounding.AwayFromZero) / 1.0000000000000000000000000000m;

    /// <summary>With two decimals; null for null.</summary>
    public static decimal? Of(double? days) => days is { } value ? Of(value) : null;
}
