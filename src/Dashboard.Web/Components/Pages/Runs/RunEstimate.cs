using Dashboard.Core.Queries;

namespace Dashboard.Web.Components.Pages.Runs;

/// <summary>
/// How long a run may still take. Its phases have nothing in common to count, so the only honest measure is how long the
/// last whole run took; where there is none, or this one is slower, nothing is promised.
/// </summary>
public static class RunEstimate
{
    /// <summary>The estimate in words.</summary>
    /// <param name="elapsed">How long it runs already.</param>
    /// <param name="usual">The run to compare with; null where there is none.</param>
    public static string Words(TimeSpan elapsed, UsualRun? usual)
    {
        if (usual is null) return "No estimate: there is no whole run to compare with";
        var left = usual.Duration - elapsed;
        return left > TimeSpan.Zero
            ? $"About {Rounded(left)}, if it takes as long as run {usual.Id} did"
            : $"No estimate: it takes longer than run {usual.Id} did ({Kit.Words.Duration(usual.Duration)})";
    }

    private static string Rounded(TimeSpan left) => left.TotalSeconds < 90
        ? Kit.Words.Of((int)Math.Ceiling(left.TotalSeconds / 5) * 5, "second")
        : Kit.Words.Of((int)Math.Ceiling(left.TotalMinutes), "minute");
}
