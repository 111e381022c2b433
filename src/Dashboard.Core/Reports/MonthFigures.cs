using Dashboard.Core.Costs;

namespace Dashboard.Core.Reports;

/// <summary>How a month was sealed. The names are part of sealed content and never change.</summary>
public enum MonthCompleteness
{
    /// <summary>By the first run that read everything and started after the month's end.</summary>
    Complete,

    /// <summary>No such run came within <see cref="MonthSealing.Patience"/> of the month's end.</summary>
    Incomplete,
}

/// <summary>
/// What a month's snapshot holds. Posture, findings, exceptions and assumptions are as of the month's last moment; costs of the month are as
/// they were known at <see cref="KnownAt"/>. Its canonical JSON (<see cref="SnapshotJson"/>) is what is sealed and hashed, so that a property
/// is never renamed and never comes to mean anything else: that would be another <see cref="Version"/>.
/// </summary>
public sealed record MonthFigures
{
    /// <summary>The version that this program writes.</summary>
    public const int CurrentVersion = 1;

    /// <summary>Of what form it is.</summary>
    public int Version { get; init; } = CurrentVersion;

    /// <summary>The month, <c>yyyy-MM</c>, in UTC.</summary>
    public required string Month { get; init; }

    /// <summary>The month's last moment.</summary>
    public required DateTimeOffset AsOf { get; init; }

    /// <summary>What was told by then of the month's costs is in it, and nothing later.</summary>
    public required DateTimeOffset KnownAt { get; init; }

    /// <summary>The currency of list prices where no cost told a subscription's, ISO 4217.</summary>
    public required string DefaultCurrency { get; init; }

    /// <summary>How it was sealed.</summary>
    public required MonthCompleteness Completeness { get; init; }

    /// <summary>The run that sealed it; null where none did in time.</summary>
    public long? SealingRun { get; init; }

    /// <summary>The run whose figures stood at the month's end.</summary>
    public required long StandingRun { get; init; }

    /// <summary>That run's one clock.</summary>
    public required DateTimeOffset StandingRunTime { get; init; }

    /// <summary>The rules that judged in that run.</summary>
    public required string RuleSetVersion { get; init; }

    /// <summary>How much of the month was seen.</summary>
    public required MonthQuality Quality { get; init; }

    /// <summary>The four KPIs.</summary>
    public required MonthKpis Kpis { get; init; }

    /// <summary>The apps of the denominator by verdict, excepted ones apart.</summary>
    public required MonthBands Bands { get; init; }

    /// <summary>Beside coverage.</summary>
    public required MonthPosture Posture { get; init; }

    /// <summary>Findings.</summary>
    public required MonthRemediation Remediation { get; init; }

    /// <summary>What plans cost, one per currency, by code.</summary>
    public required IReadOnlyList<MonthCosts> Costs { get; init; }

    /// <summary>Plans behind the costs.</summary>
    public required MonthCostPlans CostPlans { get; init; }

    /// <summary>What it would cost to unlock the apps in scope, one per currency, by code.</summary>
    public required IReadOnlyList<MonthUnlock> Unlock { get; init; }

    /// <summary>Exceptions.</summary>
    public required MonthExceptions Exceptions { get; init; }

    /// <summary>What got better and worse, and who came and went.</summary>
    public required MonthMoves Moves { get; init; }

    /// <summary>What was assumed at the month's end, in the order of pages.</summary>
    public required IReadOnlyList<MonthAssumption> Assumptions { get; init; }

    /// <summary>The month as a month.</summary>
    public CostMonth Period() => CostMonth.TryParse(Month, out var month) ? month : throw new FormatException($"'{Month}' is no month.");
}

/// <summary>How much of a month was seen.</summary>
public sealed record MonthQuality
{
    /// <summary>True where every day had a run, every run read everything, and the month was sealed in time. Only then is progress told.</summary>
    public required bool Whole { get; init; }

    /// <summary>Days of the month.</summary>
    public required int Days { get; init; }

