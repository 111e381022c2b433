namespace Dashboard.Simulator.Estate.Generated;

/// <summary>A kind of site, and the role that its name tells.</summary>
internal sealed record AppKind(string? Kind, bool Linux, bool Function, IReadOnlyList<string> Roles)
{
    private static readonly string[] WebRoles = ["web", "portal", "admin", "app"];
    private static readonly string[] ApiRoles = ["api", "svc", "gateway", "hooks"];
    private static readonly string[] FunctionRoles = ["fn", "worker", "sync", "jobs"];

    /// <summary>Mutual TLS is no setting of these: workflows, and what runs outside App Service's own front end.</summary>
    public bool IsApplicable => Kind is null || !(Kind.Contains("workflowapp", StringComparison.Ordinal)
        || Kind.Contains("kubernetes", StringComparison.Ordinal) || Kind.Contains("azurecontainerapps", StringComparison.Ordinal));

    public bool IsWorkflow => Kind?.Contains("workflowapp", StringComparison.Ordinal) == true;

    public static IReadOnlyList<(AppKind Item, double Weight)> All { get; } =
    [
        (new("app", false, false, WebRoles), 24),
        (new("app,linux", true, false, ApiRoles), 24),
        (new("app,linux,container", true, false, ApiRoles), 8),
        (new("functionapp", false, true, FunctionRoles), 12),
        (new("functionapp,linux", true, true, FunctionRoles), 14),
        (new("functionapp,workflowapp", false, true, ["flow", "process"]), 4),
        (new("api", false, false, ["api"]), 7),
        (new("app,linux,kubernetes", true, false, ["edge-api"]), 1.5),
        (new("functionapp,linux,container,azurecontainerapps", true, true, ["aca-fn"]), 1.5),
        (new("", false, false, ["legacy"]), 1.5),
        (new(null, false, false, ["old"]), 1.5),
        (new("app,linux,preview2", true, false, ["beta"]), 1),
    ];
}
