using CsCheck;
using Dashboard.Core.Exceptions;
using Dashboard.Core.Findings.Remediation;
using Dashboard.Core.Posture;
using Dashboard.Core.Reports;

namespace Dashboard.Core.Tests.Reports;

/// <summary>Makes months for tests.</summary>
internal static class Months
{
    /// <summary>A month of which everything was seen.</summary>
    public static MonthFigures Whole { get; } = new()
    {
        Month = "2026-03",
        AsOf = new DateTimeOffset(2026, 3, 31, 23, 59, 59, 999, TimeSpan.Zero),
        KnownAt = new DateTimeOffset(2026, 4, 1, 6, 0, 0, TimeSpan.Zero),
        DefaultCurrency = "USD",
        Completeness = MonthCompleteness.Complete,
        SealingRun = 91,
        StandingRun = 90,
        StandingRunTime = new DateTimeOffset(2026, 3, 31, 6, 0, 0, TimeSpan.Zero),
        RuleSetVersion = "1.0",
        Quality = new MonthQuality { Whole = true, Days = 31, DaysWithoutRun = [], Succeeded = 31, Partial = 0, Failed = 0, UnseenScopes = [], StaleApps = 0 },
        Kpis = new MonthKpis(
            new MonthKpi { Measured = true, Value = 63.4m, Target = 90, Before = 61.3m, Change = 2.1m, Forecast = new MonthForecast(ForecastOutcome.Expected, "2026-09-14", "2026-08-01", null) },
            new MonthKpi { Measured = true, Value = 21.5m }, MonthKpi.NotYetMeasured, MonthKpi.NotYetMeasured),
        Bands = new MonthBands(120, 12, 7, 40, 8, 2),
        Posture = new MonthPosture { Apps = 400, InScope = 200, Denominator = 189, WithExceptionsPercent = 69.8m, Unclassified = 3, OptedOut = 4, NotApplicableInScope = 5, Stopped = 6, PublicPercent = 50 },
        Remediation = new MonthRemediation
        {
            Open = 80,
            Overdue = 12,
            OpenBefore = 95,
            Detected = 20,
            Remediated = 33,
            Decommissioned = 1,
            OutOfScope = 1,
            RuleChanged = 0,
            Swapped = 0,
            P90LowerBoundDays = 88,
            SlaMetPercent = 71.4m,
            Backlog = new MonthForecast(ForecastOutcome.NotDeclining, null, null, null),
        },
        Costs = [new MonthCosts { Currency = "EUR", Minor = 1_234_567, EstimatedMinor = 0, PreliminaryMinor = 1_234_567, UnallocatedMinor = 0, EnforcedMinor = 700_000, NotEnforcedMinor = 534_567 }],
        CostPlans = new MonthCostPlans(31, 1, true),
        Unlock = [new MonthUnlock("EUR", 25_000, 8, 1)],
        Exceptions = new MonthExceptions { Active = 10, Requested = 2, Granted = 1, Expired = 1, Revoked = 0, Rejected = 0, GrantedNow = [new MonthException(7, "Head of \"Payments\"", ExceptionTreatment.RiskAccepted, new DateTimeOffset(2026, 6, 1, 0, 0, 0, TimeSpan.Zero), 2)], ExpiredNow = [] },
        Moves = new MonthMoves
        {
            Better = 1,
            Worse = 1,
            Came = 3,
            Went = 1,
            EnteredScope = 0,
            LeftScope = 0,
            BetterApps = [new MovedApp("/subscriptions/a/sites/shop", "shop", "Payments", Verdict.NotEnforced, Verdict.Enforced, new MovedAppCost("EUR", 1200))],
            WorseApps = [new MovedApp("/subscriptions/a/sites/web", "web", null, Verdict.Enforced, Verdict.Gaps, null)],
        },
        Assumptions = [new MonthAssumption("costs.appsPerInstance.basic", "8", true)],
    };

    /// <summary>The same of which a day was not seen.</summary>
    public static MonthFigures Holed { get; } = Whole with
    {
        Quality = Whole.Quality with { Whole = false, DaysWithoutRun = ["2026-03-07"], Partial = 1, Succeeded = 29, UnseenScopes = [new UnseenScope("Shop <prod>", 1)] },
    };

    /// <summary>Months of any figures.</summary>
    public static Gen<MonthFigures> Any { get; } =
        from whole in Gen.Bool
        from complete in Gen.Bool
        from n in Gen.Int[0, 2000].Array[16]
        from percents in Gen.Int[0, 1000].Array[3]
        from none in Gen.Bool.Array[4]
        from minor in Gen.Long[-1_000_000, 1_000_000_000]
        from name in Gen.String[0, 12]
        from preliminary in Gen.Bool
        select Whole with
        {
            Completeness = complete ? MonthCompleteness.Complete : MonthCompleteness.Incomplete,
            Quality = Whole.Quality with { Whole = whole && complete, DaysWithoutRun = [.. Enumerable.Range(1, n[0] % 9).Select(d => $"2026-03-0{d}")], Partial = n[1] % 5, Failed = n[2] % 3, UnseenScopes = none[0] ? [] : [new UnseenScope(name, 1 + (n[1] % 5))] },
            Kpis = Whole.Kpis with
            {
                Coverage = new MonthKpi { Measured = true, Value = none[1] ? null : percents[0] / 10m, Target = percents[1] / 10m, Before = none[2] ? null : percents[2] / 10m, Change = none[1] || none[2] ? null : (percents[0] - percents[2]) / 10m, Forecast = Whole.Kpis.Coverage.Forecast },
                TimeToRemediate = none[3] ? new MonthKpi { Measured = true, LowerBound = n[3] / 100m } : new MonthKpi { Measured = true, Value = n[3] / 100m },
            },
            Bands = new MonthBands(n[4], n[5] % 3, n[6], n[7], n[8], n[9] % 3),
            Moves = Whole.Moves with { Better = n[10] % 6, Worse = n[11] % 6, WorseApps = [Whole.Moves.WorseApps[0] with { Name = name, Owner = none[0] ? null : name }] },
            Costs = [Whole.Costs[0] with { Minor = minor, NotEnforcedMinor = minor / 3 }],
            CostPlans = new MonthCostPlans(n[12], n[13] % 3, preliminary),
            Unlock = [new MonthUnlock("EUR", none[0] ? null : Math.Abs(minor), n[14] % 4, n[15] % 4)],
        };
}
