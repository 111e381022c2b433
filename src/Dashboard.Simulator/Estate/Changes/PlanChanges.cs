using System.Globalization;
using Dashboard.Simulator.Estate.Generated;

namespace Dashboard.Simulator.Estate.Changes;

/// <summary>The changes of a plan: its sizes, and its move to another subscription.</summary>
internal static class PlanChanges
{
    private const string Type = "microsoft.web/serverfarms";
    private const string Write = "Microsoft.Web/serverfarms/write";

    /// <summary>Plans begin and end with their subscriptions, of which the feed says nothing, or by a move.</summary>
    public static IEnumerable<ChangeRow> Of(PlanSpec plan)
    {
        if (plan.MovedFrom is { } old)
        {
            yield return Row(old, plan.Lifetime.From, ChangeRow.Delete, What.Moved, "Microsoft.Web/serverfarms/delete", []);
            yield return Row(plan, plan.Lifetime.From, ChangeRow.Create, What.Moved, Write, []);
        }

        for (var i = 1; i < plan.Sizes.Moments.Count; i++)
        {
            if (Resize(plan, i) is { } row)
            {
                yield return row;
            }
        }
    }

    /// <summary>The change that a moment of the plan's sizes made, or null when the plan was not there.</summary>
    public static ChangeRow? Resize(PlanSpec plan, int moment)
    {
        var (before, now) = (plan.Sizes.Moments[moment - 1].State, plan.Sizes.Moments[moment]);
        ChangedValue[] values =
        [
            new("sku.name", before.Name, now.State.Name),
            new("sku.tier", before.Tier, now.State.Tier),
            new("sku.size", before.Name, now.State.Name),
            new("sku.family", before.Family, now.State.Family),
        ];
        return plan.Lifetime.Contains(now.Since)
            ? Row(plan, now.Since, ChangeRow.Update, "Resized", Write, [.. values.Where(v => v.Before != v.After)])
            : null;
    }

    private static ChangeRow Row(PlanSpec plan, DateTimeOffset at, string kind, string what, string operation, IReadOnlyList<ChangedValue> values)
    {
        var draw = plan.Draw.For("change").For(at.UtcTicks.ToString(CultureInfo.InvariantCulture)).For(kind);
        return new ChangeRow(at, plan.Id, Type, kind, Actor.For(draw.For("hand"), what), operation, values, draw);
    }
}
