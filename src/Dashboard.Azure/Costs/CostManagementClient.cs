using System.Globalization;
using System.Runtime.CompilerServices;
using Dashboard.Azure.Pipeline;
using Dashboard.Core.Collection;
using Dashboard.Core.Costs;

namespace Dashboard.Azure.Costs;

/// <summary>
/// Amortised costs of plans by Azure Cost Management. What is asked in one query (at most 12 months) is handed over when the last of
/// its pages has arrived, or not at all: half of a sum is a wrong figure. Several currencies in one answer stay apart.
/// </summary>
internal sealed class CostManagementClient(
    ArmHttp http, AzureSettings settings, Problems problems, CostQuota quota, TimeProvider clock) : ICostSource
{
    private const string What = "the costs of App Service plans";
    private const int MaxPages = 1000;

    /// <inheritdoc/>
    public CostSource Source => CostSource.CostManagement;

    /// <inheritdoc/>
    public async IAsyncEnumerable<IReadOnlyList<PlanCost>> ReadCostsAsync(
        string subscriptionId, CostMonth first, CostMonth last, SourceLog log, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (CostQuery.Address(settings.ResourceManagerEndpoint, subscriptionId) is not { } address)
        {
            log.Incomplete($"{Problems.CostManagement} was not asked: the subscription's id is none.", subscriptionId);
            yield break;
        }

        for (var from = first; from <= last; from = from.Plus(CostQuery.MostMonths))
        {
            var to = from.Plus(CostQuery.MostMonths - 1) is var end && end < last ? end : last;
            var asked = new Asked(address, subscriptionId, from, to, CostQuery.Body(from, to));
            if (await ReadQueryAsync(asked, log, cancellationToken) is not { } costs) yield break;
            if (costs.Count > 0) yield return costs;
        }
    }

    /// <summary>All rows of a query; null where not all of them could be read, which is in the log then.</summary>
    private async Task<List<PlanCost>?> ReadQueryAsync(Asked asked, SourceLog log, CancellationToken cancellationToken)
    {
        var (costs, links) = (new List<PlanCost>(), new HashSet<string>(StringComparer.Ordinal));
        var units = (asked.Last.Year - asked.First.Year) * 12 + asked.Last.Month - asked.First.Month + 1;
        for (var next = asked.Address; ;)
        {
            if (!links.Add(next.AbsoluteUri) || links.Count > MaxPages)
                return Incomplete(log, asked, $"{Problems.CostManagement} gave pages of {What} in a circle; they do not count.");
            // What a further page costs is not documented; one unit is the least.
            if (!await WaitAsync(links.Count == 1 ? units : 1, log, cancellationToken)) return Incomplete(log, asked, QuotaUsedUp);
            if (await ReadPageAsync(next, asked, links.Count == 1, log, cancellationToken) is not { } page) return null;
            costs.AddRange(page.Rows);
            if (page.NextLink is not { } link) return costs;
            if (!Uri.TryCreate(link, UriKind.Absolute, out var address) || AzureSettings.OriginOf(address) != settings.Origin)
                return Incomplete(log, asked, $"{Problems.CostManagement} named a next page of {What} on another host; it was not asked, and the rest does not count.");
            next = address;
        }
    }

    private async Task<CostPage?> ReadPageAsync(Uri address, Asked asked, bool isFirst, SourceLog log, CancellationToken cancellationToken)
    {
        for (var broken = 0; broken < 2; broken++)
        {
            // A next page too is asked for by POST, with the same body.
            using var answer = await http.PostAsync(address, asked.Body, log, cancellationToken);
            if (answer.Failure is { Status: 204 })
            {
                // The service is not ready: no row, and not that there is none. What lies behind a next page is part of a sum.
                if (!isFirst)
                {
                    log.Incomplete(NotReady, asked.SubscriptionId);
                    return null;
                }

                log.NoDataYet(asked.First, asked.Last);
                log.Page(0);
                return new CostPage([], 0, 0, null);
            }

            if (answer.Failure is { Kind: not FailureKind.BrokenOff } failure)
            {
                log.Incomplete(problems.Of(Problems.CostManagement, What, failure), asked.SubscriptionId);
                return null;
            }

            if (answer.Failure is null && CostPage.Read(answer.Body, asked.SubscriptionId, asked.First, asked.Last) is { } page)
            {
                log.Page(page.Rows.Count);
                for (var i = 0; i < page.Foreign + page.Unreadable; i++) log.NotUnderstood();
                if (page.Unreadable == 0) return page;
                // The rest would be a part of a sum that looks whole.
                log.Incomplete(string.Create(CultureInfo.InvariantCulture, $"{page.Unreadable} rows of {What} were not understood, so none of that answer counts."), asked.SubscriptionId);
                return null;
            }
        }

        log.Incomplete(Problems.NotUnderstood(Problems.CostManagement, What), asked.SubscriptionId);
        return null;
    }

    /// <summary>Waits until the quota has room; false where that would take longer than a request may.</summary>
    private async Task<bool> WaitAsync(int units, SourceLog log, CancellationToken cancellationToken)
    {
        var deadline = clock.GetUtcNow() + settings.OverallDeadline;
        while (quota.WaitFor(units) is var wait && wait > TimeSpan.Zero)
        {
            if (clock.GetUtcNow() + wait > deadline) return false;
            await Task.Delay(wait, clock, cancellationToken);
            log.Waited(wait);
        }

        return true;
    }

    private static List<PlanCost>? Incomplete(SourceLog log, Asked asked, string problem)
    {
        log.Incomplete(problem, asked.SubscriptionId);
        return null;
    }

    private const string NotReady =
        $"{Problems.CostManagement} had a next page of {What} and then no content for it; the page before does not count, and they are read in a later run.";

    private const string QuotaUsedUp =
        $"The quota of {Problems.CostManagement} for this hour is used up; {What} are read in a later run. Other programs of this tenant draw on it too.";

    private sealed record Asked(Uri Address, string SubscriptionId, CostMonth First, CostMonth Last, ReadOnlyMemory<byte> Body);
}
