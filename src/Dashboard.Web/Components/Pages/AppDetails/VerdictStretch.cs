using Dashboard.Core.Posture;
using Dashboard.Core.Queries;

namespace Dashboard.Web.Components.Pages.AppDetails;

/// <summary>A time for which an app had one verdict.</summary>
/// <param name="From">Its start; not before the strip's.</param>
/// <param name="To">Its end.</param>
/// <param name="Verdict">The verdict.</param>
/// <param name="SinceFirstRun">True where the app was first seen with it.</param>
public sealed record VerdictStretch(DateTimeOffset From, DateTimeOffset To, Verdict Verdict, bool SinceFirstRun)
{
    /// <summary>The stretches of an app from <paramref name="start"/> on, neighbours of one verdict joined.</summary>
    public static IReadOnlyList<VerdictStretch> Of(AppDetail detail, DateTimeOffset start)
    {
        var stretches = new List<VerdictStretch>();
        var end = detail.Decommissioned ?? detail.AsOf;
        foreach (var (from, to, state) in detail.History)
        {
            var until = to ?? end;
            if (until <= start) continue;
            if (stretches.Count > 0 && stretches[^1].Verdict == state.Verdict)
                stretches[^1] = stretches[^1] with { To = until };
            else
                stretches.Add(new VerdictStretch(from < start ? start : from, until, state.Verdict, from == detail.History[0].From));
        }

        return stretches;
    }
}
