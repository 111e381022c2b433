using Dashboard.Core.Audit;
using Dashboard.Core.Exceptions;

namespace Dashboard.Core.Tests.Exceptions;

/// <summary>The life of an exception: which steps are allowed to whom, and what it is at each moment.</summary>
public sealed class ExceptionCaseTests
{
    private static readonly DateTimeOffset Day = new(2026, 3, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly AuditActor Ada = new("entra:t:ada", "Ada", [], ActorKind.Person);
    private static readonly AuditActor Bob = new("entra:t:bob", "Bob", [], ActorKind.Person);
    private static readonly ExceptionCase Asked = new(Ada.Id, Day, Day.AddDays(30));

    [Fact]
    public void Every_step_from_every_state_is_allowed_or_refused_as_published()
    {
        var at = Day.AddDays(5);
        var states = new Dictionary<ExceptionStatus, ExceptionCase>
        {
            [ExceptionStatus.Requested] = Asked,
            [ExceptionStatus.Approved] = After(Asked, ExceptionStep.Approved, Bob),
            [ExceptionStatus.Rejected] = After(Asked, ExceptionStep.Rejected, Bob),
            [ExceptionStatus.Withdrawn] = After(Asked, ExceptionStep.Withdrawn, Ada),
            [ExceptionStatus.Revoked] = After(After(Asked, ExceptionStep.Approved, Bob), ExceptionStep.Revoked, Bob),
            [ExceptionStatus.Superseded] = After(After(Asked, ExceptionStep.Approved, Bob), ExceptionStep.Superseded, Bob),
            [ExceptionStatus.Expired] = After(new ExceptionCase(Ada.Id, Day, Day.AddDays(4)), ExceptionStep.Approved, Bob),
        };
        var allowed = new HashSet<(ExceptionStatus, ExceptionStep)>
        {
            (ExceptionStatus.Requested, ExceptionStep.Approved), (ExceptionStatus.Requested, ExceptionStep.Rejected),
            (ExceptionStatus.Requested, ExceptionStep.Withdrawn), (ExceptionStatus.Approved, ExceptionStep.Revoked),
            (ExceptionStatus.Approved, ExceptionStep.Superseded),
        };
        foreach (var (status, state) in states)
        {
            Assert.Equal(status, state.StatusAt(at));
            foreach (var step in new[] { ExceptionStep.Approved, ExceptionStep.Rejected, ExceptionStep.Withdrawn, ExceptionStep.Revoked, ExceptionStep.Superseded })
            {
                var (after, refusal) = state.Take(step, step == ExceptionStep.Withdrawn ? Ada : Bob, at);
                Assert.Equal(allowed.Contains((status, step)) ? null : ExceptionRefusal.StateForbids, refusal);
                Assert.Equal(refusal is not null, after == state);
            }
        }
    }

    [Theory]
    [InlineData("entra:t:ada")]
    [InlineData("ENTRA:T:ADA")]
    [InlineData(" entra:t:ada ")]
    public void Who_asked_may_not_approve_under_whatever_name(string id)
    {
        var self = new AuditActor(id, "Somebody else", ["RiskApprover", "Admin"], ActorKind.Person);
        Assert.Equal(ExceptionRefusal.OwnRequest, Asked.Take(ExceptionStep.Approved, self, Day.AddDays(1)).Refusal);
        Assert.Null(Asked.Take(ExceptionStep.Rejected, self, Day.AddDays(1)).Refusal);
    }

    [Theory]
    [InlineData(ActorKind.Machine)]
    [InlineData(ActorKind.LocalOperator)]
    [InlineData(ActorKind.Schedule)]
    [InlineData(ActorKind.System)]
    public void Only_persons_decide(ActorKind kind)
    {
        var actor = new AuditActor("other", "other", [], kind);
        Assert.Equal(ExceptionRefusal.NoPerson, Asked.Take(ExceptionStep.Approved, actor, Day.AddDays(1)).Refusal);
        Assert.Equal(ExceptionRefusal.NoPerson, Asked.Take(ExceptionStep.Rejected, actor, Day.AddDays(1)).Refusal);
        Assert.Equal(ExceptionRefusal.NoPerson, After(Asked, ExceptionStep.Approved, Bob).Take(ExceptionStep.Revoked, actor, Day.AddDays(3)).Refusal);
    }

    [Fact]
    public void Only_who_asked_takes_a_request_back() =>
        Assert.Equal(ExceptionRefusal.NotRequester, Asked.Take(ExceptionStep.Withdrawn, Bob, Day.AddDays(1)).Refusal);

    [Fact]
    public void Nothing_is_approved_after_its_expiry()
    {
        Assert.Equal(ExceptionRefusal.ExpiryPassed, Asked.Take(ExceptionStep.Approved, Bob, Day.AddDays(30)).Refusal);
        Assert.Null(Asked.Take(ExceptionStep.Approved, Bob, Day.AddDays(30).AddSeconds(-1)).Refusal);
        Assert.Null(Asked.Take(ExceptionStep.Rejected, Bob, Day.AddDays(31)).Refusal);
    }

    [Fact]
    public void The_clock_alone_makes_it_expire_at_that_second()
    {
        var approved = After(Asked, ExceptionStep.Approved, Bob);
        Assert.Equal(ExceptionStatus.Approved, approved.StatusAt(Day.AddDays(30).AddMilliseconds(-1)));
        Assert.Equal(ExceptionStatus.Expired, approved.StatusAt(Day.AddDays(30)));
        Assert.Equal((Day.AddDays(2), Day.AddDays(30)), approved.Active);
    }

    [Fact]
    public void The_past_is_told_as_it_was_known_then()
    {
        var revoked = After(After(Asked, ExceptionStep.Approved, Bob), ExceptionStep.Revoked, Bob);
        Assert.Null(revoked.StatusAt(Day.AddMilliseconds(-1)));
        Assert.Equal(ExceptionStatus.Requested, revoked.StatusAt(Day));
        Assert.Equal(ExceptionStatus.Approved, revoked.StatusAt(Day.AddDays(2)));
        Assert.Equal(ExceptionStatus.Revoked, revoked.StatusAt(Day.AddDays(3)));
        Assert.Equal(ExceptionStatus.Revoked, revoked.StatusAt(Day.AddDays(40)));
        Assert.Equal((Day.AddDays(2), Day.AddDays(3)), revoked.Active);
        Assert.Null(Asked.Active);
    }

    // Decisions on the second day, endings on the third.
    private static ExceptionCase After(ExceptionCase state, ExceptionStep step, AuditActor actor)
    {
        var (after, refusal) = state.Take(step, actor, Day.AddDays(step is ExceptionStep.Revoked or ExceptionStep.Superseded ? 3 : 2));
        Assert.Null(refusal);
        return after;
    }
}
