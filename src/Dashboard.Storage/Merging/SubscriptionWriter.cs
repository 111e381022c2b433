using Dashboard.Core.Inventory;

namespace Dashboard.Storage.Merging;

/// <summary>Records the subscriptions that a run saw. One that was retired and is seen again is expected from now on.</summary>
internal static class SubscriptionWriter
{
    public static async Task WriteAsync(
        DashboardDbContext context, IReadOnlyList<SubscriptionObservation> subscriptions, long runTime, CancellationToken cancellationToken)
    {
        await using var upsert = context.Prepare(
            """
            INSERT INTO "Subscriptions" ("SubscriptionId", "Name", "FirstSeen", "LastSeen") VALUES (@p0, @p1, @p2, @p2)
            ON CONFLICT ("SubscriptionId") DO UPDATE
            SET "Name" = excluded."Name", "LastSeen" = excluded."LastSeen", "RetiredAt" = NULL
            """,
            parameters: 3);
        foreach (var subscription in subscriptions)
        {
            await upsert.RunAsync([subscription.SubscriptionId, subscription.Name, runTime], cancellationToken);
        }
    }
}
