using Dashboard.Core.Posture;

namespace Dashboard.Core.Findings;

/// <summary>An open finding, as far as its life hangs on it.</summary>
/// <param name="Id">The history's number.</param>
/// <param name="RuleId">The rule.</param>
/// <param name="Severity">Its severity now.</param>
/// <param name="Due">Until when it is to be mended.</param>
public sealed record OpenFinding(long Id, string RuleId, Severity Severity, DateTimeOffset Due);

/// <summary>What a run does to the findings of one app.</summary>
/// <param name="Opened">Failures that had no open finding.</param>
/// <param name="Ended">Findings that end.</param>
/// <param name="Altered">Findings that go on with another severity, and perhaps another due date.</param>
public sealed record FindingChanges(
    IReadOnlyList<OpenedFinding> Opened, IReadOnlyList<EndedFinding> Ended, IReadOnlyList<OpenFinding> Altered);

/// <summary>A finding that a run opens.</summary>
/// <param name="RuleId">The rule.</param>
/// <param name="Severity">Its severity.</param>
/// <param name="Due">Until when it is to be mended.</param>
/// <param name="Occurred">When the failure began, where Azure has a record; null elsewhere.</param>
public sealed record OpenedFinding(string RuleId, Severity Severity, DateTimeOffset Due, DateTimeOffset? Occurred);

/// <summary>A finding that a run ends.</summary>
/// <param name="Id">The history's number.</param>
/// <param name="End">How.</param>
/// <param name="At">When: Azure's time of the change where <paramref name="Exact"/>, else the time of the run.</param>
/// <param name="Exact">Whether Azure has a record.</param>
public sealed record EndedFinding(long Id, FindingEnd End, DateTimeOffset At, bool Exact);

/// <summary>
/// The life of findings, app by app: what a judged app means for those that stand. An app that was not seen, or whose last state
/// merely stands, changes none of them; only a read of the app in which the rule passes, or is not asked, ends one.
/// </summary>
/// <param name="runTime">The run's one clock.</param>
/// <param name="allowances">How long a failure may stand.</param>
public sealed class FindingLifecycle(DateTimeOffset runTime, FindingAllowances allowances)
{
    /// <summary>What becomes of the findings of an app that a run saw and judged.</summary>
    public FindingChanges Seen(IReadOnlyCollection<OpenFinding> open, AppState app, FindingCauses causes)
    {
        var gone = open.ToList();
        var (opened, ended, altered) = (new List<OpenedFinding>(), new List<EndedFinding>(), new List<OpenFinding>());
        foreach (var rule in app.Rules)
        {
            var standing = FindingStandings.Of(app, rule);
            var finding = gone.Find(f => f.RuleId == rule.Id);
            if (finding is null)
            {
                if (standing == FindingStanding.Fails) opened.Add(Open(rule, causes));
                continue;
            }

            gone.Remove(finding);
            if (standing == FindingStanding.Fails)
            {
                if (finding.Severity != rule.Severity) altered.Add(finding with { Severity = rule.Severity, Due = Due(finding, rule.Severity) });
            }
            else if (standing != FindingStanding.Unknown)
            {
                ended.Add(End(finding, standing, causes));
            }
        }

        // Their rules are no more.
        ended.AddRange(gone.Select(f => new EndedFinding(f.Id, FindingEnd.RuleChanged, runTime, false)));
        return new FindingChanges(opened, ended, altered);
    }

    /// <summary>What becomes of the findings of an app that left the estate.</summary>
    /// <param name="open">Its findings.</param>
    /// <param name="end">Decommissioned where it is proven gone, OutOfScope where its subscription was retired.</param>
    /// <param name="at">Azure's time of its deletion; null where there is no record of that.</param>
    public IReadOnlyList<EndedFinding> Gone(IReadOnlyCollection<OpenFinding> open, FindingEnd end, DateTimeOffset? at) =>
        [.. open.Select(f => new EndedFinding(f.Id, end, at ?? runTime, at is not null))];

    private OpenedFinding Open(RuleOutcome rule, FindingCauses causes) =>
        new(rule.Id, rule.Severity, runTime + allowances.Of(rule.Severity), causes.Turns.GetValueOrDefault(rule.Id)?.At);

    private EndedFinding End(OpenFinding finding, FindingStanding standing, FindingCauses causes)
    {
        var turn = causes.Turns.GetValueOrDefault(finding.RuleId);
        var end = turn is null && causes.RulesChanged ? FindingEnd.RuleChanged
            : standing == FindingStanding.NotAsked ? FindingEnd.OutOfScope
            : turn is { BySwap: true } ? FindingEnd.Swapped
            : FindingEnd.Remediated;
        return new EndedFinding(finding.Id, end, turn?.At ?? runTime, turn is not null);
    }

    // What became worse may not wait as long as before; what became less bad was to be mended by then all the same.
    private DateTimeOffset Due(OpenFinding finding, Severity severity)
    {
        if (severity < finding.Severity) return finding.Due;
        var due = runTime + allowances.Of(severity);
        return due < finding.Due ? due : finding.Due;
    }
}
