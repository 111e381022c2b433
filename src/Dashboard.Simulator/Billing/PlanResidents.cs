using Dashboard.Simulator.Estate;
using Dashboard.Simulator.Estate.Generated;

namespace Dashboard.Simulator.Billing;

/// <summary>An app or slot on a plan, for as long as it stayed there under one id.</summary>
internal sealed record Resident(string AppId, Span Span);

/// <summary>Which apps existed on a plan when, stopped or not.</summary>
internal sealed class PlanResidents
{
    private readonly Dictionary<PlanSpec, List<Resident>> residents = new(ReferenceEqualityComparer.Instance);

    public PlanResidents(IEnumerable<AppSpec> apps)
    {
        foreach (var app in apps)
        {
            Add(app);
        }
    }

    /// <summary>The residents of a plan, in no particular order. One that left and came back is there twice.</summary>
    public IReadOnlyList<Resident> Of(PlanSpec plan) => residents.GetValueOrDefault(plan) ?? [];

    /// <summary>How many apps there were in each part of a time.</summary>
    public IEnumerable<(Span Span, int Count)> Counts(PlanSpec plan, Span within)
    {
        var there = Of(plan);
        var turns = there.SelectMany(r => new[] { r.Span.From, r.Span.Until }).Where(t => t > within.From && t < within.Until)
            .Append(within.From).Append(within.Until).Distinct().Order().ToList();
        return turns.Zip(turns.Skip(1)).Select(t => (new Span(t.First, t.Second), there.Count(r => r.Span.Contains(t.First))));
    }

    private void Add(AppSpec app)
    {
        var moments = app.Life.Moments;
        for (var i = 0; i < moments.Count; i++)
        {
            if (!moments[i].State.Exists)
            {
                continue;
            }

            var here = app.In(moments[i].State);
            var span = new Span(moments[i].Since, i + 1 < moments.Count ? moments[i + 1].Since : DateTimeOffset.MaxValue);
            if (!residents.TryGetValue(here.Plan, out var list))
            {
                residents[here.Plan] = list = [];
            }

            // Most changes of an app leave it where it is.
            if (list.Count > 0 && list[^1] is var last && last.AppId == here.Id && last.Span.Until == span.From)
            {
                list[^1] = last with { Span = last.Span with { Until = span.Until } };
            }
            else
            {
                list.Add(new Resident(here.Id, span));
            }
        }
    }
}
