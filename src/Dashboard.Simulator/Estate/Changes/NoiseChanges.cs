using Dashboard.Simulator.Estate.Generated;

namespace Dashboard.Simulator.Estate.Changes;

/// <summary>
/// Changes that say nothing about mutual TLS: deployments, and settings that Resource Graph's rows do not carry.
/// A reader has to find the others among them.
/// </summary>
internal static class NoiseChanges
{
    private const double PerAppAndDay = 0.025;

    private static readonly (string Key, string? Before, string? After)[] Kinds =
    [
        ("properties.siteConfig.appCommandLine", "", "dotnet app.dll"),
        ("properties.siteConfig.autoHealEnabled", "False", "True"),
        ("properties.inProgressOperationId", null, "2f0b6a1e"),
        ("properties.trafficManagerHostNames", null, "[]"),
        ("properties.buildVersion", "20260101.1", "20260108.3"),
    ];

    /// <summary>The app's change of one day, from midnight to midnight; null on most days.</summary>
    public static ChangeRow? Of(AppSpec app, DateTimeOffset day)
    {
        var draw = app.Draw.For("noise").For((int)(day.UtcTicks / TimeSpan.TicksPerDay));
        if (!draw.Chance(PerAppAndDay))
        {
            return null;
        }

        var at = day.AddMilliseconds(draw.For("at").Between(0, 86_399_999));
        if (app.Life.At(at).State is not { Exists: true } state)
        {
            return null;
        }

        var (key, before, after) = draw.For("kind").Pick(Kinds);
        var operation = draw.For("deployment").Chance(0.3) ? "Microsoft.Resources/deployments/write" : SiteChanges.Operation(app, "", ChangeRow.Update);
        return new ChangeRow(at, app.In(state).Id, SiteChanges.Type(app), ChangeRow.Update, Actor.For(draw.For("hand"), ""),
            operation, [new ChangedValue(key, before, after)], draw);
    }
}
