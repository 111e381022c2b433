using Dashboard.Core.Inventory;

namespace Dashboard.Web.Tests.Support;

internal static class Subscriptions
{
    public static readonly SubscriptionObservation Retail = Of("11111111-1111-4111-8111-111111111111", "sub-retail-prod");

    public static readonly SubscriptionObservation Bank = Of("22222222-2222-4222-8222-222222222222", "sub-bank-prod");

    private static SubscriptionObservation Of(string id, string name) => new(id, name, new Dictionary<string, string>());
}
