using Microsoft.EntityFrameworkCore;

namespace Dashboard.Storage.Certificates;

/// <summary>Lets those who change the inventory of certificates, or the register of PKIs, pass one at a time.</summary>
internal static class CertificateGate
{
    /// <summary>Waits for whoever is inside, and keeps others out until the current transaction ends. What is held in memory is outdated after that.</summary>
    public static async Task ChangeAsync(DashboardDbContext context, CancellationToken cancellationToken)
    {
        var passed = await context.CertificateRevisions.ExecuteUpdateAsync(set => set.SetProperty(r => r.Revision, r => r.Revision + 1), cancellationToken);
        if (passed != 1) throw new InvalidOperationException("The database has no revision of certificates.");
    }

    /// <summary>How often they changed, as the current transaction sees it.</summary>
    public static Task<long> RevisionAsync(DashboardDbContext context, CancellationToken cancellationToken) =>
        context.CertificateRevisions.Select(r => r.Revision).SingleAsync(cancellationToken);
}
