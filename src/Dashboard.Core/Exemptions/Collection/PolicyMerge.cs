namespace Dashboard.Core.Exemptions.Collection;

/// <summary>What the collector must know of exemptions before its own run.</summary>
public interface IExemptionStore
{
    /// <summary>Every exemption that is not known to be gone.</summary>
    Task<IReadOnlyList<StoredExemption>> ReadExemptionsAsync(CancellationToken cancellationToken);
}

/// <summary>An exemption as the history knows it now.</summary>
/// <param name="State">What stands of it.</param>
/// <param name="LastSeen">The run that saw it last; null where the last run did.</param>
public sealed record StoredExemption(ExemptionState State, DateTimeOffset? LastSeen);

/// <summary>What a run writes of exemptions, in the transaction of its merge.</summary>
public sealed record PolicyMerge
{
    /// <summary>Nothing.</summary>
    public static PolicyMerge None { get; } = new();

    /// <summary>Exemptions that are new, changed, not seen or gone.</summary>
    public IReadOnlyList<ExemptionChange> Exemptions { get; init; } = [];

    /// <summary>The management groups above subscriptions, as far as they were told, nearest first.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Ancestors { get; init; } = new Dictionary<string, IReadOnlyList<string>>();
}

/// <summary>One exemption's change in a merge.</summary>
public abstract record ExemptionChange
{
    /// <summary>It stands, with what is known of it.</summary>
    /// <param name="State">What is known.</param>
    /// <param name="LastSeen">The run that saw it last, where this one did not; else null.</param>
    public sealed record Stands(ExemptionState State, DateTimeOffset? LastSeen) : ExemptionChange;

    /// <summary>A whole reading of its scope does not have it any more, or it is known to be about something else.</summary>
    public sealed record Gone(string ResourceId) : ExemptionChange;
}
