using Dashboard.Core.Audit;
using Dashboard.Core.Exceptions;
using Dashboard.Core.Posture;
using Dashboard.Storage.Commands;
using Microsoft.EntityFrameworkCore;
using static Dashboard.Storage.Tests.Support.TestDatabase;

namespace Dashboard.Storage.Tests.Support;

/// <summary>An estate with failures, and people who ask for exceptions and decide them.</summary>
public sealed class ExceptionWorld : IAsyncDisposable
{
    private ExceptionWorld(AuditWorld audit) => Audit = audit;

    public static AuditActor Ada { get; } = new("entra:t:ada", "Ada Asker", ["Security"], ActorKind.Person);

    public static AuditActor Bob { get; } = new("entra:t:bob", "Bob Approver", ["RiskApprover"], ActorKind.Person);

    public AuditWorld Audit { get; }

    public TestDatabase Db => Audit.Db;

    public DateTimeOffset Now => Db.Clock.GetUtcNow();

    public static async Task<ExceptionWorld> CreateAsync(DatabaseProvider provider, params AppState[] apps)
    {
        var world = new ExceptionWorld(await AuditWorld.CreateAsync(provider));
        await world.Db.RunAsync((apps.Length == 0 ? [Estate.App("shop")] : apps).Select(a => Seen(a)));
        world.Db.Clock.Advance(TimeSpan.FromDays(1));
        return world;
    }

    public static ExceptionTerms Terms(DateTimeOffset expires) =>
        new("The client cannot send certificates", ExceptionTreatment.RiskAccepted, "", "Head of Payments", expires, "https://wiki.example/risk/1");

    public Task<ExceptionRequestOutcome> TryAskAsync(double days, string app = "shop", string rule = "MTLS001", long? renews = null, AuditActor? by = null) =>
        Db.Get<RequestExceptionCommand>().RunAsync(
            new ExceptionRequest([Estate.App(app).ResourceId], [rule], Terms(Now.AddHours(Math.Round(days * 24))), renews), by ?? Ada, Token);

    public async Task<long> AskAsync(double days, string app = "shop", string rule = "MTLS001", long? renews = null)
    {
        var outcome = await TryAskAsync(days, app, rule, renews);
        Assert.Null(outcome.Refusal);
        return outcome.Id!.Value;
    }

    public Task<ExceptionRefusal?> StepAsync(long id, ExceptionStep step, AuditActor? by = null) =>
        Db.Get<StepExceptionCommand>().RunAsync(id, step, "because", by ?? (step == ExceptionStep.Withdrawn ? Ada : Bob), Token);

    /// <summary>Asks, and has it approved at the same moment.</summary>
    public async Task<long> ExceptAsync(double days, string app = "shop", string rule = "MTLS001", long? renews = null)
    {
        var id = await AskAsync(days, app, rule, renews);
        Assert.Null(await StepAsync(id, ExceptionStep.Approved));
        return id;
    }

    /// <summary>The due date of the only open finding of a rule.</summary>
    public async Task<DateTimeOffset> DueAsync(string rule = "MTLS001")
    {
        await using var context = Db.Context();
        var due = await context.Findings.Where(f => f.RuleId == rule && f.EndSeen == UnixTime.Open).Select(f => f.Due).SingleAsync(Token);
        return UnixTime.From(due);
    }

    public ValueTask DisposeAsync() => Audit.DisposeAsync();
}
