using Dashboard.Core.Audit;
using Dashboard.Core.Reports;
using Dashboard.Storage.Reports;
using Dashboard.Web.Access;
using Dashboard.Web.Access.Demo;

namespace Dashboard.Web.Demo;

/// <summary>
/// Who reviews sealed months: the risk approver signs each once the next one is sealed as well, and the auditor those that end a quarter. The
/// last month is still to be reviewed, as it is in most organisations.
/// </summary>
internal sealed class DemoReviews(SealedMonthQuery months, SignMonthCommand sign)
{
    private const int MonthsOfQuarter = 3;

    /// <summary>In so many days at a month's beginning they meet about it.</summary>
    private const int Days = 7;

    private static readonly AuditActor Approver = ActorOf(Roles.RiskApprover);
    private static readonly AuditActor Auditor = ActorOf(Roles.Auditor);

    /// <summary>What they sign at the meeting of <paramref name="moment"/>, which is now.</summary>
    public async Task WorkAsync(DateTimeOffset moment, CancellationToken cancellationToken)
    {
        if (moment.Day > Days) return;
        foreach (var month in (await months.ListAsync(null, cancellationToken)).Skip(1))
        {
            await SignAsync(month, Approver, Comment(month.Figures), cancellationToken);
            if (month.Month.Month % MonthsOfQuarter == 0) await SignAsync(month, Auditor, "Hash compared with the anchor.", cancellationToken);
        }
    }

    private async Task SignAsync(SealedMonth month, AuditActor actor, string comment, CancellationToken cancellationToken)
    {
        // What is signed already was signed at an earlier meeting, or by a filling that was cut short.
        if (month.SignOffs.All(s => s.ById != actor.Id)) await sign.RunAsync(month.Month, month.Hash, comment, actor, cancellationToken);
    }

    private static string Comment(MonthFigures month) => month.Quality.Whole
        ? "Read at the monthly meeting."
        : "Read at the monthly meeting. The data was incomplete; platform operations look into the runs.";

    private static AuditActor ActorOf(string role) =>
        Actors.Of(Personas.All.Single(p => p.Roles.Contains(role)).ToPrincipal(DemoAuthenticationHandler.Scheme));
}
