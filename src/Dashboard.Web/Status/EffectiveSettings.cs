using System.Data.Common;
using System.Globalization;
using Dashboard.Web.Hosting.Settings;

namespace Dashboard.Web.Status;

/// <summary>A setting in force.</summary>
/// <param name="Key">Its name in environment form.</param>
/// <param name="Value">Its value, without any secret.</param>
/// <param name="Origin">Where the value came from.</param>
public sealed record SettingView(string Key, string Value, SettingOrigin Origin);

/// <summary>
/// The settings that the program really uses, for people to look at. They come from the typed settings and never from the
/// configuration as a whole, where secrets of others lie as well.
/// </summary>
public static class EffectiveSettings
{
    /// <summary>What is shown in a secret's place.</summary>
    public const string Hidden = Secret.Hidden;

    private const string NotSet = "not set";

    /// <summary>Parts of connection strings that say where the data is and are no secret. All others are hidden.</summary>
    private static readonly HashSet<string> Open = new(StringComparer.OrdinalIgnoreCase)
    {
        "Data Source", "Host", "Server", "Port", "Database", "Username", "User Name", "User Id", "Mode", "Cache", "Pooling", "SSL Mode",
        "Maximum Pool Size", "Timeout", "Command Timeout", "Default Timeout", "Foreign Keys", "Recursive Triggers",
    };

    /// <summary>Every documented setting in the order of the documentation.</summary>
    public static IReadOnlyList<SettingView> Of(DashboardSettings settings)
    {
        var (azure, demo, collection) = (settings.Azure, settings.Demo, settings.Collection);
        var (signIn, edge) = (settings.SignIn, settings.Edge);
        return
        [
            View("Mode", settings.Mode),
            View("DataDirectory", settings.DataDirectory),
            Listen(),
            View("Database:Provider", settings.Storage.Provider),
            View("Database:ConnectionString", WithoutSecrets(settings.Storage.ConnectionString)),
            View("Database:Authentication", settings.DatabaseAuthentication),
            View("Audit:AnchorFile", settings.AuditAnchor.File),
            View("Schedule", settings.ScheduleText.Length == 0 ? "off" : settings.ScheduleText + " (UTC)"),
            View("Azure:TenantId", azure?.TenantId),
            View("Azure:ClientId", azure?.ClientId),
            List("Azure:SubscriptionIds", azure?.SubscriptionIds, azure is null ? NotSet : "all that can be read"),
            List("Azure:ManagementGroupIds", azure?.ManagementGroupIds, NotSet),
            View("Azure:Credential", azure?.Credential),
            View("Azure:Cloud", azure?.Cloud),
            View("Azure:ResourceManagerEndpoint", azure?.ResourceManagerEndpoint),
            View("Azure:RetailPricesEndpoint", azure?.RetailPricesEndpoint),
            List("Azure:KeyVaultUris", azure?.KeyVaultUris.Select(v => v.ToString()).ToList(), NotSet),
            View("Scope:Unclassified", settings.Judgement.Unclassified),
            List("Scope:AllowedExclusions", settings.Judgement.AllowedExclusions, "none"),
            View("Coverage:TargetPercent", settings.CoverageTargetPercent),
            View("Costs:CostManagement", settings.Costs.CostManagement),
            View("Costs:RetailPrices", settings.Costs.RetailPrices),
            View("Costs:FocusDirectory", settings.Costs.FocusDirectory),
            View("Costs:Currency", settings.Costs.Currency),
            View("Costs:MonthsPerRun", settings.Costs.MonthsPerRun),
            View("Findings:CriticalDays", collection.Allowances.Critical.TotalDays),
            View("Findings:HighDays", collection.Allowances.High.TotalDays),
            View("Findings:MediumDays", collection.Allowances.Medium.TotalDays),
            View("Findings:LowDays", collection.Allowances.Low.TotalDays),
            View("Exceptions:CriticalDays", settings.Exceptions.Critical.TotalDays),
            View("Exceptions:HighDays", settings.Exceptions.High.TotalDays),
            View("Exceptions:MediumDays", settings.Exceptions.Medium.TotalDays),
            View("Exceptions:LowDays", settings.Exceptions.Low.TotalDays),
            View("Exceptions:WarningDays", settings.Exceptions.Warning.TotalDays),
            View("Collection:StaleDays", collection.StaleAllowance.TotalDays),
            View("Collection:MaxArmReads", collection.MaxArmReads),
            View("Collection:ArmConcurrency", collection.ArmConcurrency),
            View("Collection:LeaseSeconds", collection.LeaseDuration.TotalSeconds),
            View("PublicUrl", edge?.Origin),
            View("SignIn:TenantId", signIn?.TenantId),
            View("SignIn:ClientId", signIn?.ClientId),
            View("SignIn:ClientSecret", signIn?.ClientSecret),
            View("SignIn:Authority", signIn?.Authority),
            View("SignIn:Audience", signIn is null ? null : string.Join(" or ", signIn.Audiences)),
            View("SignIn:SessionHours", signIn?.SessionLifetime.TotalHours),
            View("SignIn:IdleMinutes", signIn?.IdleLimit.TotalMinutes),
            List("SignIn:RoleGroups", Grants(signIn?.RoleGroups), NotSet),
            List("SignIn:OwnerGroups", Grants(signIn?.OwnerGroups), NotSet),
            List("ClientCertificates:Thumbprints", settings.ClientCertificates?.Thumbprints.Order(StringComparer.Ordinal).ToList(), NotSet),
            List("ClientCertificates:IssuersFile", settings.ClientCertificates?.Issuers.Select(i => i.Subject).ToList(), NotSet),
            List("ForwardedHeaders:KnownProxies", edge?.KnownProxies.Select(p => p.ToString()).ToList(), NotSet),
            List("ForwardedHeaders:KnownNetworks", edge?.KnownNetworks.Select(n => n.ToString()).ToList(), NotSet),
            View("Limits:RequestsPerMinute", edge?.RequestsPerMinute),
            View("Limits:SignInsPerMinute", edge?.SignInsPerMinute),
            View("Demo:Apps", demo?.Apps),
            View("Demo:Months", demo?.Months),
            View("Demo:Seed", demo?.Seed),
            View("Demo:AsOf", demo?.AsOf is { } at ? at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture) : null),
        ];

