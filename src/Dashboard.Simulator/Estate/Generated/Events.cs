namespace Dashboard.Simulator.Estate.Generated;

/// <summary>What happens to some apps of the drawn estate beside their own settings: moves, re-creations, swaps.</summary>
internal sealed class Events(Calendar calendar)
{
    private const double MoveShare = 0.02;
    private const double RecreationShare = 0.035;
    private const double SwapsPerMonth = 0.1;

    /// <summary>One app moves, with its slots, to another resource group of its subscription. It stays on its plan, as in Azure.</summary>
    /// <returns>Whether it moves.</returns>
    public bool Move(AppDraft app, IReadOnlyList<GroupSpec> others)
    {
        var draw = app.Spec.Draw.For("move");
        if (!draw.Chance(MoveShare) || others.Count == 0)
        {
            return false;
        }

        var place = new Place(draw.For("where").Pick(others), app.Spec.Plan);
        app.Happen(
            draw.For("at").WorkingTime(calendar.YearStart.AddDays(30), calendar.YearEnd.AddDays(-10)), What.Moved, s => s with { Place = place });
        return true;
    }

    /// <summary>
    /// A resource group's apps and plans move to another subscription together: Azure demands that all App Service
    /// resources of a group move at once.
    /// </summary>
    public static void MoveGroup(GroupMove move, IEnumerable<AppDraft> apps)
    {
        foreach (var app in apps)
        {
            var place = new Place(move.To, move.Plans[app.Spec.Plan]);
            app.Happen(move.At, What.Moved, s => s with { Place = place });
        }
    }

    /// <summary>
    /// Somebody deletes an app and makes it anew under the same id, hours or days later, and forgets its settings
    /// for some days more.
    /// </summary>
    public void Recreate(AppDraft app)
    {
        var draw = app.Spec.Draw.For("recreate");
        var deleted = draw.For("deleted").WorkingTime(calendar.YearStart.AddDays(30), calendar.YearEnd.AddDays(-45));
        if (!draw.Chance(RecreationShare) || app.Slots.Count > 0 || deleted < app.Lifetime.From.AddDays(5))
        {
            return;
        }

        var gap = draw.For("quick").Chance(0.5)
            ? TimeSpan.FromMinutes(draw.For("minutes").Between(50, 14 * 60))
            : TimeSpan.FromMinutes(draw.For("minutes").Between(24 * 60, 6 * 24 * 60));
        var created = deleted + gap;
        app.Happen(deleted, What.Deleted, s => s with { Exists = false });
        app.Happen(created, What.Recreated, s => s with
        {
            Exists = true,
            Generation = s.Generation + 1,
            Posture = Posture.Default,
            Replaced = s.Replaced ?? s.Posture,
            State = "Running",
            Enabled = true,
            Swap = null,
        });
        app.Happen(draw.For("restored").WorkingTime(created.AddDays(4), created.AddDays(30)), What.Restored, s => s.Restored());
    }

    /// <summary>Teams with slots swap them now and then; where that undid settings, they are put right within days.</summary>
    public void Swap(AppDraft app)
    {
        var number = 0;
        foreach (var month in calendar.Months())
        {
            var turn = app.Spec.Draw.For("swap").For(number++);
            if (!turn.Chance(SwapsPerMonth))
            {
                continue;
            }

            var at = turn.For("at").WorkingTime(month, month.AddDays(26));
            app.Swaps.Add(at);
            if (app.Spec.Traits.SwapsSettings)
            {
                app.Happen(turn.For("restored").WorkingTime(at.AddDays(1), at.AddDays(10)), What.Restored, s => s.Restored());
            }
        }
    }
}

/// <summary>The move of a resource group's apps and plans to a new group of the same name in another subscription.</summary>
internal sealed record GroupMove(DateTimeOffset At, GroupSpec From, GroupSpec To, IReadOnlyDictionary<PlanSpec, PlanSpec> Plans);
