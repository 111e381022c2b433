using System.Security.Claims;
using Dashboard.Web.Hosting.Settings;

namespace Dashboard.Web.Access.Entra;

/// <summary>Why somebody does not get in. The names are part of addresses and of the audit trail.</summary>
internal enum Refusal
{
    /// <summary>The provider could not be reached, or its answer could not be accepted.</summary>
    NotVouchedFor,

    /// <summary>The sign-in was broken off, or took too long.</summary>
    BrokenOff,

    /// <summary>The token is of another tenant.</summary>
    OtherTenant,

    /// <summary>The token names nobody in particular.</summary>
    NoIdentity,

    /// <summary>No role, and groups that could have brought one are not known.</summary>
    GroupsUnknown,

    /// <summary>No role of this program.</summary>
    NoRole,

    /// <summary>Roles, but not the one that every page asks for.</summary>
    NoReader,
}

/// <summary>Decides who of those whom the provider vouches for gets a session.</summary>
internal static class Admission
{
    /// <summary>Why not; null where nothing speaks against it.</summary>
    public static Refusal? Refuses(ClaimsIdentity identity, SignInSettings settings)
    {
        if (RefusesIdentity(identity, settings) is { } refusal) return refusal;
        if (identity.HasClaim(ClaimTypes.Role, Roles.Reader)) return null;
        if (identity.HasClaim(DashboardClaims.GroupsUnknown, "true")) return Refusal.GroupsUnknown;
        return identity.HasClaim(c => c.Type == ClaimTypes.Role) ? Refusal.NoReader : Refusal.NoRole;
    }

    /// <summary>The same without a look at roles: a program may hold one that opens no page.</summary>
    public static Refusal? RefusesIdentity(ClaimsIdentity identity, SignInSettings settings)
    {
        if (identity.FindFirst(EntraClaims.Tenant)?.Value is not { } tenant || identity.FindFirst(EntraClaims.Object) is null) return Refusal.NoIdentity;
        return tenant.Equals(settings.TenantId, StringComparison.OrdinalIgnoreCase) ? null : Refusal.OtherTenant;
    }
}
