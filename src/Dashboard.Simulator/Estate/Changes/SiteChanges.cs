using System.Globalization;
using Dashboard.Simulator.Estate.Generated;

namespace Dashboard.Simulator.Estate.Changes;

/// <summary>The changes of an app or slot, one moment of its life at a time.</summary>
internal static class SiteChanges
{
    /// <summary>The share of deletions that the feed never tells.</summary>
    private const double DeletesLost = 0.25;

    /// <summary>How long an app must be gone before its lost deletion can still be proven by a daily read.</summary>
    private static readonly TimeSpan Provable = TimeSpan.FromDays(2.5);

    /// <summary>What the feed says about the moment; nothing when only settings changed that Azure does not track.</summary>
    public static IEnumerable<ChangeRow> Of(AppSpec app, int moment)
    {
        var (before, now) = (app.Life.Moments[moment - 1].State, app.Life.Moments[moment]);
        var (old, here) = (app.In(before), app.In(now.State));
        switch (before.Exists, now.State.Exists)
        {
            case (false, false):
                break;
            case (false, true):
                if (now.What != What.Arrived)
                {
                    yield return Row(here, now, ChangeRow.Create, []);
                }

                break;
            case (true, false):
                if (now.What != What.Left)
                {
                    yield return Row(here, now, ChangeRow.Delete, []) with { InFeed = TellsDelete(app, moment) };
                }

                break;
            case (true, true) when old.Id != here.Id:
                // UNVERIFIED: a move is taken to show as the old id's end and the new one's beginning.
                yield return Row(old, now, ChangeRow.Delete, []) with { InFeed = TellsDelete(app, moment) };
                yield return Row(here, now, ChangeRow.Create, []);
                break;
            default:
                if (SiteValues.Difference(app, before, now.State) is { Count: > 0 } values)
                {
                    yield return Row(here, now, ChangeRow.Update, values);
                }

                break;
        }
    }

    /// <summary>
    /// A lost deletion can be proven only while the resource is gone, so that of an app which is soon made anew is
    /// always told.
    /// </summary>
    private static bool TellsDelete(AppSpec app, int moment)
    {
        var moments = app.Life.Moments;
        var soonBack = moments[moment].What == What.Deleted
            && moments.Skip(moment + 1).FirstOrDefault(m => m.State.Exists) is { } back && back.Since - moments[moment].Since < Provable;
        return soonBack || !app.Draw.For("delete-lost").For(moment).Chance(DeletesLost);
    }

    private static ChangeRow Row(AppSpec app, Timeline<AppState>.Moment now, string kind, IReadOnlyList<ChangedValue> values)
    {
        var draw = app.Draw.For("change").For(now.Since.UtcTicks.ToString(CultureInfo.InvariantCulture)).For(kind);
        // Slots that go through something with their app go through it by the same hand.
        var hand = (app.Parent ?? app).Draw.For("hand").For(now.Since.UtcTicks.ToString(CultureInfo.InvariantCulture));
        return new ChangeRow(now.Since, app.Id, Type(app), kind, Actor.For(hand, now.What), Operation(app, now.What, kind), values, draw);
    }

    public static string Type(AppSpec app) => app.Slot is null ? "microsoft.web/sites" : "microsoft.web/sites/slots";

    public static string Operation(AppSpec app, string what, string kind)
    {
        var type = app.Slot is null ? "Microsoft.Web/sites" : "Microsoft.Web/sites/slots";
        return what == What.Swapped ? "Microsoft.Web/sites/slots/slotsswap/action"
            : kind == ChangeRow.Delete ? $"{type}/delete"
            : $"{type}/write";
    }
}
