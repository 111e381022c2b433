namespace Dashboard.Web.Hosting.Settings;

/// <summary>Settings of a server that others reach. The demo serves this machine only and has no sign-in.</summary>
internal static class AzureOnly
{
    private static readonly string[] Keys = ["SignIn", "PublicUrl", "ForwardedHeaders", "Limits", "ClientCertificates"];

    /// <summary>Refuses them in demo mode: who sets them expects a protection that is not there.</summary>
    public static void RefuseInDemo(SettingSource source, DashboardMode mode)
    {
        if (mode != DashboardMode.Demo) return;
        foreach (var key in Keys.Where(source.IsSet))
            source.Wrong(key, "Demo mode serves this machine only and has no sign-in.", "Remove it, or set Dashboard__Mode=Azure.");
    }
}
