using Dashboard.Core.Findings;
using Dashboard.Core.Posture;

namespace Dashboard.Storage.Tests.Support;

/// <summary>A finding in the model.</summary>
public sealed class ModelFinding
{
    public required string App { get; init; }

    public required int Generation { get; init; }

    public required string Rule { get; init; }

    public required DateTimeOffset Detected { get; init; }

    public required bool Baseline { get; init; }

    public required int Occurrence { get; init; }

    public required bool Flapping { get; init; }

    public DateTimeOffset? Occurred { get; init; }

    public DateTimeOffset? EndSeen { get; set; }

    public DateTimeOffset? Ended { get; set; }

    public FindingEnd? End { get; set; }

    /// <summary>Severity and due date since each moment, oldest first.</summary>
    public List<(DateTimeOffset Since, Severity Severity, DateTimeOffset Due)> Terms { get; } = [];
}

/// <summary>
/// The life of findings in the plainest form: one list, gone through for every app of every run, by the words of the domain. It shares
/// nothing with what is tested.
/// </summary>
public sealed class FindingModel
{
    private readonly Dictionary<string, int> _generations = [];

    public List<ModelFinding> All { get; } = [];

    /// <summary>An app was seen and judged.</summary>
    public void See(DateTimeOffset run, bool first, bool isNew, AppState app, FindingCauses causes)
    {
        if (isNew) _generations[app.Name] = _generations.GetValueOrDefault(app.Name) + 1;
        foreach (var rule in app.Rules)
        {
            var counts = app.Verdict != Verdict.NotApplicable && (rule.Id == "MTLS012" || app.InScope == true);
            var open = Open(app.Name).SingleOrDefault(f => f.Rule == rule.Id);
            DateTimeOffset? turned = causes.Turns.TryGetValue(rule.Id, out var turn) ? turn.At : null;
            if (counts && rule.Result == RuleResult.Unknown) continue;
            if (counts && rule.Result == RuleResult.Fail)
            {
                if (open is null) All.Add(New(run, first, app.Name, rule, turned));
                else Alter(open, run, rule.Severity);
            }
            else if (open is not null)
            {
                var kind = !counts || rule.Result == RuleResult.NotApplicable ? FindingEnd.OutOfScope : FindingEnd.Remediated;
                if (kind == FindingEnd.Remediated && turn is { BySwap: true }) kind = FindingEnd.Swapped;
                if (turned is null && causes.RulesChanged) kind = FindingEnd.RuleChanged;
                (open.End, open.Ended, open.EndSeen) = (kind, turned ?? run, run);
            }
        }
    }

    /// <summary>An app is proven gone.</summary>
    public void Lose(DateTimeOffset run, string app)
    {
        foreach (var open in Open(app)) (open.End, open.Ended, open.EndSeen) = (FindingEnd.Decommissioned, run, run);
    }

    private List<ModelFinding> Of(string app) => [.. All.Where(f => f.App == app && f.Generation == _generations.GetValueOrDefault(app))];

    private List<ModelFinding> Open(string app) => [.. Of(app).Where(f => f.End is null)];

    private ModelFinding New(DateTimeOffset run, bool first, string app, RuleOutcome rule, DateTimeOffset? turned)
    {
        var before = Of(app).Where(f => f.Rule == rule.Id).ToList();
        var finding = new ModelFinding
        {
            App = app,
            Generation = _generations[app],
            Rule = rule.Id,
            Detected = run,
            Baseline = first,
            Occurrence = before.Count + 1,
            Flapping = before.Count(f => (run - f.Detected).TotalDays < 30) >= 2,
            Occurred = turned,
        };
        finding.Terms.Add((run, rule.Severity, run.AddDays(Days(rule.Severity))));
        return finding;
    }

    private static void Alter(ModelFinding finding, DateTimeOffset run, Severity severity)
    {
        var (_, old, due) = finding.Terms[^1];
        if (severity == old) return;
        var sooner = run.AddDays(Days(severity));
        finding.Terms.Add((run, severity, severity > old && sooner < due ? sooner : due));
    }

    private static int Days(Severity severity) => severity switch { Severity.Critical => 7, Severity.High => 30, Severity.Medium => 60, _ => 90 };
}
