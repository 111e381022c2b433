using Dashboard.Azure;
using Dashboard.Web.Access;

namespace Dashboard.Web.Hosting.Settings;

/// <summary>The settings of sign-in. Only <c>serve</c> in Azure mode needs them; whatever is set is checked for every verb.</summary>
internal static class SignInReader
{
    private const string Section = "SignIn";
    private const string Client = "SignIn:ClientId";
    private const string Password = "SignIn:ClientSecret";

    /// <summary>Reads them; null where sign-in is not set up, which is a problem only for who serves a real estate.</summary>
    public static SignInSettings? Read(SettingSource source, DashboardMode mode, bool serving, AzureSettings? azure)
    {
        var tenant = Tenant(source, azure);
        var client = Guid(source, Client, "the application (client) id of the app registration, a GUID");
        var secret = source.Text(Password);
        var authority = Authority(source);
        var audience = source.Text("SignIn:Audience");
        var hours = source.Number("SignIn:SessionHours", 10, 1, 24);
        var idle = source.Number("SignIn:IdleMinutes", 60, 5, 24 * 60);
        var roles = Groups(source, "SignIn:RoleGroups", "Security", Role);
        var owners = Groups(source, "SignIn:OwnerGroups", "team-payments@example.com", text => text);
        if (mode == DashboardMode.Demo) return null;
        if (!source.IsSet(Section))
        {
            if (serving)
                source.Wrong(Client, "serve in Azure mode needs sign-in with Entra ID.", $"Set it with {SettingSource.NameOf(Password)}, or use 'collect' and 'export', which need none.");
            return null;
        }

        if (serving) RequireAll(source, tenant, client, secret);
        if (tenant is null || client is null || secret is null) return null;
        return new SignInSettings
        {
            TenantId = tenant,
            ClientId = client,
            ClientSecret = new Secret(secret),
            Authority = authority ?? Authorities.Of(azure?.Cloud ?? AzureCloud.Public, tenant),
            Audiences = audience is null ? ["api://" + client, client] : [audience],
            SessionLifetime = TimeSpan.FromHours(hours),
            IdleLimit = TimeSpan.FromMinutes(idle),
            RoleGroups = roles,
            OwnerGroups = owners,
        };
    }

    private static void RequireAll(SettingSource source, string? tenant, string? client, string? secret)
    {
        if (tenant is null && source.Text("SignIn:TenantId") is null)
            source.Wrong("SignIn:TenantId", "Sign-in needs the tenant's id.", $"Set it, or {SettingSource.NameOf("Azure:TenantId")}, to the tenant's GUID.");
        if (client is null && source.Text(Client) is null)
            source.Wrong(Client, "Sign-in needs an app registration.", "Set its application (client) id.");
        if (secret is null)
            source.Wrong(Password, "Sign-in needs the app registration's secret.", "Set a client secret; on App Service by a Key Vault reference.");
    }

    private static string? Tenant(SettingSource source, AzureSettings? azure)
    {
        const string key = "SignIn:TenantId";
        const string what = "the tenant's id, a GUID and not its domain name: tokens carry nothing else";
        if (source.Text(key) is not null) return Guid(source, key, what);
        return System.Guid.TryParseExact(azure?.TenantId, "D", out var id) ? id.ToString("D") : null;
    }

    private static string? Guid(SettingSource source, string key, string what)
    {
        if (source.Text(key) is not { } text) return null;
        if (System.Guid.TryParseExact(text, "D", out var id)) return id.ToString("D");
        source.Wrong(key, $"'{text}' cannot be used.", $"Set {what}.");
        return null;
    }

    private static string? Authority(SettingSource source)
    {
        const string key = "SignIn:Authority";
        if (source.Text(key) is not { } text) return null;
        if (Authorities.Problem(text) is not { } problem) return text.TrimEnd('/');
        source.Wrong(key, $"'{text}' {problem}.", "Leave it out for Entra ID of the cloud, or set an https address without query.");
        return null;
    }

    private static string? Role(string text) => Roles.All.FirstOrDefault(r => r.Equals(text, StringComparison.OrdinalIgnoreCase));

    /// <summary>Entries such as <c>Security=GROUP</c>. The group stands last, so that a tag's value may hold anything.</summary>
    private static List<GroupGrant> Groups(SettingSource source, string key, string example, Func<string, string?> value)
    {
        var grants = new List<GroupGrant>();
        foreach (var entry in source.List(key))
        {
            var split = entry.LastIndexOf('=');
            if (split > 0 && System.Guid.TryParseExact(entry[(split + 1)..].Trim(), "D", out var group) && value(entry[..split].Trim()) is { Length: > 0 } granted)
                grants.Add(new GroupGrant(group.ToString("D"), granted));
            else
                source.Wrong(key, $"'{entry}' cannot be used.", $"Set for example {example}=11111111-2222-3333-4444-555555555555, the group's object id last.");
        }

        return grants;
    }
}
