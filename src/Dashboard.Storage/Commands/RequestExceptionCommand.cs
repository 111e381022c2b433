using System.Globalization;
using Dashboard.Core.Audit;
using Dashboard.Core.Exceptions;
using Dashboard.Core.Inventory;
using Dashboard.Core.Posture;
using Dashboard.Storage.Auditing;
using Dashboard.Storage.Exceptions;
using Dashboard.Storage.Model;
using Dashboard.Storage.Queries;
using Microsoft.EntityFrameworkCore;

namespace Dashboard.Storage.Commands;

/// <summary>A request for an exception.</summary>
/// <param name="Apps">ARM ids of the apps.</param>
/// <param name="Rules">Rules that are to be accepted on each of them, as far as the app fails them.</param>
/// <param name="Terms">For how long, and on what grounds.</param>
/// <param name="Renews">The exception that this one renews; null for a first one.</param>
public sealed record ExceptionRequest(IReadOnlyList<string> Apps, IReadOnlyList<string> Rules, ExceptionTerms Terms, long? Renews)
{
    /// <summary>The most apps of one request.</summary>
    public const int MaxApps = 200;
}

/// <summary>How a request ended.</summary>
/// <param name="Id">The exception's number; null where it was refused.</param>
/// <param name="Refusal">Why it was refused.</param>
/// <param name="Problems">What is wrong with it, field by field.</param>
public sealed record ExceptionRequestOutcome(long? Id, ExceptionRefusal? Refusal, IReadOnlyList<ExceptionProblem> Problems);

/// <summary>Asks for an exception. It covers what fails at this moment, app by app, and is written whole with its audit entry or not at all.</summary>
public sealed class RequestExceptionCommand(AuditedWork work, TimeProvider clock, ExceptionLimits limits)
{
    /// <summary>Asks, as <paramref name="actor"/>; whether they may ask for these apps is the caller's to check.</summary>
    public async Task<ExceptionRequestOutcome> RunAsync(ExceptionRequest request, AuditActor actor, CancellationToken cancellationToken)
    {
        ExceptionRequestOutcome outcome = new(null, ExceptionRefusal.TermsRefused, []);
        await work.RunAsync(
            async (context, token) =>
            {
                (outcome, var draft) = await RequestAsync(context, request with { Terms = request.Terms.Normalised() }, actor, token);
                return draft;
            },
            cancellationToken);
        return outcome;
    }

    private async Task<(ExceptionRequestOutcome Outcome, AuditDraft? Draft)> RequestAsync(
        DashboardDbContext context, ExceptionRequest request, AuditActor actor, CancellationToken cancellationToken)
    {
        await ExceptionGate.ChangeAsync(context, cancellationToken);
        var now = UnixTime.Of(clock.GetUtcNow());
        if (await RefuseRenewalAsync(context, request.Renews, now, cancellationToken) is { } renewal) return Refused(renewal);

        var (apps, problems) = await FailingAsync(context, request, cancellationToken);
        if (problems.Count > 0) return Refused(ExceptionRefusal.NothingToAccept, problems);
        var worst = apps.SelectMany(a => a.Failing).Max(r => r.Severity);
        problems = [.. request.Terms.Problems(UnixTime.From(now), worst, limits)];
        if (problems.Count > 0) return Refused(ExceptionRefusal.TermsRefused, problems);
        problems = await CoveredAsync(context, apps, request.Renews, now, cancellationToken);
        if (problems.Count > 0) return Refused(ExceptionRefusal.AlreadyCovered, problems);

        var row = new ExceptionRow
        {
            RequestedAt = now,
            RequesterId = actor.Id,
            RequesterName = actor.Name,
            Reason = request.Terms.Reason,
            Treatment = request.Terms.Treatment,
            CompensatingControl = request.Terms.CompensatingControl,
            RiskOwner = request.Terms.RiskOwner,
            Expires = UnixTime.Of(request.Terms.Expires),
            EvidenceLink = request.Terms.EvidenceLink,
            RenewsId = request.Renews,
        };
        context.Add(row);
        await context.SaveChangesAsync(cancellationToken);
        var covers = apps.SelectMany(a => a.Failing.Select(rule => new ExceptionCoverRow
        {
            ExceptionId = row.Id,
            AppId = a.AppId,
            RuleId = rule.Id,
            Severity = rule.Severity,
        })).ToList();
        context.AddRange(covers);
        context.Add(new ExceptionEventRow
        {
            ExceptionId = row.Id,
            At = now,
            Step = ExceptionStep.Requested,
            ActorId = actor.Id,
            ActorName = actor.Name,
        });
        await context.SaveChangesAsync(cancellationToken);
        return (new ExceptionRequestOutcome(row.Id, null, []), ExceptionRecord.OfRequest(actor, row, covers, apps.Select(a => a.ResourceId)));
    }

