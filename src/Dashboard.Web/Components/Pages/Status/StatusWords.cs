using Dashboard.Core.Queries;
using Dashboard.Storage;
using Dashboard.Web.Components.Kit;
using Dashboard.Web.Hosting.Settings;

namespace Dashboard.Web.Components.Pages.Status;

/// <summary>The status in words.</summary>
public static class StatusWords
{
    /// <summary>What the last merged run made of a subscription: word, icon and the icon's class.</summary>
    public static (string Word, string Icon, string Class) Subscription(SubscriptionCondition condition) => condition switch
    {
        SubscriptionCondition.Read => ("Read", "check", "muted"),
        SubscriptionCondition.NotRead => ("Not wholly read", "warning", "caution"),
        SubscriptionCondition.Missing => ("Missing", "warning", "caution"),
        SubscriptionCondition.Retired => ("Retired", "stop", "muted"),
    };

    /// <summary>The database's health check.</summary>
    public static string Database(DatabaseCondition condition) => condition switch
    {
        DatabaseCondition.Ready => "It can be used",
        DatabaseCondition.OldSchema => "Its schema is older than the program: run 'migrate'",
        DatabaseCondition.Unreachable => "It does not answer",
    };

    /// <summary>Time spent waiting for quota, in milliseconds; null where it was not counted.</summary>
    public static string Waited(long? milliseconds) => milliseconds switch
    {
        null => "Not counted",
        0 => "None",
        { } ms => Words.Duration(TimeSpan.FromMilliseconds(ms)),
    };

    /// <summary>Where a setting's value came from.</summary>
    public static string Origin(SettingOrigin origin) => origin switch
    {
        SettingOrigin.Default => "Default",
        SettingOrigin.Environment => "Environment",
        SettingOrigin.File => "appsettings.json",
        SettingOrigin.Other => "Elsewhere",
    };
}
