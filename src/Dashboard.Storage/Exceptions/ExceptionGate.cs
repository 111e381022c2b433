using Microsoft.EntityFrameworkCore;

namespace Dashboard.Storage.Exceptions;

/// <summary>Lets those who set due dates pass one at a time: steps of exceptions, and merges of runs.</summary>
internal static class ExceptionGate
{
    /// <summary>Waits for whoever is inside, and keeps others out until the current transaction ends.</summary>
    public static Task HoldAsync(DashboardDbContext context, CancellationToken cancellationToken) =>
        PassAsync(context, 0, cancellationToken);

    /// <summary>As <see cref="HoldAsync"/>, and what is held of exceptions elsewhere is outdated once the transaction commits.</summary>
    public static Task ChangeAsync(DashboardDbContext context, CancellationToken cancellationToken) =>
        PassAsync(context, 1, cancellationToken);

    /// <summary>How often exceptions changed, as the current transaction sees it.</summary>
    public static Task<long> RevisionAsync(DashboardDbContext context, CancellationToken cancellationToken) =>
        context.ExceptionRevisions.Select(r => r.Revision).SingleAsync(cancellationToken);

    private static async Task PassAsync(DashboardDbContext context, int by, CancellationToken cancellationToken)
    {
        var passed = await context.ExceptionRevisions.ExecuteUpdateAsync(
            set => set.SetProperty(r => r.Revision, r => r.Revision + by), cancellationToken);
        if (passed != 1) throw new InvalidOperationException("The database has no revision of exceptions.");
    }
}
