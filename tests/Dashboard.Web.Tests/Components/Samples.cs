using Dashboard.Core.Posture;
using Dashboard.Core.Queries;

namespace Dashboard.Web.Tests.Components;

internal static class Samples
{
    public static readonly DateTimeOffset Now = new(2026, 11, 24, 8, 0, 0, TimeSpan.Zero);

    public static AppState App { get; } = new()
    {
        ResourceId = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Web/sites/shop",
        Name = "shop",
        SubscriptionId = "s",
        ResourceGroup = "rg",
        EffectiveMode = EffectiveMode.Require,
        ClientCertEnabled = true,
        ClientCertMode = "Required",
        HttpsOnly = true,
        Verdict = Verdict.Enforced,
        InScope = true,
    };

    public static AppDetail Detail(params AppInterval[] history) => new(
        new AppRow(1, history[^1].State, "Retail", history[0].From, Now, history[^1].From), history, null, Now, null);
}
