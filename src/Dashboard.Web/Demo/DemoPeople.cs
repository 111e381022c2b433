using System.Globalization;
using Dashboard.Core.Audit;
using Dashboard.Core.Findings;
using Dashboard.Core.Queries;
using Dashboard.Storage.Commands;
using Dashboard.Storage.Queries.Findings;
using Dashboard.Web.Access;
using Dashboard.Web.Access.Demo;

namespace Dashboard.Web.Demo;

/// <summary>
/// What people do about findings: on working days the security team gives the most severe ones of headline rules that nobody has to who
/// owns the app, links a ticket to some, and asks after what is overdue. What owners mend is in the simulated estate itself. It hangs on
/// the calendar and on the findings alone, so that demos of one estate that were filled at one go have the same past.
/// </summary>
internal sealed class DemoPeople(FindingListQuery findings, NoteFindingCommand notes)
{
    private const int GivenADay = 3;
    private const int AskedAWeek = 2;
    private const int TicketEvery = 3;

    /// <summary>When the team sits together, after the run of the day.</summary>
    private static readonly TimeSpan Meeting = TimeSpan.FromHours(3);

    private static readonly AuditActor Security = Actors.Of(Personas.Default.ToPrincipal(DemoAuthenticationHandler.Scheme));

    private static readonly FindingFilter Nobodys = FindingFilter.Any with { Headline = true, Status = [FindingStatus.Open], Assignee = [""] };
    private static readonly FindingFilter Overdue = FindingFilter.Any with { Headline = true, Status = [FindingStatus.Overdue] };
    private static readonly FindingSort Severest = new(FindingSortColumn.Severity, true);

    private static readonly string[] Asked =
    [
        "Overdue. Clients without a certificate were listed with the owner; the change waits for the next release.",
        "Asked again. The owner says the caller moves to the gateway first.",
        "Overdue. The team asks for a date at the next review.",
        "A partner still calls without a certificate. They have a date for theirs.",
    ];

    /// <summary>When the team meets on a day; null at weekends.</summary>
    public static DateTimeOffset? MeetingOf(DateTimeOffset day) =>
        day.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday ? null : day + Meeting;

    /// <summary>What the team does at the meeting of <paramref name="moment"/>, which is now.</summary>
    public async Task WorkAsync(DateTimeOffset moment, CancellationToken cancellationToken)
    {
        foreach (var finding in await ReadAsync(Nobodys, GivenADay, cancellationToken))
        {
            // An app whose owner no tag names is the team's own work: to find the owner.
            await WriteAsync(finding, FindingNoteKind.Assignment, finding.App.Owner ?? Security.Name);
            if (finding.Id % TicketEvery == 0) await WriteAsync(finding, FindingNoteKind.Ticket, Ticket(finding));
        }

        if (moment.DayOfWeek != DayOfWeek.Monday) return;
        var week = moment.ToUnixTimeSeconds() / (7 * 86_400);
        var late = await ReadAsync(Overdue, AskedAWeek * Asked.Length, cancellationToken);
        foreach (var finding in late.Skip((int)(week % Asked.Length) * AskedAWeek).Take(AskedAWeek))
            await WriteAsync(finding, FindingNoteKind.Comment, Asked[(int)((finding.Id + week) % Asked.Length)]);

        Task WriteAsync(FindingItem finding, FindingNoteKind kind, string text) =>
            notes.RunAsync(finding.Id, kind, text, Security, cancellationToken);
    }

    private static string Ticket(FindingItem finding) =>
        "https://tickets.contoso.example/browse/SEC-" + (1000 + finding.Id).ToString(CultureInfo.InvariantCulture);

    private async Task<IReadOnlyList<FindingItem>> ReadAsync(FindingFilter filter, int most, CancellationToken cancellationToken) =>
        (await findings.RunAsync(AppFilter.Any, filter, Severest, 1, most, null, cancellationToken)).Items;
}