    /// <summary>A renewal follows an exception that is, or was, active, and that nobody else is renewing.</summary>
    private static async Task<ExceptionRefusal?> RefuseRenewalAsync(
        DashboardDbContext context, long? renews, long now, CancellationToken cancellationToken)
    {
        if (renews is not { } id) return null;
        var old = await context.Exceptions.AsNoTracking().SingleOrDefaultAsync(e => e.Id == id, cancellationToken);
        if (old is null) return ExceptionRefusal.NotFound;
        if (old.ToCase().StatusAt(UnixTime.From(now)) is not (ExceptionStatus.Approved or ExceptionStatus.Expired)) return ExceptionRefusal.StateForbids;
        return await context.Exceptions.AnyAsync(e => e.RenewsId == id && e.Decision == null, cancellationToken) ? ExceptionRefusal.AlreadyCovered : null;
    }

    private async Task<(IReadOnlyList<FailingApp> Apps, List<ExceptionProblem> Problems)> FailingAsync(
        DashboardDbContext context, ExceptionRequest request, CancellationToken cancellationToken)
    {
        var problems = new List<ExceptionProblem>();
        var ids = request.Apps.DistinctBy(ResourceIds.Key).ToList();
        var rules = request.Rules.Select(r => r.Trim().ToUpperInvariant()).ToHashSet();
        if (ids.Count is 0 or > ExceptionRequest.MaxApps) Add("apps", $"A request is about 1 to {ExceptionRequest.MaxApps} apps.");
        if (rules.Count == 0) Add("rules", $"At least one rule is needed.");
        if (problems.Count > 0) return ([], problems);

        var moment = await Moment.ReadAsync(context, null, clock, cancellationToken);
        var keys = ids.ConvertAll(ResourceIds.Key);
        var states = moment.Run is null
            ? []
            : await context.StatesAt(moment).Where(s => context.Apps.Any(a => a.AppId == s.AppId && keys.Contains(a.ResourceIdKey)))
                .Select(s => s.Id).ToListAsync(cancellationToken);
        var rows = await new AppRowLoader(context, moment).LoadAsync(states, withRules: true, cancellationToken);
        var apps = new List<FailingApp>();
        foreach (var id in ids)
        {
            var row = rows.FirstOrDefault(r => ResourceIds.Key(r.State.ResourceId) == ResourceIds.Key(id));
            List<RuleOutcome> failing = row is null ? [] : [.. row.State.Rules.Where(r => rules.Contains(r.Id) && row.FailsWithoutException(r))];
            if (row is null) Add("apps", $"No app has the id {id}.");
            else if (failing.Count == 0) Add("rules", $"{row.State.Name} fails none of these rules.");
            else apps.Add(new FailingApp(row.AppId, row.State.ResourceId, row.State.Name, failing));
        }

        foreach (var rule in rules.Where(r => !apps.Exists(a => a.Failing.Any(f => f.Id == r))).Order(StringComparer.Ordinal))
            Add("rules", $"None of these apps fails {rule}.");
        return (apps, problems);

        void Add(string field, FormattableString problem) => problems.Add(Problem(field, problem));
    }

    private static async Task<List<ExceptionProblem>> CoveredAsync(
        DashboardDbContext context, IReadOnlyList<FailingApp> apps, long? renews, long now, CancellationToken cancellationToken)
    {
        var ids = apps.Select(a => a.AppId).ToList();
        var others = await context.ExceptionCovers.Where(c => ids.Contains(c.AppId) && c.ExceptionId != renews)
            .Join(context.Exceptions, c => c.ExceptionId, e => e.Id, (c, e) => new { c.AppId, c.RuleId, c.ActiveTo, e.Id, e.Decision, e.Expires })
            .Where(c => c.ActiveTo > now || (c.Decision == null && c.Expires > now))
            .ToListAsync(cancellationToken);
        return
        [
            .. from app in apps
               from rule in app.Failing
               let other = others.Find(c => c.AppId == app.AppId && c.RuleId == rule.Id)
               where other is not null
               select other.Decision is null
                   ? Problem("apps", $"{rule.Id} on {app.Name} is asked for in exception {other.Id}, which nobody has decided.")
                   : Problem("apps", $"{rule.Id} on {app.Name} is covered by exception {other.Id}. Renew that one."),
        ];
    }

    private static (ExceptionRequestOutcome, AuditDraft?) Refused(ExceptionRefusal refusal, List<ExceptionProblem>? problems = null) =>
        (new ExceptionRequestOutcome(null, refusal, problems ?? []), null);

    private static ExceptionProblem Problem(string field, FormattableString problem) => new(field, problem.ToString(CultureInfo.InvariantCulture));

    private sealed record FailingApp(long AppId, string ResourceId, string Name, IReadOnlyList<RuleOutcome> Failing);
}
