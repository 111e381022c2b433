namespace Dashboard.Simulator.Estate.Generated;

/// <summary>Lays out the final lives of an app and its slots together, since a swap makes each depend on the other.</summary>
internal static class Lives
{
    public static IEnumerable<AppSpec> Final(AppDraft app)
    {
        List<AppDraft> family = [app, .. app.Slots];
        var lives = family.ConvertAll(d => new Timeline<AppState>.Laying(d.First));
        var changes = family.SelectMany((d, i) => d.Changes.Select(c => (c.At, Member: i, Change: (Change<AppState>?)c)));
        var swaps = app.Swaps.Select(at => (At: at, Member: 0, Change: (Change<AppState>?)null));

        // The sort is stable, so changes of one instant apply in the order given.
        foreach (var (at, member, change) in changes.Concat(swaps).OrderBy(c => c.At))
        {
            if (change is not null)
            {
                lives[member].Add(at, change.What, change.Apply(lives[member].State));
            }
            else if (lives[0].State.Exists && lives[1].State.Exists)
            {
                Swap(at, app, lives[0], lives[1]);
            }
        }

        var parent = app.Spec with { Life = new Timeline<AppState>(lives[0]) };
        return app.Slots.Select((s, i) => s.Spec with { Life = new Timeline<AppState>(lives[i + 1]), Parent = parent }).Prepend(parent);
    }

    private static void Swap(DateTimeOffset at, AppDraft app, Timeline<AppState>.Laying production, Timeline<AppState>.Laying slot)
    {
        var (first, second) = (production.State, slot.State);
        var mark = new SwapMark(at, app.Slots[0].Spec.Slot!, "Production");
        var exchanges = app.Spec.Traits.SwapsSettings;
        production.Add(at, What.Swapped, After(first, second));
        slot.Add(at, What.Swapped, After(second, first));

        AppState After(AppState own, AppState other)
        {
            var posture = exchanges
                ? own.Posture with { HttpsOnly = other.Posture.HttpsOnly, Mode = other.Posture.Mode, ModeAbsent = other.Posture.ModeAbsent }
                : own.Posture;
            return posture == own.Posture
                ? own with { Swap = mark }
                : own with { Swap = mark, Posture = posture, Replaced = own.Replaced ?? own.Posture };
        }
    }
}
