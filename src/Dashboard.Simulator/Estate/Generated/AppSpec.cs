using Dashboard.Simulator.Kql.Values;

namespace Dashboard.Simulator.Estate.Generated;

/// <summary>What changes about an app over time.</summary>
internal sealed record AppState(bool Exists, Posture Posture, Bag? Tags, string State = "Running", bool Enabled = true);

/// <summary>What a document of an app shows beside its life: fixed for good when the app is drawn.</summary>
internal sealed record AppTraits
{
    /// <summary>The id is spelt <c>resourcegroups</c>, as some providers do.</summary>
    public bool LowerCaseId { get; init; }

    /// <summary>Resource Graph's row lacks the exclusion paths that an ARM read has.</summary>
    public bool GraphLacksExclusions { get; init; }

    /// <summary>Resource Graph has no configuration row, although ARM answers.</summary>
    public bool GraphLacksConfig { get; init; }

    /// <summary>Client-certificate and HTTPS flags arrive as text.</summary>
    public bool TextFlags { get; init; }

    /// <summary>The site's own copy of the HTTP/2 setting is wrong.</summary>
    public bool SiteConfigLies { get; init; }

    /// <summary>The site still names a tier that its plan has left.</summary>
    public string? StaleTier { get; init; }

    public string? PublicNetworkAccess { get; init; }

    public Restriction Restriction { get; init; }

    public string? DefaultAction { get; init; }
}

/// <summary>Who may reach an app by its access restrictions.</summary>
internal enum Restriction
{
    AllowAll,
    Offices,
    FrontDoor,
}

/// <summary>An app or a slot with its whole life.</summary>
internal sealed record AppSpec(
    string Name,
    string? Slot,
    AppKind Kind,
    GroupSpec Group,
    PlanSpec Plan,
    AppTraits Traits,
    PostureClass Class,
    bool MustEnforce,
    Timeline<AppState> Life,
    Draw Draw)
{
    public string Id => $"/subscriptions/{Group.SubscriptionId}/{(Traits.LowerCaseId ? "resourcegroups" : "resourceGroups")}/{Group.Name}/providers/Microsoft.Web/sites/{Name}"
        + (Slot is null ? "" : $"/slots/{Slot}");

    public string HostName => (Slot is null ? Name : $"{Name}-{Slot}") + ".azurewebsites.net";
}