    /// <summary>Those of them on which no run was merged, <c>yyyy-MM-dd</c>; also those before the first run of the history.</summary>
    public required IReadOnlyList<string> DaysWithoutRun { get; init; }

    /// <summary>Runs that read everything.</summary>
    public required int Succeeded { get; init; }

    /// <summary>Runs that read a part.</summary>
    public required int Partial { get; init; }

    /// <summary>Runs that wrote nothing.</summary>
    public required int Failed { get; init; }

    /// <summary>Subscriptions that runs of the month could not read, by name.</summary>
    public required IReadOnlyList<UnseenScope> UnseenScopes { get; init; }

    /// <summary>Apps that the standing run did not see.</summary>
    public required int StaleApps { get; init; }
}

/// <summary>A subscription that was not read.</summary>
/// <param name="Name">Its name as shown then.</param>
/// <param name="Runs">Runs of the month that could not read it.</param>
public sealed record UnseenScope(string Name, int Runs);

/// <summary>The four KPIs of a month.</summary>
/// <param name="Coverage">In percent, floored to one decimal.</param>
/// <param name="TimeToRemediate">The median, in days.</param>
/// <param name="RenewalLeadTime">In days.</param>
/// <param name="ConnectionFailures">Refused requests.</param>
public sealed record MonthKpis(MonthKpi Coverage, MonthKpi TimeToRemediate, MonthKpi RenewalLeadTime, MonthKpi ConnectionFailures);

/// <summary>One KPI of a month.</summary>
public sealed record MonthKpi
{
    /// <summary>A KPI for which nothing is read yet: not 0.</summary>
    public static MonthKpi NotYetMeasured { get; } = new() { Measured = false };

    /// <summary>False where nothing is read for it yet.</summary>
    public required bool Measured { get; init; }

    /// <summary>The value; null where it is unknown or was not reached.</summary>
    public decimal? Value { get; init; }

    /// <summary>Where it was not reached: it lies above this.</summary>
    public decimal? LowerBound { get; init; }

    /// <summary>What is aimed at; null where there is no target.</summary>
    public decimal? Target { get; init; }

    /// <summary>The value at the end of the month before; null where there was none.</summary>
    public decimal? Before { get; init; }

    /// <summary>The value less that of the month before; null where either is unknown.</summary>
    public decimal? Change { get; init; }

    /// <summary>When the target is reached; null where there is none, or none can be told.</summary>
    public MonthForecast? Forecast { get; init; }
}

/// <summary>When a target is reached at the pace of the last weeks; see <see cref="Findings.Remediation.BacklogForecast"/>.</summary>
/// <param name="Outcome">What can be said.</param>
/// <param name="Date">In the mean, <c>yyyy-MM-dd</c>; null without such a date.</param>
/// <param name="Earliest">The early edge of the 95 % band.</param>
/// <param name="Latest">Its late edge; null where that takes more than a year.</param>
public sealed record MonthForecast(Findings.Remediation.ForecastOutcome Outcome, string? Date, string? Earliest, string? Latest);

/// <summary>The denominator of coverage in bands that add up to it: what is excepted is in none of the others.</summary>
/// <param name="Enforced">Covered.</param>
/// <param name="Excepted">Not covered, and accepted for a while.</param>
/// <param name="Gaps">Require, undermined.</param>
/// <param name="NotEnforced">Not enforced.</param>
/// <param name="Unsupported">On a tier that cannot.</param>
/// <param name="Unknown">Not known.</param>
public sealed record MonthBands(int Enforced, int Excepted, int Gaps, int NotEnforced, int Unsupported, int Unknown)
{
    /// <summary>All of them.</summary>
    public int Denominator() => Enforced + Excepted + Gaps + NotEnforced + Unsupported + Unknown;
}

/// <summary>Counts beside coverage.</summary>
public sealed record MonthPosture
{
    /// <summary>Live apps.</summary>
    public required int Apps { get; init; }

