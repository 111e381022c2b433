using System.Globalization;

namespace Dashboard.Benchmarks.Estate;

/// <summary>
/// What an estate of a size is made of. Ids ascend with the index, as Resource Graph returns them; names do not, since
/// they follow the groups and not the alphabet.
/// </summary>
internal sealed class EstatePlan(int apps)
{
    private const int AppsPerSubscription = 500;
    private const int AppsPerGroup = 10;
    private const int AppsPerPlan = 5;

    // Within a group of five apps, the last one is a slot of the fourth.
    private const int SlotEvery = 5;

    public int Apps => apps;

    /// <summary>Not more than fit into one batch.</summary>
    public int Subscriptions { get; } = Math.Clamp(apps / AppsPerSubscription, 1, 300);

    public int Groups { get; } = (apps + AppsPerGroup - 1) / AppsPerGroup;

    public int Plans { get; } = (apps + AppsPerPlan - 1) / AppsPerPlan;

    /// <summary>Values of a tag grow with the estate, as teams do.</summary>
    public int Owners { get; } = Math.Max(10, apps / 60);

    public int CostCentres { get; } = Math.Max(5, apps / 400);

    public static string SubscriptionId(int subscription) =>
        string.Create(CultureInfo.InvariantCulture, $"{(subscription * 0xD00001) + 0x10000000:x8}-7b1d-4f6e-9c02-{Draw.Of(subscription, 1, int.MaxValue):x12}");

    public string GroupId(int group) => $"/subscriptions/{SubscriptionId(SubscriptionOf(group))}/resourceGroups/{GroupName(group)}";

    public static string GroupName(int group) =>
        string.Create(CultureInfo.InvariantCulture, $"rg-{group:000000}-{Unit(group)}");

    public string PlanId(int plan) => $"{GroupId(plan * AppsPerPlan / AppsPerGroup)}/providers/Microsoft.Web/serverfarms/{PlanName(plan)}";

    public static string PlanName(int plan) => string.Create(CultureInfo.InvariantCulture, $"asp-{Unit(plan)}-{plan:000000}");

    public static int GroupOf(int app) => app / AppsPerGroup;

    public static int PlanOf(int app) => app / AppsPerPlan;

    public static bool IsSlot(int app) => app % SlotEvery == SlotEvery - 1;

    public int SubscriptionOf(int group) => (int)((long)group * Subscriptions / Groups);

    /// <summary>The name of the app, or of the app that a slot belongs to.</summary>
    public static string SiteName(int app)
    {
        var site = IsSlot(app) ? app - 1 : app;
        return string.Create(CultureInfo.InvariantCulture, $"{Unit(GroupOf(site))}-{Draw.Of(site, 2, "api", "web", "jobs", "gateway", "orders", "portal")}-{site:000000}");
    }

    public string AppId(int app) =>
        $"{GroupId(GroupOf(app))}/providers/Microsoft.Web/sites/{SiteName(app)}{(IsSlot(app) ? "/slots/staging" : "")}";

    private static string Unit(int group) =>
        Draw.Of(group, 3, "payments", "claims", "logistics", "retail", "identity", "analytics", "devices", "billing", "people", "portal");
}
