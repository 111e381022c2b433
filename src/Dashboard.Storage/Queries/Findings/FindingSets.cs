using Dashboard.Core.Findings;
using Dashboard.Core.Findings.Remediation;
using Dashboard.Core.Posture;
using Dashboard.Core.Posture.Rules;
using Dashboard.Core.Queries;
using Dashboard.Storage.Model;
using Microsoft.EntityFrameworkCore;

namespace Dashboard.Storage.Queries.Findings;

/// <summary>A finding as it was known at a moment: of its row, what is not on it yet does not count.</summary>
internal sealed class FindingAt
{
    public required long Id { get; init; }

    public required long AppId { get; init; }

    public required string RuleId { get; init; }

    public required long Detected { get; init; }

    public required bool Stands { get; init; }

    public required long? Ended { get; init; }

    public required FindingEnd? End { get; init; }

    public required Severity Severity { get; init; }

    public required long Due { get; init; }

    public required string? Assignee { get; init; }

    public required bool Flapping { get; init; }

    public required bool Baseline { get; init; }
}

/// <summary>The findings that were known at a moment, and those of them that a filter asks for.</summary>
internal static class FindingSets
{
    /// <summary>All that were known at <paramref name="moment"/>.</summary>
    public static IQueryable<FindingAt> FindingsAt(this DashboardDbContext context, Moment moment) => context.FindingsAt(moment, moment.At);

    /// <summary>All that were known at <paramref name="moment"/>, with what was written on them by <paramref name="notesUntil"/>.</summary>
    public static IQueryable<FindingAt> FindingsAt(this DashboardDbContext context, Moment moment, long notesUntil) =>
        moment is { IsCurrent: true, DuesStand: true } ? Now(context) : Then(context, moment.At, notesUntil);

    /// <summary>Those that match both filters.</summary>
    public static IQueryable<FindingAt> Matching(
        this IQueryable<FindingAt> findings, DashboardDbContext context, AppFilter apps, FindingFilter filter, Moment moment)
    {
        var at = moment.At;
        if (filter.Status.Count > 0)
        {
            var (open, overdue, ended) = (
                filter.Status.Contains(FindingStatus.Open), filter.Status.Contains(FindingStatus.Overdue), filter.Status.Contains(FindingStatus.Ended));
            findings = findings.Where(f => (ended && !f.Stands) || (f.Stands && (open || (overdue && f.Due < at))));
        }

        if (filter.DetectedWithinDays is { } days)
        {
            var after = UnixTime.Of(UnixTime.From(at).AddDays(-days));
            findings = findings.Where(f => f.Detected > after);
        }

        if (filter.Rule.Count > 0)
        {
            var rules = filter.Rule.Select(r => r.Trim().ToUpperInvariant()).Distinct().ToList();
            findings = findings.Where(f => rules.Contains(f.RuleId));
        }

        if (filter.Headline is { } headline)
        {
            var set = RuleCatalogue.Headline;
            findings = findings.Where(f => set.Contains(f.RuleId) == headline);
        }

        if (filter.Excepted is { } excepted)
        {
            findings = findings.Where(f => (f.Stands && context.ExceptionCovers.Any(
                c => c.AppId == f.AppId && c.RuleId == f.RuleId && c.ActiveFrom <= at && c.ActiveTo > at)) == excepted);
        }

        return findings.MatchingRest(filter).MatchingTimes(filter).MatchingSla(filter.Sla, moment.At).OnApps(context, apps, moment);
    }

    private static IQueryable<FindingAt> MatchingRest(this IQueryable<FindingAt> findings, FindingFilter filter)
    {
        if (filter.Severity.Count > 0)
        {
            var severities = filter.Severity.Distinct().ToList();
            findings = findings.Where(f => severities.Contains(f.Severity));
        }

        if (filter.End.Count > 0)
        {
            var ends = filter.End.Distinct().Cast<FindingEnd?>().ToList();
            findings = findings.Where(f => ends.Contains(f.End));
        }

        if (filter.Assignee.Count > 0)
        {
            var people = filter.Assignee.Distinct().Select(a => a.Length == 0 ? null : a).ToList();
            findings = findings.Where(f => people.Contains(f.Assignee));
        }

        if (filter.Flapping is { } flapping) findings = findings.Where(f => f.Flapping == flapping);
        if (filter.Baseline is { } baseline) findings = findings.Where(f => f.Baseline == baseline);
        return findings;
    }

