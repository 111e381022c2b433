using System.Globalization;
using Dashboard.Core.Audit;
using Dashboard.Core.Exceptions;
using Dashboard.Core.Inventory;
using Dashboard.Core.Queries;
using Dashboard.Storage.Auditing;
using Dashboard.Storage.Commands;
using Dashboard.Storage.Queries.Findings;
using Dashboard.Web.Access;
using Dashboard.Web.Access.Demo;

namespace Dashboard.Web.Demo;

/// <summary>
/// What people ask to have accepted for a while, and what the approver says to it: on Tuesdays a single app for a few weeks, on Thursdays
/// something larger (<see cref="DemoExceptionPlan"/>). The calendar and the findings alone decide, and what was asked for before this
/// program started is read out of the audit trail, so that a filling that was cut short goes on where it was.
/// </summary>
internal sealed class DemoExceptions(
    FindingListQuery findings, AuditTrailQuery trail, RequestExceptionCommand request, StepExceptionCommand step, ExceptionLimits limits)
{
    /// <summary>Longer than anything that is planned goes on.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromDays(120);

    private const int Newest = 80;
    private const int Tries = 3;

    private static readonly Persona Owner = Personas.Find("owner")!;
    private static readonly AuditActor Security = ActorOf(Personas.Default);
    private static readonly AuditActor AppOwner = ActorOf(Owner);
    private static readonly AuditActor Approver = ActorOf(Personas.All.Single(p => p.Roles.Contains(Roles.RiskApprover)));

    private static readonly FindingFilter Standing = FindingFilter.Any with { Headline = true, Status = [FindingStatus.Open] };
    private static readonly FindingSort ByDetection = new(FindingSortColumn.Detected, true);

    private List<Case>? _cases;

    /// <summary>What is due at the meeting of <paramref name="moment"/>, which is now.</summary>
    public async Task WorkAsync(DateTimeOffset moment, CancellationToken cancellationToken)
    {
        _cases ??= await ReadAsync(moment, cancellationToken);
        _cases.RemoveAll(c => moment - c.RequestedAt > Longest);
        foreach (var one in _cases.ToList())
        {
            foreach (var planned in one.Plan.Steps.Where(s => one.RequestedAt.AddDays(s.Day) <= moment && one.Taken.Add(s)))
                await step.RunAsync(one.Id, planned.Step, planned.Text, planned.By == DemoRole.Approver ? Approver : one.Requester, cancellationToken);
            if (one.Plan.RenewedOn is { } day && !one.Renewed && one.RequestedAt.AddDays(day) <= moment)
            {
                one.Renewed = true;
                await AskAsync(one.Plan.Renewal(), one.Apps, one.Id, moment, cancellationToken);
            }
        }

        if (DemoExceptionPlan.Of(moment) is not { } plan) return;
        foreach (var apps in (await CandidatesAsync(plan, moment, cancellationToken)).Take(Tries))
            if (await AskAsync(plan, apps, null, moment, cancellationToken)) return;
    }

    /// <summary>Asks for all headline rules that the apps fail, since one that is left out would leave them as they are. True where that was taken.</summary>
    private async Task<bool> AskAsync(
        DemoExceptionPlan plan, IReadOnlyList<string> apps, long? renews, DateTimeOffset moment, CancellationToken cancellationToken)
    {
        var standing = await findings.RunAsync(AppFilter.Any, Standing with { App = apps }, ByDetection, 1, Newest, null, cancellationToken);
        if (standing.Items.Count == 0) return false;
        var days = TimeSpan.FromDays(plan.Days);
        var longest = limits.Of(standing.Items.Max(f => f.Severity));
        var terms = new ExceptionTerms(
            plan.Terms.Reason, plan.Terms.Treatment, plan.Terms.Control, plan.Terms.RiskOwner, moment + (days < longest ? days : longest),
            plan.Terms.Evidence ? "https://wiki.contoso.example/risk/" + moment.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) : null);
        var by = standing.Items.All(f => Owner.OwnerNames.Contains(f.App.Owner)) ? AppOwner : Security;
        var outcome = await request.RunAsync(
            new ExceptionRequest(apps, [.. standing.Items.Select(f => f.RuleId).Distinct()], terms, renews), by, cancellationToken);
        if (outcome.Id is { } id) _cases!.Add(new Case(id, moment, by, apps, terms.Expires, plan));
        return outcome.Id is not null;
    }

    /// <summary>
    /// Apps of which nobody has asked for anything: those first that are not overdue, then those that are no worse than planned, since worse
    /// ones can be excepted for a short time only.
    /// </summary>
    private async Task<IEnumerable<IReadOnlyList<string>>> CandidatesAsync(
        DemoExceptionPlan plan, DateTimeOffset moment, CancellationToken cancellationToken)
    {
        var newest = await findings.RunAsync(AppFilter.Any, Standing, ByDetection, 1, Newest, null, cancellationToken);
        var taken = _cases!.Where(c => c.Expires > moment).SelectMany(c => c.Apps).Select(ResourceIds.Key).ToHashSet();
        var apps = newest.Items.GroupBy(f => f.App.ResourceId).Where(a => !taken.Contains(ResourceIds.Key(a.Key)))
            .OrderBy(a => a.Any(f => f.Overdue)).ThenBy(a => a.Max(f => f.Severity) > plan.Worst).ThenByDescending(a => a.Max(f => f.Severity)).ToList();
        if (plan.Apps == 1) return apps.Select(a => new[] { a.Key });
        // Those that move together belong together: they are in one subscription, and as bad as each other.
        return apps.GroupBy(a => (Worse: a.Max(f => f.Severity) > plan.Worst, a.First().App.SubscriptionId))
            .OrderBy(g => g.Count() < 2).ThenBy(g => g.Key.Worse).ThenByDescending(g => g.Count())
            .Select(g => g.Take(plan.Apps).Select(a => a.Key).ToList());
    }

    /// <summary>What these people asked for lately. Whoever uses the demo asks at other moments than the meeting's.</summary>
    private async Task<List<Case>> ReadAsync(DateTimeOffset moment, CancellationToken cancellationToken)
    {
        var cases = new Dictionary<string, Case>();
        var filter = new AuditFilter(Subject: AuditSubjects.Exception, From: moment - Longest);
        var entries = await trail.StreamAsync(filter, cancellationToken).Select(r => r.Entry).OfType<AuditEntry>().ToListAsync(cancellationToken);
        foreach (var entry in entries.OrderBy(e => e.Seq))
        {
            if (entry.Action == AuditActions.ExceptionRequested) Requested(entry);
            else if (cases.GetValueOrDefault(entry.Subject.Id) is { } one && one.Plan.Steps.FirstOrDefault(s => s.Text == Detail(entry, "comment")) is { } taken) one.Taken.Add(taken);
        }

        return [.. cases.Values];

        void Requested(AuditEntry entry)
        {
            var renewed = cases.GetValueOrDefault(Detail(entry, "renews"));
            if (renewed is not null) renewed.Renewed = true;
            if ((renewed?.Plan.Renewal() ?? DemoExceptionPlan.Of(entry.At)) is not { } plan || Detail(entry, "reason") != plan.Terms.Reason) return;
            cases[entry.Subject.Id] = new Case(
                long.Parse(entry.Subject.Id, CultureInfo.InvariantCulture), entry.At, entry.Actor, Detail(entry, "apps").Split('\n'),
                DateTimeOffset.FromUnixTimeMilliseconds(long.Parse(Detail(entry, "expires"), CultureInfo.InvariantCulture)), plan);
        }
    }

    private static string Detail(AuditEntry entry, string key) => entry.Details.FirstOrDefault(d => d.Key == key)?.Value ?? "";

    private static AuditActor ActorOf(Persona persona) => Actors.Of(persona.ToPrincipal(DemoAuthenticationHandler.Scheme));

    private sealed record Case(long Id, DateTimeOffset RequestedAt, AuditActor Requester, IReadOnlyList<string> Apps, DateTimeOffset Expires, DemoExceptionPlan Plan)
    {
        public HashSet<DemoStep> Taken { get; } = [];

        public bool Renewed { get; set; }
    }
}