        SettingOrigin Origin(string key) => settings.Origins.GetValueOrDefault(key, SettingOrigin.Default);

        SettingView View(string key, object? value) => new(
            SettingSource.NameOf(key), Convert.ToString(value, CultureInfo.InvariantCulture) is { Length: > 0 } text ? text : NotSet, Origin(key));

        SettingView List(string key, IReadOnlyList<string>? values, string none) =>
            View(key, values is { Count: > 0 } ? string.Join(", ", values) : none);

        static List<string>? Grants(IReadOnlyList<GroupGrant>? grants) => grants?.Select(g => $"{g.Value}={g.GroupId}").ToList();

        // ASP.NET Core's own variable stands in for ours where ours is not set.
        SettingView Listen() => View("Listen", string.Join("; ", settings.Listen.Select(a => a.GetLeftPart(UriPartial.Authority)))) is var view
            && view.Origin == SettingOrigin.Default && view.Value != ListenReader.Default
                ? view with { Origin = SettingOrigin.Other }
                : view;
    }

    /// <summary>A connection string with every part hidden that is not known to be harmless.</summary>
    public static string WithoutSecrets(string connectionString)
    {
        try
        {
            var builder = new DbConnectionStringBuilder { ConnectionString = connectionString };
            return string.Join("; ", builder.Keys.Cast<string>().Select(key => $"{key}={(Open.Contains(key) ? Place(builder[key]) : Hidden)}"));
        }
        catch (ArgumentException)
        {
            return Hidden;
        }
    }

    /// <summary>A file given as an address can carry a key behind a question mark.</summary>
    private static string? Place(object value)
    {
        var text = Convert.ToString(value, CultureInfo.InvariantCulture);
        var query = text?.StartsWith("file:", StringComparison.OrdinalIgnoreCase) == true ? text.IndexOf('?', StringComparison.Ordinal) : -1;
        return query < 0 ? text : text![..(query + 1)] + Hidden;
    }
}