    /// <summary>Apps in scope.</summary>
    public required int InScope { get; init; }

    /// <summary>Apps in scope that are not stopped and whose kind has the setting.</summary>
    public required int Denominator { get; init; }

    /// <summary>Enforced and excepted of the denominator, in percent.</summary>
    public decimal? WithExceptionsPercent { get; init; }

    /// <summary>Apps that the tags do not place.</summary>
    public required int Unclassified { get; init; }

    /// <summary>Sensitive apps tagged "not required".</summary>
    public required int OptedOut { get; init; }

    /// <summary>Apps in scope whose kind has no such setting.</summary>
    public required int NotApplicableInScope { get; init; }

    /// <summary>Stopped apps.</summary>
    public required int Stopped { get; init; }

    /// <summary>Coverage of all publicly reachable apps, in percent.</summary>
    public decimal? PublicPercent { get; init; }
}

/// <summary>Findings of a month. Open = open before + detected − the ends of the month.</summary>
public sealed record MonthRemediation
{
    /// <summary>Findings of all rules that stood at the month's end.</summary>
    public required int Open { get; init; }

    /// <summary>Those of them past their due date.</summary>
    public required int Overdue { get; init; }

    /// <summary>Findings that stood at the end of the month before.</summary>
    public required int OpenBefore { get; init; }

    /// <summary>Findings that runs of the month saw first.</summary>
    public required int Detected { get; init; }

    /// <summary>Findings that runs of the month saw remediated.</summary>
    public required int Remediated { get; init; }

    /// <summary>Their apps were proven gone.</summary>
    public required int Decommissioned { get; init; }

    /// <summary>Not asked any more.</summary>
    public required int OutOfScope { get; init; }

    /// <summary>Other rules judge.</summary>
    public required int RuleChanged { get; init; }

    /// <summary>A slot swap brought other content.</summary>
    public required int Swapped { get; init; }

    /// <summary>90th percentile of the time to remediate, in days; null where it was not reached.</summary>
    public decimal? P90Days { get; init; }

    /// <summary>Where it was not reached: it lies above this.</summary>
    public decimal? P90LowerBoundDays { get; init; }

    /// <summary>Due dates of the last 365 days that were kept, in percent; null where there were none.</summary>
    public decimal? SlaMetPercent { get; init; }

    /// <summary>When no finding stands any more, at the pace of the last weeks.</summary>
    public required MonthForecast Backlog { get; init; }
}

/// <summary>What plans cost in a month, in one currency, in whole minor units.</summary>
public sealed record MonthCosts
{
    /// <summary>ISO 4217.</summary>
    public required string Currency { get; init; }

    /// <summary>All plans.</summary>
    public required long Minor { get; init; }

    /// <summary>The part that is list price.</summary>
    public required long EstimatedMinor { get; init; }

    /// <summary>The part that may still change.</summary>
    public required long PreliminaryMinor { get; init; }

    /// <summary>The part that no app can be given.</summary>
    public required long UnallocatedMinor { get; init; }

    /// <summary>The part of apps in scope that enforce mutual TLS.</summary>
    public required long EnforcedMinor { get; init; }

    /// <summary>The part of apps in scope that do not.</summary>
    public required long NotEnforcedMinor { get; init; }

    /// <summary>All plans in the month before, as known at the same moment; null where nothing was.</summary>
    public long? BeforeMinor { get; init; }
}

/// <summary>The plans behind a month's costs.</summary>
/// <param name="Plans">Plans with a cost or an unknown one.</param>
/// <param name="UnknownPlans">Those of unknown cost: in no sum.</param>
/// <param name="Preliminary">True where any of it may still change.</param>
public sealed record MonthCostPlans(int Plans, int UnknownPlans, bool Preliminary);

