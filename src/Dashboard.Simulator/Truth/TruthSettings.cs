using System.Security.Cryptography;
using System.Text;
using Dashboard.Simulator.Estate.Generated;
using Dashboard.Simulator.Kql.Values;

namespace Dashboard.Simulator.Truth;

/// <summary>
/// A short mark of everything about an app that a reader follows: its settings, place, size and tags, and for a slot its
/// app's tags and verdict. Where the mark is the same again, nothing is different to be seen.
/// </summary>
internal static class TruthSettings
{
    private static readonly string[] Followed =
    [
        "dataclassification", "data-classification", "mtls", "owner", "costcentre", "costcenter", "cost-center", "environment", "env",
        "mtls-scenario",
    ];

    public static string Of(AppSpec app, DateTimeOffset at)
    {
        var state = app.Life.At(at).State;
        var here = app.In(state);
        var text = string.Join('|', here.Id, state.Posture, here.Plan.Id, here.Plan.Sizes.At(at).State.Tier, state.State, state.Enabled, Tags(state.Tags));
        if (app.Parent is { } parent && parent.Life.At(at).State is { } owner)
        {
            var verdict = owner.Exists ? TruthVerdict.Of(parent.Kind, owner.Posture, parent.In(owner).Plan.Sizes.At(at).State) : "gone";
            text = string.Join('|', text, verdict, Tags(owner.Tags));
        }

        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)).AsSpan(0, 6));
    }

    private static string Tags(Bag? tags) => string.Join(
        ';', (tags ?? []).Where(t => Followed.Contains(t.Key.Trim().ToLowerInvariant())).Select(t => $"{t.Key}={t.Value}"));
}
