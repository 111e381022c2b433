using Dashboard.Core.Findings;

namespace Dashboard.Core.Collection;

/// <summary>The bounds of a run.</summary>
public sealed record CollectionSettings
{
    /// <summary>For how long an absent app's last verdict stands before it becomes Unknown.</summary>
    public TimeSpan StaleAllowance { get; init; } = TimeSpan.FromDays(7);

    /// <summary>Reads of single resources by ARM that a run may make to complete apps.</summary>
    public int MaxArmReads { get; init; } = 2000;

    /// <summary>ARM reads side by side.</summary>
    public int ArmConcurrency { get; init; } = 8;

    /// <summary>Absent apps whose existence a run may ask ARM for.</summary>
    public int MaxProbes { get; init; } = 200;

    /// <summary>The default of <see cref="LeaseDuration"/>: a dead collector is noticed within a minute.</summary>
    public static readonly TimeSpan DefaultLeaseDuration = TimeSpan.FromSeconds(45);

    /// <summary>For how long a run counts as alive after its last heartbeat. Heartbeats come at a quarter of it.</summary>
    public TimeSpan LeaseDuration { get; init; } = DefaultLeaseDuration;

    /// <summary>How long failures may stand before they are overdue.</summary>
    public FindingAllowances Allowances { get; init; } = FindingAllowances.Default;

    /// <summary><c>Demo</c> or <c>Azure</c>: recorded in the database at its first run.</summary>
    public string Mode { get; init; } = "Azure";
}
