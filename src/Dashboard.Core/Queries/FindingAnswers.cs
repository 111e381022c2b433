using Dashboard.Core.Exceptions;
using Dashboard.Core.Findings;
using Dashboard.Core.Findings.Remediation;
using Dashboard.Core.Posture;
using Dashboard.Core.Runs;

namespace Dashboard.Core.Queries;

/// <summary>Where a finding stands at a moment.</summary>
public enum FindingStatus
{
    /// <summary>It stands, overdue or not.</summary>
    Open,

    /// <summary>It stands after its due date.</summary>
    Overdue,

    /// <summary>It has ended.</summary>
    Ended,
}

/// <summary>What became of a due date in the 365 days before a moment; see <see cref="SlaCounts"/>.</summary>
public enum SlaOutcome
{
    /// <summary>Remediated by the due date.</summary>
    Met,

    /// <summary>Open when it passed, whatever became of it later.</summary>
    Missed,

    /// <summary>Ended otherwise by then.</summary>
    EndedOtherwise,
}

/// <summary>Which findings a list shows, besides the filter of the apps that they are on. Values of one field are alternatives.</summary>
public sealed record FindingFilter
{
    /// <summary>No restriction.</summary>
    public static FindingFilter Any { get; } = new();

    /// <summary>Where it stands.</summary>
    public IReadOnlyList<FindingStatus> Status { get; init; } = [];

    /// <summary>Rules; the filter of apps asks for apps that fail a rule, whichever finding it is about.</summary>
    public IReadOnlyList<string> Rule { get; init; } = [];

    /// <summary>Severities.</summary>
    public IReadOnlyList<Severity> Severity { get; init; } = [];

    /// <summary>How it ended.</summary>
    public IReadOnlyList<FindingEnd> End { get; init; } = [];

    /// <summary>Who is to mend it; the empty text means nobody.</summary>
    public IReadOnlyList<string> Assignee { get; init; } = [];

    /// <summary>True: only rules of the headline set.</summary>
    public bool? Headline { get; init; }

    /// <summary>True: only what came back again and again.</summary>
    public bool? Flapping { get; init; }

    /// <summary>True: only what the very first run found.</summary>
    public bool? Baseline { get; init; }

    /// <summary>True: only those that stand and that an exception covers at the moment. False: only the others.</summary>
    public bool? Excepted { get; init; }

    /// <summary>Only those detected after this moment.</summary>
    public DateTimeOffset? DetectedAfter { get; init; }

    /// <summary>Only those detected by this moment.</summary>
    public DateTimeOffset? DetectedUntil { get; init; }

    /// <summary>Only those that ended after this moment; one that was mended before it was seen ended when it was seen.</summary>
    public DateTimeOffset? EndedAfter { get; init; }

    /// <summary>Only those that ended by this moment.</summary>
    public DateTimeOffset? EndedUntil { get; init; }

    /// <summary>Only those that stood at this moment, as is known at the moment of the list.</summary>
    public DateTimeOffset? OpenAt { get; init; }

    /// <summary>Only those whose due date, or earlier end, fell in the 365 days before the moment, with one of these outcomes.</summary>
    public IReadOnlyList<SlaOutcome> Sla { get; init; } = [];

    /// <summary>ARM ids, in any case: only findings of the apps that bear them at the moment, or that bore them last before.</summary>
    public IReadOnlyList<string> App { get; init; } = [];

    /// <summary>Only what was detected in so many days before the moment; those of the KPI in <see cref="TimeToRemediate.WindowDays"/>.</summary>
    public int? DetectedWithinDays { get; init; }
}

/// <summary>A column by which findings are sorted.</summary>
public enum FindingSortColumn
{
    /// <summary>By due date.</summary>
    Due,

    /// <summary>By the run that saw it first.</summary>
    Detected,

    /// <summary>By when it ended; those that stand last.</summary>
    Ended,

    /// <summary>By severity.</summary>
    Severity,
}

/// <summary>How a list of findings is sorted; ties are broken by the history's number.</summary>
/// <param name="Column">The column.</param>
/// <param name="Descending">True for descending.</param>
public sealed record FindingSort(FindingSortColumn Column, bool Descending)
{
    /// <summary>The most urgent first.</summary>
    public static FindingSort Default { get; } = new(FindingSortColumn.Due, false);
}

/// <summary>A finding as it was known at a moment.</summary>
public sealed record FindingItem
{
    /// <summary>The history's number.</summary>
    public required long Id { get; init; }