/// <summary>What it would cost each month to unlock the apps in scope, in one currency.</summary>
/// <param name="Currency">ISO 4217.</param>
/// <param name="MonthlyMinor">In whole minor units; null where none of it is known.</param>
/// <param name="Apps">Apps that need another tier and of which the cost is known.</param>
/// <param name="UnknownApps">Apps of unknown cost: not in the sum.</param>
public sealed record MonthUnlock(string Currency, long? MonthlyMinor, int Apps, int UnknownApps);

/// <summary>Exceptions of a month.</summary>
public sealed record MonthExceptions
{
    /// <summary>Active at the month's end.</summary>
    public required int Active { get; init; }

    /// <summary>Asked for and not decided at the month's end.</summary>
    public required int Requested { get; init; }

    /// <summary>Approved in the month.</summary>
    public required int Granted { get; init; }

    /// <summary>Run out in the month.</summary>
    public required int Expired { get; init; }

    /// <summary>Taken back in the month.</summary>
    public required int Revoked { get; init; }

    /// <summary>Refused in the month.</summary>
    public required int Rejected { get; init; }

    /// <summary>Those granted, by number; the first <see cref="MonthMoves.Most"/>.</summary>
    public required IReadOnlyList<MonthException> GrantedNow { get; init; }

    /// <summary>Those expired, by number; the first <see cref="MonthMoves.Most"/>.</summary>
    public required IReadOnlyList<MonthException> ExpiredNow { get; init; }
}

/// <summary>An exception in a snapshot.</summary>
/// <param name="Id">Its number.</param>
/// <param name="RiskOwner">Who answers for the risk.</param>
/// <param name="Treatment">How the risk is treated.</param>
/// <param name="Expires">Its expiry as approved.</param>
/// <param name="Apps">Apps that it covers.</param>
public sealed record MonthException(long Id, string RiskOwner, Exceptions.ExceptionTreatment Treatment, DateTimeOffset Expires, int Apps);

/// <summary>
/// How apps stand at the month's end against the end of the month before. An app that got worse and was mended within the month did neither.
/// </summary>
public sealed record MonthMoves
{
    /// <summary>So many apps are named each way; the counts are of all.</summary>
    public const int Most = 100;

    /// <summary>Apps in scope whose verdict is better.</summary>
    public required int Better { get; init; }

    /// <summary>Apps in scope whose verdict is worse.</summary>
    public required int Worse { get; init; }

    /// <summary>Apps that are there and were not.</summary>
    public required int Came { get; init; }

    /// <summary>Apps that were there and are proven gone.</summary>
    public required int Went { get; init; }

    /// <summary>Apps there at both ends that came into scope.</summary>
    public required int EnteredScope { get; init; }

    /// <summary>Apps there at both ends that left the scope.</summary>
    public required int LeftScope { get; init; }

    /// <summary>Those that got better, by name.</summary>
    public required IReadOnlyList<MovedApp> BetterApps { get; init; }

    /// <summary>Those that got worse, by name.</summary>
    public required IReadOnlyList<MovedApp> WorseApps { get; init; }
}

/// <summary>An app whose verdict changed over a month.</summary>
/// <param name="Id">Its ARM id at the month's end.</param>
/// <param name="Name">Its name then.</param>
/// <param name="Owner">Who answers for it, by tag; null where nobody is named.</param>
/// <param name="Before">The verdict at the end of the month before.</param>
/// <param name="After">The verdict at the month's end.</param>
/// <param name="Cost">What it cost in the month; null where it is unknown.</param>
public sealed record MovedApp(string Id, string Name, string? Owner, Posture.Verdict Before, Posture.Verdict After, MovedAppCost? Cost);

/// <summary>What an app cost in a month.</summary>
/// <param name="Currency">ISO 4217.</param>
/// <param name="Minor">Whole minor units.</param>
public sealed record MovedAppCost(string Currency, long Minor);

/// <summary>An assumption as it held.</summary>
/// <param name="Id">Its key.</param>
/// <param name="Value">Its value; empty where it was not set.</param>
/// <param name="IsDefault">True where nobody had changed it.</param>
public sealed record MonthAssumption(string Id, string Value, bool IsDefault);
