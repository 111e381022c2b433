using System.Security.Claims;

namespace Dashboard.Web.Access.Entra;

/// <summary>Claims of Entra ID's tokens, version 2.</summary>
internal static class EntraClaims
{
    /// <summary>The tenant.</summary>
    public const string Tenant = "tid";

    /// <summary>The user's or service principal's id in the tenant; it is never given to another one.</summary>
    public const string Object = "oid";

    /// <summary>The app roles.</summary>
    public const string Roles = "roles";

    /// <summary>The sign-in name, which helps the provider at sign-out to know whom it is about.</summary>
    public const string LoginHint = "login_hint";

    /// <summary>The first of some claims that has a value.</summary>
    public static string? First(IReadOnlyCollection<Claim> token, params ReadOnlySpan<string> types)
    {
        foreach (var type in types)
        {
            if (token.FirstOrDefault(c => c.Type == type && !string.IsNullOrWhiteSpace(c.Value)) is { } claim) return claim.Value.Trim();
        }

        return null;
    }

    /// <summary>The values of a claim.</summary>
    public static IEnumerable<string> All(IReadOnlyCollection<Claim> token, string type) => token.Where(c => c.Type == type).Select(c => c.Value);
}
