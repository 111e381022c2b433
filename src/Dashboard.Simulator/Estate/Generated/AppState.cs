using Dashboard.Simulator.Kql.Values;

namespace Dashboard.Simulator.Estate.Generated;

/// <summary>What changes about an app over time.</summary>
internal sealed record AppState(bool Exists, Posture Posture, Bag? Tags, string State = "Running", bool Enabled = true)
{
    /// <summary>Where it was moved to; null where it was drawn.</summary>
    public Place? Place { get; init; }

    /// <summary>How many times it was made under this id, from 1.</summary>
    public int Generation { get; init; } = 1;

    /// <summary>The posture that a swap or a re-creation replaced, until somebody restores or changes it.</summary>
    public Posture? Replaced { get; init; }

    /// <summary>The latest swap that it took part in.</summary>
    public SwapMark? Swap { get; init; }

    /// <summary>Its settings were changed on purpose: what was replaced before no longer matters.</summary>
    public AppState To(Posture posture) => this with { Posture = posture, Replaced = null };

    /// <summary>The settings as they were before a swap or a re-creation, if they still wait for it.</summary>
    public AppState Restored() => Replaced is { } posture ? To(posture) : this;
}

/// <summary>A resource group with the plan that an app there runs on.</summary>
internal sealed record Place(GroupSpec Group, PlanSpec Plan);

/// <summary>A swap as both sides remember it.</summary>
internal sealed record SwapMark(DateTimeOffset At, string Source, string Destination);
