using Dashboard.Core.Certificates.Renewals;
using Dashboard.Core.Queries;
using Microsoft.EntityFrameworkCore;

namespace Dashboard.Storage.Queries.Certificates;

/// <summary>KPI 2 of a period, as known at a moment.</summary>
public sealed class RenewalLeadTimeQuery
{
    private readonly IDbContextFactory<DashboardDbContext> factory;
    private readonly TimeProvider clock;
    private readonly CurrentCertificates current;

    /// <summary>Made by the services of the storage.</summary>
    internal RenewalLeadTimeQuery(IDbContextFactory<DashboardDbContext> factory, TimeProvider clock, CurrentCertificates current) =>
        (this.factory, this.clock, this.current) = (factory, clock, current);

    /// <summary>The figures of the period from a moment on, up to another that is no part of it.</summary>
    public async Task<RenewalAnswer> RunAsync(DateTimeOffset from, DateTimeOffset to, DateTimeOffset? asOf, CancellationToken cancellationToken)
    {
        await using var context = await factory.CreateDbContextAsync(cancellationToken);
        await using var snapshot = await context.BeginSnapshotAsync(cancellationToken);
        var at = (await current.ReadAsync(context, cancellationToken)).At(asOf, clock.GetUtcNow());
        var outcomes = at.Outcomes;
        var figures = outcomes.Count == 0 ? null : RenewalFigures.Of(outcomes, from, to, at.At);
        return new RenewalAnswer(figures, outcomes.Count, outcomes.Count(o => o.Suggestion is not null), from, to, at.At);
    }
}
