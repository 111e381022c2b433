using Dashboard.Core.Changes;
using Dashboard.Core.Queries;
using Dashboard.Web.Urls;

namespace Dashboard.Web.Components.Pages.Overview;

/// <summary>The period of the panel "Since your last visit", and the page of changes that shows exactly it.</summary>
/// <param name="View">What the page of changes shows, in every direction.</param>
/// <param name="EndedAt">When the last visit ended; null where the panel shows a fixed period.</param>
public sealed record SinceLastVisit(ChangesView View, DateTimeOffset? EndedAt)
{
    /// <summary>True where the last visit could not be read, so that nobody knows whether there was one.</summary>
    public bool Unread { get; init; }

    /// <summary>
    /// The period that ends at <paramref name="moment"/>. It begins at the run that the reader could see at the last visit, so
    /// that a change which only a later run told of is not lost between two visits. A first visit, and a moment of the past, get
    /// the last 30 days.
    /// </summary>
    public static SinceLastVisit Of(LastVisit? visit, DateTimeOffset moment, bool past)
    {
        // Moments are kept to the millisecond, and the link must say the very period that is counted.
        var until = DateTimeOffset.FromUnixTimeMilliseconds(moment.ToUnixTimeMilliseconds());
        return visit is null || past || visit.KnownUntil >= until
            ? new SinceLastVisit(ChangesView.All(Urls.Period.Month), null)
            : new SinceLastVisit(new ChangesView(null, EventFilter.Any with { After = visit.KnownUntil, Until = until }), visit.EndedAt);
    }

    /// <summary>The changes of the period in one direction, or in any.</summary>
    public ChangesView Towards(params IReadOnlyList<EventDirection> directions) => View.Towards(directions);
}
