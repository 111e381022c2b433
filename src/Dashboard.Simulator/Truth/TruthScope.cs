using Dashboard.Simulator.Estate.Generated;
using Dashboard.Simulator.Kql.Values;

namespace Dashboard.Simulator.Truth;

/// <summary>Whether the tagging standard says that an app must enforce mutual TLS: a second, independent reading.</summary>
internal static class TruthScope
{
    /// <summary>From the least sensitive to the most.</summary>
    private static readonly string[] Levels = ["public", "internal", "confidential", "restricted"];

    /// <summary>True, false, or null when no tag says.</summary>
    public static bool? Of(AppSpec app, AppState state, DateTimeOffset at)
    {
        var levels = Tags(app, state, at);
        return levels.Select(Override).FirstOrDefault(o => o is not null)
            ?? levels.Select(Sensitivity).FirstOrDefault(s => s is not null) switch
            {
                null => null,
                { } level => level >= 2,
            };
    }

    /// <summary>Whether a valid sensitivity is found, and nothing that the standard does not know on the way to it or to an override.</summary>
    public static bool IsValid(AppSpec app, AppState state, DateTimeOffset at)
    {
        var levels = Tags(app, state, at);
        return levels.Any(l => Sensitivity(l) is not null)
            && !UpTo(levels, l => Sensitivity(l) is not null).SelectMany(l => Values(l, "dataclassification", "data-classification")).Any(v => !Levels.Contains(v))
            && !UpTo(levels, l => Override(l) is not null).SelectMany(l => Values(l, "mtls")).Any(v => v is not ("required" or "not-required"));
    }

    /// <summary>Whether any level names an owner.</summary>
    public static bool HasOwner(AppSpec app, AppState state, DateTimeOffset at) =>
        Tags(app, state, at).SelectMany(l => Values(l, "owner")).Any(v => v.Length > 0);

    /// <summary>The levels that are looked up, the nearest first.</summary>
    private static Bag?[] Tags(AppSpec app, AppState state, DateTimeOffset at)
    {
        var here = app.In(state);
        return
        [
            state.Tags,
            app.Parent?.Life.At(at).State.Tags,
            here.Group.Tags,
            ContainerDocuments.SubscriptionTags(here.Group.Unit),
        ];
    }

    private static IEnumerable<Bag?> UpTo(Bag?[] levels, Func<Bag?, bool> found)
    {
        foreach (var level in levels)
        {
            yield return level;
            if (found(level))
            {
                yield break;
            }
        }
    }

    private static bool? Override(Bag? tags)
    {
        foreach (var value in Values(tags, "mtls"))
        {
            if (value is "required" or "not-required")
            {
                return value == "required";
            }
        }

        return null;
    }

    /// <summary>The most sensitive valid value of one level, as its place among them.</summary>
    private static int? Sensitivity(Bag? tags)
    {
        var valid = Values(tags, "dataclassification", "data-classification").Select(v => Array.IndexOf(Levels, v)).Where(i => i >= 0).ToList();
        return valid.Count > 0 ? valid.Max() : null;
    }

    private static IEnumerable<string> Values(Bag? tags, params string[] names) =>
        (tags ?? []).Where(t => names.Contains(Plain(t.Key))).Select(t => Plain(t.Value as string ?? ""));

    private static string Plain(string text) => text.Trim().ToLowerInvariant();
}
