using Dashboard.Simulator.Estate.Changes;
using Dashboard.Simulator.Estate.Generated;

namespace Dashboard.Simulator.Truth;

/// <summary>A stretch of an app's life over which something held; null ends reach beyond what is told of.</summary>
internal sealed record Stretch<T>(DateTimeOffset From, DateTimeOffset Until, T Value);

/// <summary>What is true of an app, from instant to instant.</summary>
internal sealed record AppTruth(bool Exists, int Generation, string Id, string Verdict, bool? InScope, string Settings, TruthFacts Facts);

/// <summary>A change of the app or of its plan, with what it did to the verdict.</summary>
internal sealed record TruthChange(ChangeRow? Row, DateTimeOffset At, string Id, string Kind, IReadOnlyList<string> Properties, string? Before, string? After);

/// <summary>The whole life of one app as a sequence of exact stretches.</summary>
internal sealed class TruthLife(AppSpec app)
{
    /// <summary>Everything that bears on the app, in the order of time.</summary>
    public IReadOnlyList<Stretch<AppTruth>> Stretches { get; } = Lay(app);

    public AppSpec App => app;

    public AppTruth At(DateTimeOffset at) => Truth(app, at);

    /// <summary>Neighbouring stretches with the same value, joined.</summary>
    public static IEnumerable<Stretch<T>> Join<T>(IEnumerable<Stretch<T>> stretches)
    {
        Stretch<T>? open = null;
        foreach (var next in stretches)
        {
            if (open is not null && open.Until == next.From && EqualityComparer<T>.Default.Equals(open.Value, next.Value))
            {
                open = open with { Until = next.Until };
                continue;
            }

            if (open is not null)
            {
                yield return open;
            }

            open = next;
        }

        if (open is not null)
        {
            yield return open;
        }
    }

    /// <summary>The changes of the app itself and of the plan that it was on, within a time.</summary>
    public IEnumerable<TruthChange> Changes(DateTimeOffset from, DateTimeOffset until) =>
        Own(from, until).Concat(OfPlan(from, until)).OrderBy(c => c.At);

    private IEnumerable<TruthChange> Own(DateTimeOffset from, DateTimeOffset until)
    {
        for (var i = 1; i < app.Life.Moments.Count; i++)
        {
            var (old, now) = (app.Life.Moments[i - 1].State, app.Life.Moments[i]);
            if (now.Since < from || now.Since > until)
            {
                continue;
            }

            var rows = SiteChanges.Of(app, i).ToList();
            foreach (var row in rows)
            {
                yield return Change(row, now.Since, row.TargetId, row.Kind, [.. row.Values.Select(v => v.Key), .. Untracked(row.Kind, old, now.State)]);
            }

            if (rows.Count == 0 && old.Exists && now.State.Exists && Untracked(ChangeRow.Update, old, now.State).ToList() is { Count: > 0 } settings)
            {
                yield return Change(null, now.Since, app.In(now.State).Id, ChangeRow.Update, settings);
            }
        }
    }

    private IEnumerable<TruthChange> OfPlan(DateTimeOffset from, DateTimeOffset until)
    {
        foreach (var plan in app.Life.Moments.Select(m => app.In(m.State).Plan).Distinct(ReferenceEqualityComparer.Instance).Cast<PlanSpec>())
        {
            for (var i = 1; i < plan.Sizes.Moments.Count; i++)
            {
                var at = plan.Sizes.Moments[i].Since;
                var state = app.Life.At(at).State;
                if (at >= from && at <= until && state.Exists && ReferenceEquals(app.In(state).Plan, plan) && PlanChanges.Resize(plan, i) is { } row)
                {
                    yield return Change(row, at, row.TargetId, row.Kind, [.. row.Values.Select(v => v.Key)]);
                }
            }
        }
    }

    private TruthChange Change(ChangeRow? row, DateTimeOffset at, string id, string kind, IReadOnlyList<string> properties)
    {
        var (before, after) = (Truth(app, at.AddTicks(-1)), Truth(app, at));
        return new TruthChange(row, at, id, kind, properties, before.Exists ? before.Verdict : null, after.Exists ? after.Verdict : null);
    }

    /// <summary>What changed without a trace in the feed: settings of config/web, and what Resource Graph lacks of this app.</summary>
    private IEnumerable<string> Untracked(string kind, AppState old, AppState now)
    {
        if (kind != ChangeRow.Update)
        {
            yield break;
        }

        if (old.Posture.Http20 != now.Posture.Http20)
        {
            yield return "config/web http20Enabled";
        }

        if (old.Posture.MinTls != now.Posture.MinTls)
        {
            yield return "config/web minTlsVersion";
        }

        if (app.Traits.GraphLacksExclusions && old.Posture.ExclusionPaths != now.Posture.ExclusionPaths)
        {
            yield return "properties.clientCertExclusionPaths (by ARM only)";
        }
    }

    private static List<Stretch<AppTruth>> Lay(AppSpec app)
    {
        var turns = app.Life.Moments.Select(m => m.Since)
            .Concat(app.Parent?.Life.Moments.Select(m => m.Since) ?? [])
            .Concat(app.Life.Moments.Select(m => app.In(m.State).Plan).Distinct(ReferenceEqualityComparer.Instance).Cast<PlanSpec>().SelectMany(p => p.Sizes.Moments).Select(m => m.Since))
            .Distinct().Order().ToList();
        return [.. turns.Select((at, i) => new Stretch<AppTruth>(at, i + 1 < turns.Count ? turns[i + 1] : DateTimeOffset.MaxValue, Truth(app, at)))];
    }

    private static AppTruth Truth(AppSpec app, DateTimeOffset at)
    {
        var state = app.Life.At(at).State;
        var here = app.In(state);
        return new AppTruth(
            state.Exists, state.Generation, here.Id, TruthVerdict.Of(app.Kind, state.Posture, here.Plan.Sizes.At(at).State), TruthScope.Of(app, state, at),
            TruthSettings.Of(app, at), TruthFacts.Of(app, state, at));
    }
}
