namespace Dashboard.Simulator.Estate.Generated;

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

    /// <summary>
    /// A swap exchanges <c>httpsOnly</c> and <c>clientCertMode</c> too. Azure documents that TLS settings stay with
    /// their slot and does not list client certificates by name (UNVERIFIED that they stay); an app setting,
    /// <c>WEBSITE_OVERRIDE_PRESERVE_DEFAULT_STICKY_SLOT_SETTINGS=0</c>, makes such settings swap. Most apps here keep
    /// them; those with this trait have that setting, so that verdicts really change on a swap.
    /// <c>clientCertEnabled</c> and the exclusions always stay.
    /// </summary>
    public bool SwapsSettings { get; init; }
}

/// <summary>Who may reach an app by its access restrictions.</summary>
internal enum Restriction
{
    AllowAll,
    Offices,
    FrontDoor,
}

/// <summary>An app or a slot with its whole life. Group and plan are those of its beginning.</summary>
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
    /// <summary>A slot's app.</summary>
    public AppSpec? Parent { get; init; }

    /// <summary>The app as and where it is in a state of its life.</summary>
    public AppSpec In(AppState state) => state.Place is { } place ? this with { Group = place.Group, Plan = place.Plan } : this;

    public string Id => $"/subscriptions/{Group.SubscriptionId}/{(Traits.LowerCaseId ? "resourcegroups" : "resourceGroups")}/{Group.Name}/providers/Microsoft.Web/sites/{Name}"
        + (Slot is null ? "" : $"/slots/{Slot}");

    public string HostName => (Slot is null ? Name : $"{Name}-{Slot}") + ".azurewebsites.net";
}