    private static IQueryable<FindingAt> MatchingTimes(this IQueryable<FindingAt> findings, FindingFilter filter)
    {
        if (filter.DetectedAfter is { } detectedAfter) { var t = UnixTime.Of(detectedAfter); findings = findings.Where(f => f.Detected > t); }
        if (filter.DetectedUntil is { } detectedUntil) { var t = UnixTime.Of(detectedUntil); findings = findings.Where(f => f.Detected <= t); }
        // Mended before it was seen, it ended when it was seen: so arrivals and departures add up to what stands.
        if (filter.EndedAfter is { } endedAfter) { var t = UnixTime.Of(endedAfter); findings = findings.Where(f => f.Ended != null && (f.Ended > t || f.Detected > t)); }
        if (filter.EndedUntil is { } endedUntil) { var t = UnixTime.Of(endedUntil); findings = findings.Where(f => f.Ended <= t && f.Detected <= t); }
        if (filter.OpenAt is { } openAt) { var t = UnixTime.Of(openAt); findings = findings.Where(f => f.Detected <= t && (f.Ended == null || f.Ended > t)); }
        return findings;
    }

    private static IQueryable<FindingAt> MatchingSla(this IQueryable<FindingAt> findings, IReadOnlyList<SlaOutcome> outcomes, long at)
    {
        if (outcomes.Count == 0) return findings;
        var from = at - (long)TimeToRemediate.Window.TotalMilliseconds;
        var (met, missed, otherwise) = (outcomes.Contains(SlaOutcome.Met), outcomes.Contains(SlaOutcome.Missed), outcomes.Contains(SlaOutcome.EndedOtherwise));
        return findings.Where(f =>
            (missed && (f.Ended == null || f.Ended > f.Due) && f.Due > from && f.Due <= at)
            || (f.Ended <= f.Due && f.Ended > from && f.Ended <= at
                && ((met && f.End == FindingEnd.Remediated) || (otherwise && f.End != FindingEnd.Remediated))));
    }

    private static IQueryable<FindingAt> OnApps(this IQueryable<FindingAt> findings, DashboardDbContext context, AppFilter apps, Moment moment)
    {
        if (apps.IsAny) return findings;
        var live = context.StatesAt(moment).Matching(apps, context, moment.At).Select(s => s.AppId);
        var gone = context.LastStatesAt(moment).MatchingAtLast(apps, context).Select(s => s.AppId);
        return findings.Where(f => live.Contains(f.AppId) || gone.Contains(f.AppId));
    }

    /// <summary>The last states of the apps that had left by <paramref name="moment"/>: what their findings are told of.</summary>
    public static IQueryable<AppStateRow> LastStatesAt(this DashboardDbContext context, Moment moment)
    {
        var at = moment.At;
        // By way of the apps that have left, which are few: looked for among all rows that were ever closed, they cost more each year.
        var gone = context.Apps.Where(a => a.DecommissionedAt <= at);
        return context.AppStates.Where(s => gone.Select(a => a.AppId).Contains(s.AppId) && gone.Any(a => a.AppId == s.AppId && a.DecommissionedAt == s.ValidTo));
    }

    private static IQueryable<FindingAt> Now(DashboardDbContext context) => context.Findings.Select(f => new FindingAt
    {
        Id = f.Id,
        AppId = f.AppId,
        RuleId = f.RuleId,
        Detected = f.Detected,
        Stands = f.EndSeen == UnixTime.Open,
        Ended = f.Ended,
        End = f.End,
        Severity = f.Severity,
        Due = f.Due,
        Assignee = f.Assignee,
        Flapping = f.Flapping,
        Baseline = f.Baseline,
    });

    private static IQueryable<FindingAt> Then(DashboardDbContext context, long at, long notesUntil)
    {
        // What runs changed counts up to the run that is told of, steps of exceptions up to the moment itself.
        var terms = at == notesUntil
            ? context.FindingTerms.Where(t => t.ValidTo > at)
            : context.FindingTerms.Where(t => t.ValidTo > notesUntil || (t.ValidTo > at && context.Runs.Any(r => r.RunTime == t.ValidTo)));
        return context.Findings.Where(f => f.Detected <= at).Select(f => new FindingAt
        {
            Id = f.Id,
            AppId = f.AppId,
            RuleId = f.RuleId,
            Detected = f.Detected,
            Stands = f.EndSeen > at,
            Ended = f.EndSeen > at ? null : f.Ended,
            End = f.EndSeen > at ? null : f.End,
            Severity = terms.Where(t => t.FindingId == f.Id).OrderBy(t => t.ValidTo).Select(t => (Severity?)t.Severity).FirstOrDefault() ?? f.Severity,
            Due = terms.Where(t => t.FindingId == f.Id).OrderBy(t => t.ValidTo).Select(t => (long?)t.Due).FirstOrDefault() ?? f.Due,
            Assignee = context.FindingNotes.Where(n => n.FindingId == f.Id && n.Kind == FindingNoteKind.Assignment && n.At <= notesUntil)
                .OrderByDescending(n => n.At).ThenByDescending(n => n.Id).Select(n => n.Text).FirstOrDefault(),
            Flapping = f.Flapping,
            Baseline = f.Baseline,
        });
    }
}
