namespace Dashboard.Simulator.Estate.Generated;

/// <summary>An exemption with when it is there. Where is another matter: an app that it is at may move.</summary>
/// <param name="Name">The last part of its id.</param>
/// <param name="Assignment">The id of the assignment that it exempts from.</param>
/// <param name="Lifetime">From when until when it is there: an expiry ends none.</param>
internal sealed record ExemptionSpec(string Name, string Assignment, Span Lifetime)
{
    /// <summary>As somebody wrote it.</summary>
    public string Category { get; init; } = "Waiver";

    /// <summary>Null: it has no expiry.</summary>
    public DateTimeOffset? Expires { get; init; }

    public string DisplayName { get; init; } = "";

    public string Description { get; init; } = "";

    public string CreatedBy { get; init; } = "platform-governance@contoso.example";

    public bool HasSystemData { get; init; } = true;

    /// <summary>The parts of an initiative that it is about; none for all of it.</summary>
    public IReadOnlyList<string> References { get; init; } = [];

    /// <summary>The locations that a resource selector narrows it to; none for no selector.</summary>
    public IReadOnlyList<string> Locations { get; init; } = [];
}
