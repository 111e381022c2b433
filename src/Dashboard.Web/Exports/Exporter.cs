using System.Runtime.CompilerServices;
using System.Text.Json;
using Dashboard.Core.Posture;
using Dashboard.Core.Queries;
using Dashboard.Storage.Auditing;
using Dashboard.Storage.Queries;
using Dashboard.Storage.Queries.Costs;
using Dashboard.Storage.Queries.Exceptions;
using Dashboard.Storage.Queries.Findings;
using Dashboard.Web.Api;
using Dashboard.Web.Api.Contracts;
using Dashboard.Web.Hosting.Settings;
using Dashboard.Web.Urls;

namespace Dashboard.Web.Exports;

/// <summary>What is asked of an export.</summary>
/// <param name="Filter">The filter.</param>
/// <param name="Sort">The order of apps.</param>
/// <param name="AsOf">The moment; null means now.</param>
/// <param name="Page">One page of the list; null: all rows.</param>
internal sealed record ExportRequest(AppFilter Filter, AppSort Sort, DateTimeOffset? AsOf, (int Number, int Size)? Page = null)
{
    /// <summary>The filter of the audit trail.</summary>
    public AuditFilter Audit { get; init; } = AuditFilter.Any;

    /// <summary>The order of runs.</summary>
    public RunSort RunSort { get; init; } = RunSort.Default;

    /// <summary>Which changes.</summary>
    public EventFilter Events { get; init; } = EventFilter.Any;

    /// <summary>Which findings.</summary>
    public FindingFilter Findings { get; init; } = FindingFilter.Any;

    /// <summary>The order of findings.</summary>
    public FindingSort FindingSort { get; init; } = FindingSort.Default;

    /// <summary>Which exceptions.</summary>
    public ExceptionFilter Exceptions { get; init; } = ExceptionFilter.Any;

    /// <summary>The order of exceptions.</summary>
    public ExceptionSort ExceptionSort { get; init; } = ExceptionSort.Default;

    /// <summary>Which month ends or groups of the time to remediate; null: the last months.</summary>
    public RemediationPeriod? Remediation { get; init; }

    /// <summary>How many weeks of findings.</summary>
    public int Weeks { get; init; } = FindingWeeksRequest.Usual;

    /// <summary>Which rows of the tags list.</summary>
    public TagChoice Tags { get; init; } = TagChoice.All;

    /// <summary>Which missing tag, and whether by subscription.</summary>
    public (TagKind Kind, bool BySubscription) Untagged { get; init; } = (TagKind.Sensitivity, false);

    /// <summary>Which days or groups of a KPI; null: the last days.</summary>
    public CoveragePeriod? Period { get; init; }

    /// <summary>Which plans; null: all, with the costs of the last complete month.</summary>
    public PlanChoice? Plans { get; init; }

    /// <summary>Which months or groups of costs; null: the last months.</summary>
    public CostPeriod? Costs { get; init; }

    /// <summary>Which findings of policy exemptions; none means any.</summary>
    public IReadOnlyList<ExemptionFinding> Exemptions { get; init; } = [];

    /// <summary>Which certificates, and in what order.</summary>
    public CertificateChoice Certificates { get; init; } = CertificateChoice.All;

    /// <summary>Which subscriptions; none means any.</summary>
    public IReadOnlyList<SubscriptionCondition> Conditions { get; init; } = [];

    /// <summary>Everything, now.</summary>
    public static ExportRequest All { get; } = new(AppFilter.Any, AppSort.Default, null);
}

