using System.Security.Claims;
using Dashboard.Web.Access.Entra;
using Dashboard.Web.Hosting.Settings;

namespace Dashboard.Web.Tests.SignIn;

/// <summary>Claims as Entra ID sends them.</summary>
internal static class Tokens
{
    public const string Tenant = "11111111-aaaa-4bbb-8ccc-000000000001";
    public const string User = "33333333-aaaa-4bbb-8ccc-000000000001";
    public const string Group = "99999999-aaaa-4bbb-8ccc-000000000009";

    public static SignInSettings Settings { get; } = new()
    {
        TenantId = Tenant,
        ClientId = "0a5bd0a2-4d5c-4b1a-9c55-000000000001",
        ClientSecret = new Secret("s"),
        Authority = $"https://login.microsoftonline.com/{Tenant}/v2.0",
        Audiences = ["api://x"],
        RoleGroups = [new GroupGrant(Group, "Security")],
        OwnerGroups = [new GroupGrant(Group, "team-payments@example.com")],
    };

    /// <summary>A token of a person; a claim whose value is null is left out.</summary>
    public static List<Claim> Of(params (string Type, string? Value)[] claims)
    {
        var all = new List<(string Type, string? Value)> { ("tid", Tenant), ("oid", User), ("name", "Ada"), ("preferred_username", "Ada@Example.com") };
        all.RemoveAll(c => claims.Any(o => o.Type == c.Type));
        return [.. all.Concat(claims).Where(c => c.Value is not null).Select(c => new Claim(c.Type, c.Value!))];
    }

    public static ClaimsIdentity Identity(params (string Type, string? Value)[] claims) => EntraIdentity.Of(Of(claims), Settings, "test");

    public static ClaimsPrincipal Principal(params (string Type, string? Value)[] claims) => new(Identity(claims));
}