    /// <summary>The rule that fails.</summary>
    public required string RuleId { get; init; }

    /// <summary>Its severity.</summary>
    public required Severity Severity { get; init; }

    /// <summary>Run time of the run that saw it first.</summary>
    public required DateTimeOffset Detected { get; init; }

    /// <summary>When the failure began, where Azure has a record of it; null elsewhere.</summary>
    public DateTimeOffset? Occurred { get; init; }

    /// <summary>Until when it is to be mended.</summary>
    public required DateTimeOffset Due { get; init; }

    /// <summary>True where it stands after its due date.</summary>
    public required bool Overdue { get; init; }

    /// <summary>The exception that covers it at the moment while it stands; null where none does.</summary>
    public ActiveException? Exception { get; init; }

    /// <summary>How it ended; null while it stands.</summary>
    public FindingEnd? End { get; init; }

    /// <summary>When it ended; null while it stands.</summary>
    public DateTimeOffset? Ended { get; init; }

    /// <summary>Whether <see cref="Ended"/> is Azure's own time of the change.</summary>
    public bool EndExact { get; init; }

    /// <summary>Run time of the run that saw the end; null while it stands.</summary>
    public DateTimeOffset? EndSeen { get; init; }

    /// <summary>From detection to the end, or to the moment.</summary>
    public required TimeSpan Age { get; init; }

    /// <summary>Found by the very first run: nobody knows how old it is.</summary>
    public required bool Baseline { get; init; }

    /// <summary>The third occurrence within thirty days, or a later one.</summary>
    public required bool Flapping { get; init; }

    /// <summary>1 for the first on this app and rule.</summary>
    public required int Occurrence { get; init; }

    /// <summary>The occurrence before this one.</summary>
    public long? PreviousId { get; init; }

    /// <summary>Who is to mend it.</summary>
    public string? Assignee { get; init; }

    /// <summary>The address of its ticket.</summary>
    public string? Ticket { get; init; }

    /// <summary>The app at the moment, without rules; of one that left before, its last state.</summary>
    public required AppState App { get; init; }

    /// <summary>The name of the app's subscription.</summary>
    public required string SubscriptionName { get; init; }
}

/// <summary>What somebody wrote on a finding.</summary>
/// <param name="At">When.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Text">The comment, the assignee or the ticket's address; null where one was taken away.</param>
/// <param name="Author">Who wrote it, by the name shown then.</param>
public sealed record FindingNote(DateTimeOffset At, FindingNoteKind Kind, string? Text, string Author);

/// <summary>One finding with all that belongs to it.</summary>
/// <param name="Item">The finding.</param>
/// <param name="Evidence">On what the failure was decided, as the app's state at the moment has it; null where that does not fail the rule.</param>
/// <param name="Notes">What was written on it by then, oldest first.</param>
/// <param name="Occurrences">The numbers of all findings of this rule on this app by then, oldest first.</param>
public sealed record FindingDetail(FindingItem Item, string? Evidence, IReadOnlyList<FindingNote> Notes, IReadOnlyList<long> Occurrences);

/// <summary>How many findings stand.</summary>
/// <param name="Open">All that stand.</param>
/// <param name="Overdue">Those of them whose due date is past.</param>
public readonly record struct FindingCounts(int Open, int Overdue)
{
    /// <summary>Those of <see cref="Open"/> that an exception covers at the moment, overdue or not.</summary>
    public int Excepted { get; init; }
}

/// <summary>A day of the trend of findings. Its figures are those that stood at 24:00 UTC, or at the end of the period on its last day.</summary>
/// <param name="Day">The day.</param>
/// <param name="Counts">Findings of all rules that stood then.</param>
/// <param name="Run">How the last run of the day ended; null where no run was merged that day: what stood is carried over, and goes on to fall due.</param>
public sealed record FindingDay(DateOnly Day, FindingCounts Counts, RunStatus? Run)
{
    /// <summary>The definition that API documentation and exports show.</summary>
    public const string Definition =
        "Findings of all rules that stood at the end of each day in UTC, as was known then, those of them whose due date was past, and those "
        + "that an exception covered. On a day without a run what stood is carried over; it goes on to fall due.";
}

/// <summary>The trend of findings under a filter.</summary>
/// <param name="Days">A day each, oldest first; days before the first run are left out.</param>
/// <param name="AsOf">The end of the period.</param>
/// <param name="Run">The run that stands at that moment; null before the first.</param>
public sealed record FindingDaysAnswer(IReadOnlyList<FindingDay> Days, DateTimeOffset AsOf, RunRef? Run);

