using Dashboard.Core.Audit;

namespace Dashboard.Core.Exceptions;

/// <summary>How a request was decided.</summary>
/// <param name="Step">Approved, Rejected or Withdrawn.</param>
/// <param name="At">When.</param>
/// <param name="ById">The stable identity of whoever did it.</param>
public sealed record ExceptionDecision(ExceptionStep Step, DateTimeOffset At, string ById);

/// <summary>How an approved exception ended before its expiry.</summary>
/// <param name="Step">Revoked or Superseded.</param>
/// <param name="At">When.</param>
public sealed record ExceptionEnding(ExceptionStep Step, DateTimeOffset At);

/// <summary>
/// The life of one exception: <c>Requested → Approved | Rejected | Withdrawn</c>, <c>Approved → Expired | Revoked | Superseded</c>.
/// Each step is guarded here, whoever calls; expiry is no step, the clock alone makes it true.
/// </summary>
/// <param name="RequesterId">The stable identity of who asked (in Entra ID tenant and object id), never a name.</param>
/// <param name="RequestedAt">When.</param>
/// <param name="Expires">When it ends, whoever does what.</param>
/// <param name="Decision">How it was decided; null while it is not.</param>
/// <param name="Ending">How it ended before its expiry; null where it did not.</param>
public sealed record ExceptionCase(
    string RequesterId, DateTimeOffset RequestedAt, DateTimeOffset Expires, ExceptionDecision? Decision = null, ExceptionEnding? Ending = null)
{
    /// <summary>
    /// Where it stands at a moment, as was known then; null before it was asked for. From the very second of its expiry on it is expired.
    /// </summary>
    public ExceptionStatus? StatusAt(DateTimeOffset at)
    {
        if (at < RequestedAt) return null;
        if (Decision is not { } decision || at < decision.At) return ExceptionStatus.Requested;
        if (decision.Step == ExceptionStep.Rejected) return ExceptionStatus.Rejected;
        if (decision.Step == ExceptionStep.Withdrawn) return ExceptionStatus.Withdrawn;
        if (Ending is { } ending && at >= ending.At) return ending.Step == ExceptionStep.Revoked ? ExceptionStatus.Revoked : ExceptionStatus.Superseded;
        return at >= Expires ? ExceptionStatus.Expired : ExceptionStatus.Approved;
    }

    /// <summary>From when until when it is active, as far as is known; null where it never was. The end is not part of it.</summary>
    public (DateTimeOffset From, DateTimeOffset To)? Active =>
        Decision is { Step: ExceptionStep.Approved } approved ? (approved.At, Ending?.At ?? Expires) : null;

    /// <summary>Takes a step, or says why not. Nothing is changed where it is refused.</summary>
    /// <param name="step">Approved, Rejected, Withdrawn, Revoked or Superseded.</param>
    /// <param name="actor">Who takes it.</param>
    /// <param name="at">When.</param>
    /// <exception cref="ArgumentOutOfRangeException">The step changes no state.</exception>
    public (ExceptionCase Case, ExceptionRefusal? Refusal) Take(ExceptionStep step, AuditActor actor, DateTimeOffset at)
    {
        if (Refuse(step, actor, at) is { } refusal) return (this, refusal);
        return step is ExceptionStep.Revoked or ExceptionStep.Superseded
            ? (this with { Ending = new ExceptionEnding(step, at) }, null)
            : (this with { Decision = new ExceptionDecision(step, at, actor.Id) }, null);
    }

    private ExceptionRefusal? Refuse(ExceptionStep step, AuditActor actor, DateTimeOffset at)
    {
        var status = StatusAt(at);
        switch (step)
        {
            case ExceptionStep.Approved or ExceptionStep.Rejected when actor.Kind != ActorKind.Person:
            case ExceptionStep.Revoked when actor.Kind != ActorKind.Person:
                return ExceptionRefusal.NoPerson;
            case ExceptionStep.Approved when SamePerson(actor.Id, RequesterId):
                return ExceptionRefusal.OwnRequest;
            case ExceptionStep.Withdrawn when !SamePerson(actor.Id, RequesterId):
                return ExceptionRefusal.NotRequester;
            case ExceptionStep.Approved when status == ExceptionStatus.Requested && at >= Expires:
                return ExceptionRefusal.ExpiryPassed;
            case ExceptionStep.Approved or ExceptionStep.Rejected or ExceptionStep.Withdrawn:
                return status == ExceptionStatus.Requested ? null : ExceptionRefusal.StateForbids;
            case ExceptionStep.Revoked or ExceptionStep.Superseded:
                return status == ExceptionStatus.Approved ? null : ExceptionRefusal.StateForbids;
            default:
                throw new ArgumentOutOfRangeException(nameof(step), step, "The step changes no state.");
        }
    }

    /// <summary>Whether two stable identities are one: another case or a blank makes nobody another person.</summary>
    public static bool SamePerson(string one, string other) => one.Trim().Equals(other.Trim(), StringComparison.OrdinalIgnoreCase);
}
