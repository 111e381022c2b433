using Dashboard.Core.Exceptions;
using Dashboard.Core.Posture;

namespace Dashboard.Web.Demo;

/// <summary>A step that somebody will take.</summary>
/// <param name="Day">Days after the request.</param>
/// <param name="Step">What.</param>
/// <param name="By">Who: the requester, or the approver.</param>
/// <param name="Text">What they say.</param>
internal sealed record DemoStep(int Day, ExceptionStep Step, DemoRole By, string? Text);

/// <summary>Whose part a step is.</summary>
internal enum DemoRole
{
    /// <summary>Who asked for the exception.</summary>
    Requester,

    /// <summary>Who decides, and is nobody's requester.</summary>
    Approver,
}

/// <summary>What becomes of an exception that is asked for on some day.</summary>
/// <param name="Worst">The worst severity that it is meant for.</param>
/// <param name="Apps">For how many apps at most.</param>
/// <param name="Days">How long it lasts from the request on, where the limits let it.</param>
/// <param name="Terms">On what grounds.</param>
/// <param name="Steps">What happens to it, in order.</param>
/// <param name="RenewedOn">The day on which its renewal is asked for; null where it runs out.</param>
internal sealed record DemoExceptionPlan(
    Severity Worst, int Apps, int Days, DemoGrounds Terms, IReadOnlyList<DemoStep> Steps, int? RenewedOn = null)
{
    private const int WeekSeconds = 7 * 86_400;

    private static readonly DemoStep Granted = new(3, ExceptionStep.Approved, DemoRole.Approver, "Approved for the time asked for. The gateway's log was shown to me.");

    /// <summary>
    /// Thursdays in turn: larger requests, on which the approver takes longer. That some stay undecided for a week and a half is what keeps
    /// something to decide in the demo, whenever it stands.
    /// </summary>
    private static readonly DemoExceptionPlan[] Thursdays =
    [
        new(Severity.High, 6, 75, DemoGrounds.Migration,
        [
            new(12, ExceptionStep.Approved, DemoRole.Approver, "Approved for the migration. I expect a report of what is left each month."),
        ]),
        new(Severity.Critical, 1, 28, DemoGrounds.NoOwner,
        [
            new(12, ExceptionStep.Rejected, DemoRole.Approver, "No compensating control, and the app is open to the internet. Turn client certificates on, or take it off the net."),
        ]),
        new(Severity.High, 1, 80, DemoGrounds.Vendor,
        [
            new(4, ExceptionStep.Commented, DemoRole.Approver, "What stops somebody who has the vendor's address range?"),
            new(5, ExceptionStep.Commented, DemoRole.Requester, "Each request is signed with a key of the vendor's; the app refuses others. The test report is in the ticket."),
            new(12, ExceptionStep.Approved, DemoRole.Approver, "Approved until the vendor's release."),
        ]),
        new(Severity.High, 1, 60, DemoGrounds.Pilot,
        [
            new(11, ExceptionStep.Approved, DemoRole.Approver, "Approved while the pilot runs."),
            new(22, ExceptionStep.Revoked, DemoRole.Approver, "The pilot takes real payments by now, which is not what was approved."),
        ]),
        new(Severity.Critical, 1, 28, DemoGrounds.Certificates,
        [
            new(12, ExceptionStep.Withdrawn, DemoRole.Requester, "The partner's certificates came early; nothing is to be accepted any more."),
        ]),
    ];

    /// <summary>What is asked for at a meeting; null on most days. It hangs on the calendar alone.</summary>
    public static DemoExceptionPlan? Of(DateTimeOffset meeting)
    {
        var week = (int)(meeting.ToUnixTimeSeconds() / WeekSeconds);
        return meeting.DayOfWeek switch
        {
            DayOfWeek.Tuesday => new(Severity.Critical, 1, 28, DemoGrounds.Short[week % DemoGrounds.Short.Count], [Granted], week % 2 == 0 ? 20 : null),
            DayOfWeek.Thursday => Thursdays[week % Thursdays.Length],
            _ => null,
        };
    }

    /// <summary>What becomes of the renewal of a plan's exception.</summary>
    public DemoExceptionPlan Renewal() => this with
    {
        Terms = Terms with { Reason = "Renewal: " + Terms.Reason },
        Steps = [new(3, ExceptionStep.Approved, DemoRole.Approver, "Renewed once. There will be no third time without a date.")],
        RenewedOn = null,
    };
}

/// <summary>On what grounds something is asked for.</summary>
/// <param name="Reason">Why it cannot be mended now.</param>
/// <param name="Treatment">How the risk is treated.</param>
/// <param name="Control">What stands in for the control.</param>
/// <param name="RiskOwner">Who bears the loss.</param>
/// <param name="Evidence">Whether a page of evidence is linked.</param>
internal sealed record DemoGrounds(string Reason, ExceptionTreatment Treatment, string Control, string RiskOwner, bool Evidence)
{
    /// <summary>One app, a few weeks.</summary>
    public static IReadOnlyList<DemoGrounds> Short { get; } =
    [
        new("The calling batch job cannot present a certificate before its next release.", ExceptionTreatment.Mitigated,
            "Access restrictions let only the job's network in, and it signs in with a managed identity.", "Head of Payments", true),
        new("Two partners still rotate to the new issuing authority.", ExceptionTreatment.Mitigated,
            "The gateway in front checks the partners' certificates and forwards nothing else.", "Head of Partner Integration", true),
        new("The change freeze of the quarter's end does not allow the switch.", ExceptionTreatment.RiskAccepted, "", "Head of Finance Operations", false),
        new("Field devices get their certificates with the firmware that is being rolled out.", ExceptionTreatment.Mitigated,
            "Devices authenticate with keys of their own; unknown ones are refused and alerted on.", "Head of Logistics", false),
        new("The load test with client certificates failed; the vendor of the client looks into it.", ExceptionTreatment.Mitigated,
            "Tokens of the client are bound to its address and live for five minutes.", "Head of Customer Services", true),
    ];

    /// <summary>Apps that move together.</summary>
    public static DemoGrounds Migration { get; } = new(
        "These apps move behind the new gateway together; until then their callers cannot be told apart by certificate.", ExceptionTreatment.Mitigated,
        "Only the old gateway's addresses are let in, and it asks for certificates itself.", "Head of Platform", true);

    /// <summary>What nobody should approve.</summary>
    public static DemoGrounds NoOwner { get; } = new(
        "Nobody knows who calls this app, so the switch could break something.", ExceptionTreatment.RiskAccepted, "", "Head of Platform", false);

    /// <summary>A client that somebody else has to change.</summary>
    public static DemoGrounds Vendor { get; } = new(
        "The vendor's client has no support for certificates before its spring release.", ExceptionTreatment.Mitigated,
        "Requests are signed with a key of the vendor's, and only its addresses are let in.", "Head of Procurement", true);

    /// <summary>A pilot.</summary>
    public static DemoGrounds Pilot { get; } = new(
        "A pilot with ten test customers, without real payments.", ExceptionTreatment.RiskAccepted, "", "Head of Innovation", false);

    /// <summary>Certificates that are on their way.</summary>
    public static DemoGrounds Certificates { get; } = new(
        "The partner's certificates are ordered and not there yet.", ExceptionTreatment.Mitigated,
        "A key in a header, which the app checks, until they are.", "Head of Partner Integration", false);
}