/// <summary>How many findings stand and have ended.</summary>
/// <param name="Open">All that stand.</param>
/// <param name="Overdue">Those of them whose due date is past.</param>
/// <param name="Ended">All that have ended.</param>
public readonly record struct FindingTotals(int Open, int Overdue, int Ended)
{
    /// <summary>Those of <see cref="Open"/> that an exception covers at the moment, overdue or not.</summary>
    public int Excepted { get; init; }
}

/// <summary>Somebody who is to mend findings.</summary>
/// <param name="Name">The name; empty for nobody.</param>
/// <param name="Findings">How many.</param>
public sealed record FindingAssignee(string Name, int Findings);

/// <summary>What is known of findings and of the time to remediate at a moment.</summary>
/// <param name="AsOf">The moment.</param>
/// <param name="Counts">Findings of all rules that stand.</param>
/// <param name="TimeToRemediate">The KPI.</param>
public sealed record RemediationFigures(DateTimeOffset AsOf, FindingCounts Counts, TimeToRemediate TimeToRemediate);

/// <summary>By what findings are grouped.</summary>
public enum FindingDimension
{
    /// <summary>By owner tag.</summary>
    Owner,

    /// <summary>By cost centre tag.</summary>
    CostCentre,

    /// <summary>By scenario tag.</summary>
    Scenario,

    /// <summary>By environment tag.</summary>
    Environment,

    /// <summary>By subscription id.</summary>
    Subscription,

    /// <summary>By sensitivity.</summary>
    Sensitivity,

    /// <summary>By plan tier.</summary>
    Tier,

    /// <summary>By reachability.</summary>
    Reachability,

    /// <summary>By the finding's severity.</summary>
    Severity,

    /// <summary>By rule.</summary>
    Rule,
}

/// <summary>One value of a dimension with its figures.</summary>
/// <param name="Value">The value as stored; empty for none.</param>
/// <param name="Label">What a page shows.</param>
/// <param name="Figures">The figures.</param>
public sealed record RemediationGroup(string Value, string Label, RemediationFigures Figures);

/// <summary>What came and went in a week.</summary>
/// <param name="After">The week begins after this moment.</param>
/// <param name="Until">Its last moment; of the week that is under way, now.</param>
/// <param name="Detected">Findings that were detected in it.</param>
/// <param name="Remediated">Findings that were remediated in it.</param>
/// <param name="EndedOtherwise">Findings that ended otherwise in it.</param>
/// <param name="Open">Findings that stood at its end.</param>
public sealed record FindingWeek(DateTimeOffset After, DateTimeOffset Until, int Detected, int Remediated, int EndedOtherwise, int Open)
{
    /// <summary>How those of <see cref="EndedOtherwise"/> ended.</summary>
    public OtherEnds Otherwise { get; init; }
}

/// <summary>Findings that ended without anybody mending them, by how.</summary>
/// <param name="Decommissioned">Their apps are proven gone.</param>
/// <param name="OutOfScope">Their rules are not asked of their apps any more.</param>
/// <param name="RuleChanged">Other rules or settings judge.</param>
/// <param name="Swapped">A slot swap brought other content.</param>
public readonly record struct OtherEnds(int Decommissioned, int OutOfScope, int RuleChanged, int Swapped)
{
    /// <summary>One more that ended as <paramref name="end"/>; a remediation is none of them.</summary>
    public OtherEnds With(FindingEnd end) => end switch
    {
        FindingEnd.Remediated => this,
        FindingEnd.Decommissioned => this with { Decommissioned = Decommissioned + 1 },
        FindingEnd.OutOfScope => this with { OutOfScope = OutOfScope + 1 },
        FindingEnd.RuleChanged => this with { RuleChanged = RuleChanged + 1 },
        FindingEnd.Swapped => this with { Swapped = Swapped + 1 },
    };
}

/// <summary>The time to remediate at several moments or by a dimension.</summary>
/// <typeparam name="T">A moment's figures, or a group.</typeparam>
/// <param name="Items">The moments, oldest first, or the groups.</param>
/// <param name="AsOf">The last moment.</param>
/// <param name="Run">The run that stands then; null before the first.</param>
public sealed record RemediationAnswer<T>(IReadOnlyList<T> Items, DateTimeOffset AsOf, RunRef? Run);