/// <summary>Opens each list that can be exported, for the API and for the command line alike.</summary>
internal sealed class Exporter(
    OverviewQuery overview, CoverageTrendQuery trend, BreakdownQuery breakdown, SubscriptionStatusQuery subscriptions, AppListQuery apps,
    EventListQuery events, HistoryQuery history, RunQuery runs, AuditTrailQuery audit, RuleCountsQuery ruleCounts, TagReportQuery tags,
    TagGainQuery gains, FindingListQuery findings, ExceptionListQuery exceptions, RemediationQuery remediation, FindingDaysQuery findingDays, CostSheets costs,
    PolicyExemptionSheet exemptions, CertificateSheets certificates, SnapshotSheets snapshots,
    CostQuery appCosts, OverviewCosts overviewCosts, DashboardSettings settings, TimeProvider clock)
{
    /// <summary>The list of coverage by day or by a dimension.</summary>
    public const string Coverage = "kpis/coverage";

    /// <summary>The list of the time to remediate at month ends or by a dimension.</summary>
    public const string TimeToRemediate = "kpis/time-to-remediate";

    /// <summary>The list of findings that stood, by day.</summary>
    public const string FindingDays = "kpis/findings";

    /// <summary>The list of arrivals and departures of findings by week.</summary>
    public const string FindingWeeks = "kpis/finding-weeks";

    private const int RunsAtOnce = 500;

    /// <summary>The names of the lists.</summary>
    public static IReadOnlyList<string> Lists { get; } =
        ["overview", Coverage, TimeToRemediate, FindingDays, FindingWeeks, "apps", CostSheets.Plans, CostSheets.Costs, CostSheets.UnlockCosts, CostSheets.Realised, CostSheets.Assumptions, "findings", ExceptionEndpoints.ListName, PolicyExemptionEndpoints.ListName, CertificateSheets.Certificates, CertificateSheets.Pkis, "changes", "history", "runs", SnapshotSheets.Snapshots, "rules", "tags", "untagged", "subscriptions", "audit"];

    /// <summary>Opens a list of <see cref="Lists"/>.</summary>
    public async Task<ExportSheet> OpenAsync(string list, ExportRequest request, CancellationToken cancellationToken)
    {
        // One moment for the whole file, however long it takes to write.
        var now = clock.GetUtcNow();
        if (list is Coverage or FindingDays)
        {
            var period = request.Period ?? CoveragePeriod.UpTo(request.AsOf, now, null);
            request = request with { Period = period, AsOf = period.AsOf };
        }

        if (list == TimeToRemediate)
        {
            var period = request.Remediation ?? RemediationPeriod.UpTo(request.AsOf, now, null);
            request = request with { Remediation = period, AsOf = period.AsOf };
        }

        var asOf = request.AsOf ?? now;
        if (list == CostSheets.Plans) request = request with { Plans = request.Plans ?? PlanChoice.At(asOf) };
        if (list == CostSheets.Costs) request = request with { Costs = request.Costs ?? CostPeriod.UpTo(asOf) };
        var run = await runs.StandingAsync(request.AsOf, cancellationToken);
        var version = run is null ? null : (await runs.FindAsync(run.Id, cancellationToken))?.RuleSetVersion;
        var facts = new ExportFacts(asOf, RunRefResponse.Of(run), version, FilterText(list, request));
        return list switch
        {
            "overview" => await OverviewAsync(request, facts, cancellationToken),
            Coverage => await CoverageAsync(request.Filter, request.Period!, facts, cancellationToken),
            TimeToRemediate => await TimeToRemediateAsync(request.Filter, request.Remediation!, facts, cancellationToken),
            FindingDays => await FindingDaysAsync(request.Filter, request.Period!, facts, cancellationToken),
            FindingWeeks => await FindingWeeksAsync(request, facts, cancellationToken),
            "findings" => new ExportSheet<FindingResponse>(FindingColumns.Findings, Findings(request, cancellationToken)) { Name = list, Facts = facts },
            ExceptionEndpoints.ListName =>
                new ExportSheet<ExceptionResponse>(ExceptionColumns.Exceptions, Exceptions(request, cancellationToken)) { Name = list, Facts = facts },
            PolicyExemptionEndpoints.ListName => await exemptions.OpenAsync(request, facts, cancellationToken),
            CertificateSheets.Certificates => certificates.OpenCertificates(request, facts, cancellationToken),
            CertificateSheets.Pkis => await certificates.OpenPkisAsync(request, facts, cancellationToken),
            CostSheets.Plans => await costs.PlansAsync(request, facts, cancellationToken),
            CostSheets.Costs => await costs.CostsAsync(request, facts, cancellationToken),
            CostSheets.UnlockCosts => await costs.UnlockCostsAsync(request, facts, cancellationToken),
            CostSheets.Assumptions => await costs.AssumptionsAsync(request, facts, cancellationToken),
            CostSheets.Realised => await costs.RealisedAsync(request, facts, cancellationToken),
            SnapshotSheets.Snapshots => await snapshots.ListAsync(request, facts, cancellationToken),
            "subscriptions" => await SubscriptionsAsync(request, facts, cancellationToken),
            "apps" => new ExportSheet<AppResponse>(ExportColumns.Apps, Apps(request, cancellationToken)) { Name = list, Facts = facts },
            "changes" => new ExportSheet<ChangeResponse>(ExportColumns.Changes, Changes(request, cancellationToken)) { Name = list, Facts = facts },
            "history" => new ExportSheet<HistoryResponse>(ExportColumns.History, History(request, cancellationToken)) { Name = list, Facts = facts },
            "runs" => new ExportSheet<RunResponse>(ExportColumns.Runs, Runs(request, cancellationToken)) { Name = list, Facts = facts },
            "rules" => await RulesAsync(request, facts, cancellationToken),
            "tags" => await TagsAsync(request, facts, cancellationToken),
            "untagged" => await UntaggedAsync(request, facts, cancellationToken),
            "audit" => new ExportSheet<AuditResponse>(ExportColumns.Audit, Audit(request, cancellationToken)) { Name = list, Facts = facts },
            _ => throw new ArgumentOutOfRangeException(nameof(list), list, "There is no such list."),
        };
    }

    private static string FilterText(string list, ExportRequest request)
    {
        var url = list switch
        {
            "audit" => DashboardUrls.ApiAudit(request.Audit),
            "findings" => DashboardUrls.ApiFindings(request.Filter, request.Findings),
            ExceptionEndpoints.ListName => DashboardUrls.ApiExceptions(request.Filter, request.Exceptions),
            PolicyExemptionEndpoints.ListName => DashboardUrls.ApiPolicyExemptions(request.Exemptions),
            "tags" => DashboardUrls.ApiTags(request.Filter, request.Tags),
            "untagged" => DashboardUrls.ApiUntagged(request.Filter, request.Untagged.Kind, request.Untagged.BySubscription),
            CostSheets.Plans => DashboardUrls.ApiPlans(request.Plans!),
            "subscriptions" => DashboardUrls.ApiSubscriptions(request.Conditions),
            _ => DashboardUrls.ApiChanges(request.Filter, request.Events),
        };
        var at = url.IndexOf('?', StringComparison.Ordinal);
        var filter = list == CertificateSheets.Certificates ? request.Certificates.Text : at < 0 ? "" : url[(at + 1)..];
        var period = list == FindingWeeks ? FindingWeeksRequest.Text(request.Weeks) : request.Period?.Text ?? request.Remediation?.Text ?? request.Costs?.Text ?? "";
        return string.Join('&', new[] { period, filter }.Where(t => t.Length > 0));
    }

    private async Task<ExportSheet> CoverageAsync(AppFilter filter, CoveragePeriod period, ExportFacts facts, CancellationToken cancellationToken)
    {
        const string Name = "coverage";
        var target = settings.CoverageTargetPercent;
        if (period.By is { } dimension)
        {
            var groups = await breakdown.RunAsync(dimension, filter, period.AsOf, period.Before, cancellationToken);
            var rows = groups.Select(g => CoverageGroupResponse.Of(g, target)).ToAsyncEnumerable();
            return new ExportSheet<CoverageGroupResponse>(CoverageColumns.Groups, rows) { Name = Name, Facts = facts };
        }

        var answer = await trend.RunAsync(filter, period.From, period.To, cancellationToken);
        var days = answer.Days.Select(d => CoverageDayResponse.Of(d, target)).ToAsyncEnumerable();
        return new ExportSheet<CoverageDayResponse>(CoverageColumns.Days, days) { Name = Name, Facts = facts };
    }

    private async Task<ExportSheet> TimeToRemediateAsync(
        AppFilter filter, RemediationPeriod period, ExportFacts facts, CancellationToken cancellationToken)
    {
        const string Name = "time-to-remediate";
        if (period.By is { } dimension)
        {
            var groups = (await remediation.ByAsync(dimension, filter, period.AsOf, cancellationToken)).Items.Select(RemediationGroupResponse.Of);
            return new ExportSheet<RemediationGroupResponse>(FindingColumns.Groups, groups.ToAsyncEnumerable()) { Name = Name, Facts = facts };
        }

        var trend = await remediation.TrendAsync(filter, period.MonthEnds, period.AsOf, cancellationToken);
        var moments = trend.Items.Select(RemediationMomentResponse.Of).ToAsyncEnumerable();
        return new ExportSheet<RemediationMomentResponse>(FindingColumns.Moments, moments) { Name = Name, Facts = facts };
    }

    private async Task<ExportSheet> FindingDaysAsync(AppFilter filter, CoveragePeriod period, ExportFacts facts, CancellationToken cancellationToken)
    {
        var days = (await findingDays.RunAsync(filter, period.From, period.To, cancellationToken)).Days.Select(FindingDayResponse.Of);
        return new ExportSheet<FindingDayResponse>(FindingColumns.Days, days.ToAsyncEnumerable()) { Name = "findings-by-day", Facts = facts };
    }

    private async Task<ExportSheet> FindingWeeksAsync(ExportRequest request, ExportFacts facts, CancellationToken cancellationToken)
    {
        var weeks = (await remediation.WeeksAsync(request.Filter, request.Weeks, request.AsOf, cancellationToken)).Items.Select(FindingWeekResponse.Of);
        return new ExportSheet<FindingWeekResponse>(FindingColumns.Weeks, weeks.ToAsyncEnumerable()) { Name = "finding-weeks", Facts = facts };
    }

    private async IAsyncEnumerable<FindingResponse> Findings(ExportRequest request, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (request.Page is { } page)
        {
            var rows = await findings.RunAsync(
                request.Filter, request.Findings, request.FindingSort, page.Number, page.Size, request.AsOf, cancellationToken);
            foreach (var row in rows.Items) yield return FindingResponse.Of(row);
            yield break;
        }

        await foreach (var row in findings.StreamAsync(request.Filter, request.Findings, request.FindingSort, request.AsOf, cancellationToken))
            yield return FindingResponse.Of(row);
    }

    private async IAsyncEnumerable<ExceptionResponse> Exceptions(ExportRequest request, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (request.Page is { } page)
        {
            var rows = await exceptions.RunAsync(
                request.Filter, request.Exceptions, request.ExceptionSort, page.Number, page.Size, request.AsOf, cancellationToken);
            foreach (var row in rows.Items) yield return ExceptionResponse.Of(row);
            yield break;
        }

        await foreach (var row in exceptions.StreamAsync(request.Filter, request.Exceptions, request.ExceptionSort, request.AsOf, cancellationToken))
            yield return ExceptionResponse.Of(row);
    }

    private async Task<ExportSheet> SubscriptionsAsync(ExportRequest request, ExportFacts facts, CancellationToken cancellationToken)
    {
        var rows = (await subscriptions.RunAsync(cancellationToken)).Where(s => SubscriptionConditionUrl.Includes(request.Conditions, s.Condition));
        if (request.Page is { } p) rows = rows.Skip((p.Number - 1) * p.Size).Take(p.Size);
        return new ExportSheet<SubscriptionStatus>(ExportColumns.Subscriptions, rows.ToAsyncEnumerable()) { Name = "subscriptions", Facts = facts };
    }

    private async Task<ExportSheet> OverviewAsync(ExportRequest request, ExportFacts facts, CancellationToken cancellationToken)
    {
        var answer = await overview.RunAsync(request.Filter, request.AsOf, cancellationToken);
        var remediated = await remediation.AtAsync(request.Filter, request.AsOf, cancellationToken);
        var cost = await overviewCosts.AtAsync(request.Filter, request.AsOf, facts.AsOf, cancellationToken);
        var document = OverviewResponse.Of(answer, remediated, cost, facts.AsOf, settings.CoverageTargetPercent);
        var figures = Flat("", JsonSerializer.SerializeToElement(document, ApiJson.Options)).ToAsyncEnumerable();
        return new ExportSheet<KeyValuePair<string, object?>>(ExportColumns.Figures, figures)
        {
            Name = "overview",
            Facts = facts,
            Document = document,
        };
    }

    private async Task<ExportSheet> RulesAsync(ExportRequest request, ExportFacts facts, CancellationToken cancellationToken)
    {
        var answer = await ruleCounts.RunAsync(request.Filter, request.AsOf, cancellationToken);
        return new ExportSheet<RuleResponse>(ExportColumns.Rules, RuleResponse.All(answer).ToAsyncEnumerable()) { Name = "rules", Facts = facts };
    }

    private async Task<ExportSheet> TagsAsync(ExportRequest request, ExportFacts facts, CancellationToken cancellationToken)
    {
        var report = await tags.RunAsync(request.Filter, request.AsOf, cancellationToken);
        IEnumerable<TagResponse> rows = TagResponse.Of(report, request.Tags, settings.Judgement);
        if (request.Page is { } page) rows = rows.Skip((page.Number - 1) * page.Size).Take(page.Size);
        return new ExportSheet<TagResponse>(ExportColumns.Tags, rows.ToAsyncEnumerable()) { Name = "tags", Facts = facts };
    }

    private async Task<ExportSheet> UntaggedAsync(ExportRequest request, ExportFacts facts, CancellationToken cancellationToken)
    {
        var ((kind, bySubscription), (number, size)) = (request.Untagged, request.Page ?? (1, int.MaxValue));
        var page = await gains.RunAsync(request.Filter, kind, bySubscription, number, size, request.AsOf, cancellationToken);
        var rows = page.Items.Select(g => UntaggedResponse.Of(kind, g)).ToAsyncEnumerable();
        return new ExportSheet<UntaggedResponse>(ExportColumns.Untagged, rows) { Name = "untagged", Facts = facts };
    }

    private async IAsyncEnumerable<AppResponse> Apps(ExportRequest request, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var costs = await appCosts.OpenAsync(CostPeriod.LastComplete(request.AsOf ?? clock.GetUtcNow()), request.AsOf, cancellationToken);
        // As many rows together as the stream loads: their costs are those of their plans and no more.
        await foreach (var rows in AppRows(request, cancellationToken).Chunk(AppListQuery.StreamChunk))
        {
            var month = await costs.OfAsync([.. rows.Select(r => r.AppId)], cancellationToken);
            foreach (var row in rows) yield return AppResponse.Of(row, month.GetValueOrDefault(row.AppId));
        }
    }

    private async IAsyncEnumerable<AppRow> AppRows(ExportRequest request, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (request.Page is { } page)
        {
            var rows = await apps.RunAsync(request.Filter, request.Sort, page.Number, page.Size, true, request.AsOf, cancellationToken);
            foreach (var row in rows.Items) yield return row;
            yield break;
        }

        await foreach (var row in apps.StreamAsync(request.Filter, request.Sort, request.AsOf, cancellationToken)) yield return row;
    }

    private async IAsyncEnumerable<ChangeResponse> Changes(ExportRequest request, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (request.Page is { } page)
        {
            var rows = await events.RunAsync(request.Filter, request.Events, page.Number, page.Size, request.AsOf, cancellationToken);
            foreach (var row in rows.Items) yield return ChangeResponse.Of(row);
            yield break;
        }

        await foreach (var row in events.StreamAsync(request.Filter, request.Events, request.AsOf, cancellationToken))
            yield return ChangeResponse.Of(row);
    }

    private async IAsyncEnumerable<HistoryResponse> History(ExportRequest request, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (request.Page is { } page)
        {
            var rows = await history.RunAsync(request.Filter, page.Number, page.Size, request.AsOf, cancellationToken);
            foreach (var row in rows.Items) yield return HistoryResponse.Of(row);
            yield break;
        }

        await foreach (var row in history.StreamAsync(request.Filter, request.AsOf, cancellationToken)) yield return HistoryResponse.Of(row);
    }

    private async IAsyncEnumerable<RunResponse> Runs(ExportRequest request, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var (first, size) = request.Page ?? (1, RunsAtOnce);
        for (var number = first; ; number++)
        {
            var page = await runs.ListAsync(request.RunSort, request.AsOf, number, size, cancellationToken);
            foreach (var run in page.Items) yield return RunResponse.Of(run);
            if (request.Page is not null || page.Items.Count < size) yield break;
        }
    }

    private async IAsyncEnumerable<AuditResponse> Audit(ExportRequest request, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var filter = request.AsOf is { } asOf && !(request.Audit.To < asOf) ? request.Audit with { To = asOf } : request.Audit;
        if (request.Page is { } page)
        {
            foreach (var record in (await audit.ListAsync(filter, page.Number, page.Size, cancellationToken)).Items)
                yield return AuditResponse.Of(record);
            yield break;
        }

        await foreach (var record in audit.StreamAsync(filter, cancellationToken)) yield return AuditResponse.Of(record);
    }

    /// <summary>The figures of a document by their path: <c>coverage.enforcedPercent</c>.</summary>
    private static IEnumerable<KeyValuePair<string, object?>> Flat(string path, JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => element.EnumerateObject().SelectMany(p => Flat(path.Length == 0 ? p.Name : $"{path}.{p.Name}", p.Value)),
        JsonValueKind.Array => element.EnumerateArray().SelectMany((e, i) => Flat(FormattableString.Invariant($"{path}[{i}]"), e)),
        JsonValueKind.Null => [new(path, null)],
        JsonValueKind.Number => [new(path, element.GetDecimal())],
        _ => [new(path, element.ToString())],
    };
}
