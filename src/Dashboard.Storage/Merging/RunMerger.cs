using Dashboard.Core.Collection;
using Dashboard.Core.Costs.Collection;
using Dashboard.Core.Runs;
using Dashboard.Storage.Exceptions;
using Dashboard.Storage.Merging.Certificates;
using Dashboard.Storage.Merging.Costs;
using Dashboard.Storage.Merging.Exemptions;
using Dashboard.Storage.Model;
using Microsoft.EntityFrameworkCore;

namespace Dashboard.Storage.Merging;

/// <summary>The one transaction that a run writes: all of it stands, or none.</summary>
internal static class RunMerger
{
    /// <summary>Tables that a first run fills with a row for each app.</summary>
    private static readonly string[] LoadedTables = ["Apps", "AppStates", "AppEvidence", "Findings"];

    public static async Task MergeAsync(
        DashboardDbContext context, RunLease lease, RunMerge merge, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await using var transaction = await context.Database.BeginTransactionAsync(cancellationToken);
        if (!await RunLeases.TryReleaseAsync(context, lease, cancellationToken)) throw RunLeases.Lost(lease);

        // Both an approval and a merge set due dates; the later one must see what the earlier one wrote.
        await ExceptionGate.HoldAsync(context, cancellationToken);
        var runTime = UnixTime.Of(lease.RunTime);
        var findingRun = new FindingRun(runTime, !await context.Runs.Merged().AnyAsync(cancellationToken), merge.Allowances);
        var indexes = await context.Apps.AnyAsync(cancellationToken) ? [] : await context.DropIndexesAsync(LoadedTables, cancellationToken);
        await using (var evidence = await EvidenceWriter.OpenAsync(context, cancellationToken))
        await using (var tags = await TagSetWriter.OpenAsync(context, cancellationToken))
        await using (var events = await EventWriter.OpenAsync(context, runTime, cancellationToken))
        await using (var findings = await FindingWriter.OpenAsync(context, findingRun, cancellationToken))
        {
            var writers = new RunWriters(runTime, evidence, tags, new KpiWriter(context, runTime), new LabelWriter(context), events, findings);
            await using var states = await StateWriter.OpenAsync(context, writers, cancellationToken);
            await states.WriteAsync(merge.Changes, cancellationToken);
            await states.WriteInputsAsync(merge.Inputs, cancellationToken);
            await writers.Kpis.WriteAsync(cancellationToken);
            await writers.Labels.WriteAsync(cancellationToken);
        }

        foreach (var index in indexes)
        {
            await using var make = context.Prepare(index, 0);
            await make.RunAsync(cancellationToken);
        }

        await WriteAsync(context, merge.Costs, runTime, cancellationToken);
        await new VaultWriter(context, runTime).WriteAsync(merge.Certificates.Vaults, cancellationToken);
        await ExemptionWriter.WriteAsync(context, merge.Policy, runTime, cancellationToken);
        await SubscriptionWriter.WriteAsync(context, merge.Subscriptions, runTime, cancellationToken);
        await CompleteAsync(context, lease.RunId, merge.Status, merge.Report, merge.Changes.Count(c => c is not AppChange.Noted), null, now, cancellationToken);
        if (merge.ChangesRead)
        {
            await context.Runs.Where(r => r.Id == lease.RunId)
                .ExecuteUpdateAsync(set => set.SetProperty(r => r.ChangesRead, true), cancellationToken);
        }

        await transaction.CommitAsync(cancellationToken);
    }

    private static async Task WriteAsync(DashboardDbContext context, CostMerge costs, long runTime, CancellationToken cancellationToken)
    {
        if (costs.Plans.Count + costs.Costs.Count + costs.Prices.Count == 0) return;
        await using var plans = await PlanWriter.OpenAsync(context, runTime, cancellationToken);
        await plans.WriteAsync(costs.Plans, cancellationToken);
        await using var amounts = new CostWriter(context, plans, runTime);
        foreach (var read in costs.Costs) await amounts.WriteAsync(read, cancellationToken);
        await using var prices = new PriceWriter(context, runTime);
        foreach (var read in costs.Prices) await prices.WriteAsync(read, cancellationToken);
    }

    /// <summary>Writes how a running run ended.</summary>
    public static Task CompleteAsync(
        DashboardDbContext context, long runId, RunStatus status, RunReport report, int changed, string? reason,
        DateTimeOffset now, CancellationToken cancellationToken)
    {
        var (at, json, missing) = (UnixTime.Of(now), StoredJson.Write(report), StoredJson.MissingScopes(report));
        return context.Runs.Where(r => r.Id == runId && r.Status == RunStatus.Running).ExecuteUpdateAsync(
            set => set
                .SetProperty(r => r.Status, status)
                .SetProperty(r => r.CompletedAt, at)
                .SetProperty(r => r.Reason, reason)
                .SetProperty(r => r.Changed, changed)
                .SetProperty(r => r.Apps, report.Apps)
                .SetProperty(r => r.Requests, report.Requests)
                .SetProperty(r => r.ArmReads, report.ArmReads)
                .SetProperty(r => r.MissingScopes, missing)
                .SetProperty(r => r.Report, json),
            cancellationToken);
    }
}
