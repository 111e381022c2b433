using System.Security.Claims;

namespace Dashboard.Web.Access.Demo;

/// <summary>Someone whom a visitor of the demo can be.</summary>
/// <param name="Key">The name in header, cookie and form.</param>
/// <param name="Name">The display name.</param>
/// <param name="Description">What they may do, in a few words.</param>
/// <param name="Roles">Their roles.</param>
public sealed record Persona(string Key, string Name, string Description, IReadOnlyList<string> Roles)
{
    /// <summary>Values of owner tags that mean them.</summary>
    public IReadOnlyList<string> OwnerNames { get; init; } = [];

    /// <summary>The persona as a signed-in user, with an identity that stays the same.</summary>
    public ClaimsPrincipal ToPrincipal(string scheme) => new(new ClaimsIdentity(
        [
            new Claim(ClaimTypes.NameIdentifier, "demo:" + Key),
            new Claim(ClaimTypes.Name, Name),
            .. Roles.Select(role => new Claim(ClaimTypes.Role, role)),
            .. OwnerNames.Select(name => new Claim(DashboardClaims.Owner, name)),
        ],
        scheme));
}

/// <summary>The personas of the demo. Every one may read.</summary>
public static class Personas
{
    /// <summary>Whom a browser is before it chooses: somebody who can start a run, since a first look should not end at a closed door.</summary>
    public static Persona Default { get; } =
        new("security", "Sam Security", "Starts and cancels runs", [Roles.Reader, Roles.Security]);

    /// <summary>All personas in the order of the menu.</summary>
    public static IReadOnlyList<Persona> All { get; } =
    [
        new("reader", "Rita Reader", "Reads", [Roles.Reader]),
        new("finops", "Finn FinOps", "Costs and budgets", [Roles.Reader, Roles.FinOps]),
        Default,
        new("approver", "Ada Approver", "Decides exceptions", [Roles.Reader, Roles.RiskApprover]),
        new("auditor", "Aude Auditor", "Reads and verifies the audit trail", [Roles.Reader, Roles.Auditor]),
        new("admin", "Amin Admin", "Changes settings", [Roles.Reader, Roles.Admin]),
        new("owner", "Olga Owner", "Acts for own apps", [Roles.Reader, Roles.AppOwner])
        {
            // An owner of the simulated estate, as one of a team whose address the tags name.
            OwnerNames = ["olga.owner@contoso.example", "settlement-team@contoso.example"],
        },
    ];

    /// <summary>The persona of a key; null where there is none.</summary>
    public static Persona? Find(string? key) => All.FirstOrDefault(p => p.Key.Equals(key, StringComparison.OrdinalIgnoreCase));
}
