using System.Globalization;
using System.Text;
using Dashboard.Core.Costs;
using Dashboard.Core.Kpis;
using Dashboard.Core.Posture;
using Dashboard.Core.Queries;
using Dashboard.Storage.Auditing;
using Dashboard.Web.Api;
using Dashboard.Web.Api.Contracts;

namespace Dashboard.Web.Urls;

/// <summary>Builds every URL of the dashboard, pages and API alike. Nothing else concatenates one.</summary>
public static class DashboardUrls
{
    /// <summary>Where the API begins.</summary>
    public const string Api = "/api/v1";

    /// <summary>The form target that chooses a demo persona.</summary>
    public const string Persona = "/persona";

    /// <summary>Where people sign in.</summary>
    public const string SignInPath = "/sign-in";

    /// <summary>The form target that signs out.</summary>
    public const string SignOut = "/sign-out";

    /// <summary>Where people are who signed out.</summary>
    public const string SignedOut = "/signed-out";

    /// <summary>Where people are told why they do not get in.</summary>
    public const string SignInRefusedPath = "/sign-in-refused";

    /// <summary>Where the identity provider sends the browser back to.</summary>
    public const string SignInCallback = "/signin-oidc";

    /// <summary>Where the identity provider sends the browser back to after signing out.</summary>
    public const string SignOutCallback = "/signout-callback-oidc";

    /// <summary>Signing in, and back to a page.</summary>
    public static string SignIn(string returnUrl) => new Query(SignInPath).Add("returnUrl", returnUrl).ToString();

    /// <summary>Why somebody does not get in.</summary>
    public static string SignInRefused(string reason) => new Query(SignInRefusedPath).Add("why", reason).ToString();

    /// <summary>
    /// The Overview. <paramref name="period"/>, <paramref name="by"/> and <paramref name="sort"/> are the page's own words for its
    /// range (<c>90d</c>), its breakdown and the order of that.
    /// </summary>
    public static string Overview(
        AppFilter? filter = null, DateTimeOffset? asOf = null, string? period = null, string? by = null, string? sort = null) =>
        new Query("/").Add(filter).Add("period", period).Add("by", by).Add("sort", sort).AsOf(asOf).ToString();

    /// <summary>The apps list; <paramref name="selected"/> is the ARM id of the row that is open beside it.</summary>
    public static string Apps(
        AppFilter? filter = null, AppSort? sort = null, int page = 1, string? selected = null, DateTimeOffset? asOf = null, AppsView? view = null) =>
        new Query("/apps").Add(filter).Sort(sort).Add((view ?? AppsView.Default).ToPairs())
            .Add("page", page <= 1 ? null : Number(page)).Add("selected", selected).AsOf(asOf).ToString();

    /// <summary>One app's page; the ARM id is the path, so that it reads as what it is. <paramref name="part"/> leads to that part of it.</summary>
    public static string App(string resourceId, DateTimeOffset? asOf = null, string? part = null) =>
        new Query("/apps" + Path(resourceId)).AsOf(asOf) + (part is null ? "" : "#" + Uri.EscapeDataString(part));

    /// <summary>What changed; <paramref name="selected"/> is the number of the event that is open beside the list.</summary>
    public static string Changes(
        AppFilter? filter = null, ChangesView? view = null, int page = 1, long? selected = null, DateTimeOffset? asOf = null) =>
        new Query("/changes").Add((view ?? ChangesView.Default).ToPairs()).Add(filter)
            .Add("page", page <= 1 ? null : Number(page)).Add("selected", Number(selected)).AsOf(asOf).ToString();

    /// <summary>
    /// The findings; <paramref name="selected"/> is the number of the one that is open beside the list. A rule in either filter is the
    /// finding's own.
    /// </summary>
    public static string Findings(
        AppFilter? filter = null, FindingFilter? findings = null, FindingSort? sort = null, int? page = null, long? selected = null,
        DateTimeOffset? asOf = null) =>
        new Query("/findings").Add(FindingFilterUrl.ToPairs(findings ?? FindingFilter.Any)).Add(filter)
            .Add("sort", sort is null || sort == FindingSort.Default ? null : FindingSortUrl.Format(sort))
            .Add("page", page is null or <= 1 ? null : Number(page)).Add("selected", Number(selected)).AsOf(asOf).ToString();

    /// <summary>The exception register; <paramref name="selected"/> is the number of the one that is open beside the list.</summary>
    public static string Exceptions(
        AppFilter? filter = null, ExceptionFilter? exceptions = null, ExceptionSort? sort = null, int? page = null, long? selected = null,
        DateTimeOffset? asOf = null) =>
        new Query("/exceptions").Add(ExceptionFilterUrl.ToPairs(exceptions ?? ExceptionFilter.Any)).Add(filter)
            .Add("sort", sort is null || sort == ExceptionSort.Default ? null : ExceptionSortUrl.Format(sort))
            .Add("page", page is null or <= 1 ? null : Number(page)).Add("selected", Number(selected)).AsOf(asOf).ToString();

    /// <summary>One exception's page.</summary>
    public static string Exception(long id, DateTimeOffset? asOf = null) => new Query("/exceptions/" + Number(id)).AsOf(asOf).ToString();

    /// <summary>Where an exception is asked for: rules on apps, or the renewal of another one.</summary>
    public static string NewException(IEnumerable<string>? apps = null, IEnumerable<string>? rules = null, long? renews = null) =>
        new Query("/exceptions/new").Add((apps ?? []).Select(a => KeyValuePair.Create("app", a)))
            .Add((rules ?? []).Select(r => KeyValuePair.Create("rule", r))).Add("renews", Number(renews)).ToString();

    /// <summary>How fast findings are remediated; <paramref name="by"/> is the dimension of the breakdown, <paramref name="target"/> how many may stand.</summary>
    public static string Remediation(
        AppFilter? filter = null, DateTimeOffset? asOf = null, FindingDimension? by = null, string? part = null, int target = 0) =>
        new Query("/remediation").Add(filter).Add("by", by is { } dimension ? TagsView.Enums.Word(dimension) : null)
            .Add("target", target == 0 ? null : Number(target)).AsOf(asOf)
        + (part is null ? "" : "#" + Uri.EscapeDataString(part));

    /// <summary>Costs and what compliance costs; <paramref name="month"/> null is the last whole one, <paramref name="by"/> the breakdown.</summary>
    public static string Costs(
        AppFilter? filter = null, DateTimeOffset? asOf = null, CostMonth? month = null, CostDimension? by = null, string? part = null) =>
        new Query("/costs").Add(filter).Add("month", month?.ToString()).Add("by", by is { } dimension ? TagsView.Enums.Word(dimension) : null).AsOf(asOf)
        + (part is null ? "" : "#" + Uri.EscapeDataString(part));

    /// <summary>What is assumed, with its history.</summary>
    public static string Assumptions(DateTimeOffset? asOf = null, string? part = null) =>
        new Query("/assumptions").AsOf(asOf) + (part is null ? "" : "#" + Uri.EscapeDataString(part));

    /// <summary>The sealed months.</summary>
    public static string Snapshots(DateTimeOffset? asOf = null) => new Query("/snapshots").AsOf(asOf).ToString();

    /// <summary>
    /// A sealed month as a document; <paramref name="against"/> null compares with the month before. <paramref name="part"/> leads to that part of it.
    /// </summary>
    public static string Snapshot(CostMonth month, CostMonth? against = null, DateTimeOffset? asOf = null, string? part = null) =>
        new Query("/snapshots/" + month).Add("against", against?.ToString()).AsOf(asOf) + (part is null ? "" : "#" + Uri.EscapeDataString(part));

    /// <summary>A sealed month as JSON.</summary>
    public static string ApiSnapshot(CostMonth month) => $"{Api}/snapshots/{month}";

    /// <summary>The sealed months as JSON.</summary>
    public static string ApiSnapshots(DateTimeOffset? asOf = null) => new Query(Api + "/snapshots").AsOf(asOf).ToString();

    /// <summary>The sealed months as a file.</summary>
    public static string ExportSnapshots(string format, DateTimeOffset? asOf = null) => new Query($"{Api}/snapshots.{format}").AsOf(asOf).ToString();

    /// <summary>The client certificates.</summary>
    public static string Certificates(CertificatesView? view = null, DateTimeOffset? asOf = null) =>
        new Query("/certificates").Add((view ?? CertificatesView.All).ToPairs()).AsOf(asOf).ToString();

    /// <summary>One client certificate's page.</summary>
    public static string Certificate(long id, DateTimeOffset? asOf = null) => new Query("/certificates/" + Number(id)).AsOf(asOf).ToString();

    /// <summary>Where a file of certificates is taken in.</summary>
    public static string ImportCertificates() => "/certificates/import";

    /// <summary>The register of PKIs; <paramref name="edit"/> is the entry that is open in the form.</summary>
    public static string Pkis(DateTimeOffset? asOf = null, long? edit = null) => new Query("/pkis").Add("edit", Number(edit)).AsOf(asOf).ToString();

    /// <summary>Client certificates as JSON.</summary>
    public static string ApiCertificates(CertificatesView view, DateTimeOffset? asOf = null) =>
        new Query(Api + "/certificates").Add((view with { Page = 1 }).ToPairs()).AsOf(asOf).ToString();

    /// <summary>The filtered client certificates as a file: all of them, not a page.</summary>
    public static string ExportCertificates(string format, CertificatesView view, DateTimeOffset? asOf = null) =>
        new Query($"{Api}/certificates.{format}").Add((view with { Page = 1 }).ToPairs()).AsOf(asOf).ToString();

    /// <summary>The register of PKIs as JSON.</summary>
    public static string ApiPkis(DateTimeOffset? asOf = null) => new Query(Api + "/pkis").AsOf(asOf).ToString();

    /// <summary>The register of PKIs as a file.</summary>
    public static string ExportPkis(string format, DateTimeOffset? asOf = null) => new Query($"{Api}/pkis.{format}").AsOf(asOf).ToString();

    /// <summary>Azure Policy exemptions, held against the register of exceptions.</summary>
    public static string PolicyExemptions(ExemptionsView? view = null, DateTimeOffset? asOf = null) =>
        new Query("/exceptions/policy").Add((view ?? new ExemptionsView()).ToPairs()).AsOf(asOf).ToString();

    /// <summary>The App Service plans.</summary>
    public static string Plans(PlansView? view = null, DateTimeOffset? asOf = null) =>
        new Query("/plans").Add((view ?? new PlansView()).ToPairs()).AsOf(asOf).ToString();

    /// <summary>One plan's page; the ARM id is the path.</summary>
    public static string Plan(string resourceId, DateTimeOffset? asOf = null) => new Query("/plans" + Path(resourceId)).AsOf(asOf).ToString();

    /// <summary>The apps of the reader.</summary>
    public static string MyApps(DateTimeOffset? asOf = null) => new Query("/my-apps").AsOf(asOf).ToString();

    /// <summary>The runs list.</summary>
    public static string Runs(int page = 1) => new Query("/runs").Add("page", page <= 1 ? null : Number(page)).ToString();

    /// <summary>The runs list.</summary>
    public static string Runs(RunSort sort, int page = 1, DateTimeOffset? asOf = null) =>
        new Query("/runs").Add("sort", sort == RunSort.Default ? null : RunSortUrl.Format(sort))
            .Add("page", page <= 1 ? null : Number(page)).AsOf(asOf).ToString();

    /// <summary>The status.</summary>
    public static string Status() => "/status";

    /// <summary>What has to work before real figures can be shown, with tests.</summary>
    public static string Connect() => "/connect";

    /// <summary>The subscriptions on the status page, of some conditions or all.</summary>
    public static string StatusSubscriptions(params IReadOnlyList<SubscriptionCondition> conditions) =>
        new Query("/status").Add(Conditions(conditions)) + "#subscriptions";

    /// <summary>All that one run recorded, whenever it happened.</summary>
    public static string ChangesOfRun(long run) => Changes(view: new ChangesView(Period.Ever, EventFilter.Any with { Run = run }));

    /// <summary>One run.</summary>
    public static string Run(long id) => "/runs/" + Number(id);

    /// <summary>The audit trail; <paramref name="selected"/> is the entry that is open beside it.</summary>
    public static string Audit(AuditFilter? filter = null, int page = 1, long? selected = null) =>
        new Query("/audit").Add(filter).Add("page", page <= 1 ? null : Number(page)).Add("selected", Number(selected)).ToString();

    /// <summary>The rules page; <paramref name="rule"/> leads to that rule on it.</summary>
    public static string Rules(string? rule = null) => "/rules" + (rule is null ? "" : "#" + Uri.EscapeDataString(rule));

    /// <summary>The rules page under a filter, at a moment; <paramref name="rule"/> leads to that rule on it.</summary>
    public static string Rules(AppFilter filter, DateTimeOffset? asOf, string? rule = null) =>
        new Query("/rules").Add(filter).AsOf(asOf) + (rule is null ? "" : "#" + Uri.EscapeDataString(rule));

    /// <summary>The tags page.</summary>
    public static string Tags(AppFilter? filter = null, TagsView? view = null, DateTimeOffset? asOf = null, string? part = null) =>
        new Query("/tags").Add((view ?? TagsView.Default).ToPairs()).Add(filter).AsOf(asOf) + (part is null ? "" : "#" + Uri.EscapeDataString(part));

    /// <summary>The overview's figures as JSON.</summary>
    public static string ApiOverview(AppFilter? filter = null, DateTimeOffset? asOf = null) =>
        new Query(Api + "/overview").Add(filter).AsOf(asOf).ToString();

    /// <summary>The coverage series as JSON, or by a dimension.</summary>
    public static string ApiCoverage(
        DateOnly? from = null, DateOnly? to = null, KpiDimension? by = null, AppFilter? filter = null) =>
        new Query(Api + "/kpis/coverage").Add("from", Date(from)).Add("to", Date(to)).Add("by", by?.ToString()).Add(filter).ToString();

    /// <summary>A page of apps as JSON.</summary>
    public static string ApiApps(
        AppFilter? filter = null, AppSort? sort = null, int? page = null, int? pageSize = null, DateTimeOffset? asOf = null) =>
        new Query(Api + "/apps").Add(filter).Sort(sort)
            .Add("page", Number(page)).Add("pageSize", Number(pageSize)).AsOf(asOf).ToString();

    /// <summary>One app as JSON.</summary>
    public static string ApiApp(string resourceId, DateTimeOffset? asOf = null) =>
        new Query(Api + "/apps" + Path(resourceId)).AsOf(asOf).ToString();

    /// <summary>Plans as JSON.</summary>
    internal static string ApiPlans(PlanChoice choice, DateTimeOffset? asOf = null) =>
        new Query(Api + "/plans").Add(choice.ToPairs()).AsOf(asOf).ToString();

    /// <summary>One plan as JSON.</summary>
    public static string ApiPlan(string resourceId, CostMonth? month = null, DateTimeOffset? asOf = null) =>
        new Query(Api + "/plans" + Path(resourceId)).Add("month", month?.ToString()).AsOf(asOf).ToString();

    /// <summary>Plans with their costs of a month as a file.</summary>
    public static string ExportPlans(string format, CostMonth? month = null, DateTimeOffset? asOf = null) =>
        new Query($"{Api}/plans.{format}").Add("month", month?.ToString()).AsOf(asOf).ToString();

    /// <summary>Costs by month as JSON; a bound that is null is the API's own.</summary>
    public static string ApiCosts(AppFilter? filter, CostMonth? from, CostMonth? to, DateTimeOffset? asOf = null) =>
        Months(Api + "/costs", filter, from, to, asOf);

    /// <summary>Costs by month as a file.</summary>
    public static string ExportCosts(string format, AppFilter? filter, CostMonth? from, CostMonth? to, DateTimeOffset? asOf = null) =>
        Months($"{Api}/costs.{format}", filter, from, to, asOf);

    /// <summary>A month's costs by a dimension as JSON.</summary>
    public static string ApiCostsBy(CostDimension by, AppFilter? filter, CostMonth? month, DateTimeOffset? asOf = null) =>
        Groups(Api + "/costs", by, filter, month, asOf);

    /// <summary>A month's costs by a dimension as a file: by cost centre it is what each of them is charged.</summary>
    public static string ExportCostsBy(string format, CostDimension by, AppFilter? filter, CostMonth? month, DateTimeOffset? asOf = null) =>
        Groups($"{Api}/costs.{format}", by, filter, month, asOf);

    /// <summary>What compliance costs, as JSON.</summary>
    public static string ApiUnlockCosts(AppFilter? filter = null, DateTimeOffset? asOf = null) =>
        new Query(Api + "/unlock-costs").Add(filter).AsOf(asOf).ToString();

    /// <summary>A page of changes as JSON.</summary>
    public static string ApiChanges(
        AppFilter? filter = null, EventFilter? events = null, int? page = null, int? pageSize = null, DateTimeOffset? asOf = null) =>
        new Query(Api + "/changes").Add(EventFilterUrl.ToPairs(events ?? EventFilter.Any)).Add(filter)
            .Add("page", Number(page)).Add("pageSize", Number(pageSize)).AsOf(asOf).ToString();

    /// <summary>Findings as JSON.</summary>
    public static string ApiFindings(AppFilter? filter = null, FindingFilter? findings = null, DateTimeOffset? asOf = null) =>
        new Query(Api + "/findings").Add(FindingFilterUrl.ToPairs(findings ?? FindingFilter.Any)).Add(filter).AsOf(asOf).ToString();

    /// <summary>The filtered findings as a file: all of them, not a page.</summary>
    public static string ExportFindings(string format, AppFilter? filter, FindingFilter findings, FindingSort sort, DateTimeOffset? asOf) =>
        new Query($"{Api}/findings.{format}").Add(FindingFilterUrl.ToPairs(findings)).Add(filter)
            .Add("sort", sort == FindingSort.Default ? null : FindingSortUrl.Format(sort)).AsOf(asOf).ToString();

    /// <summary>Exceptions as JSON, and where one is asked for.</summary>
    public static string ApiExceptions(AppFilter? filter = null, ExceptionFilter? exceptions = null, DateTimeOffset? asOf = null) =>
        new Query(Api + "/exceptions").Add(ExceptionFilterUrl.ToPairs(exceptions ?? ExceptionFilter.Any)).Add(filter).AsOf(asOf).ToString();

    /// <summary>The filtered exceptions as a file: all of them, not a page.</summary>
    public static string ExportExceptions(string format, AppFilter? filter, ExceptionFilter exceptions, ExceptionSort sort, DateTimeOffset? asOf) =>
        new Query($"{Api}/exceptions.{format}").Add(ExceptionFilterUrl.ToPairs(exceptions)).Add(filter)
            .Add("sort", sort == ExceptionSort.Default ? null : ExceptionSortUrl.Format(sort)).AsOf(asOf).ToString();

    /// <summary>One PKI of the register.</summary>
    public static string ApiPki(long id) => Api + "/pkis/" + Number(id);

    /// <summary>One exception as JSON.</summary>
    public static string ApiException(long id) => Api + "/exceptions/" + Number(id);

    /// <summary>The time to remediate as JSON, or by a dimension, up to the day of <paramref name="asOf"/>.</summary>
    public static string ApiTimeToRemediate(AppFilter? filter, DateTimeOffset? asOf, FindingDimension? by = null) =>
        new Query(Api + "/kpis/time-to-remediate").Add("to", Day(asOf)).Add("by", by?.ToString()).Add(filter).ToString();

    /// <summary>The time to remediate as a file.</summary>
    public static string ExportTimeToRemediate(string format, AppFilter? filter, DateTimeOffset? asOf, FindingDimension? by = null) =>
        new Query($"{Api}/kpis/time-to-remediate.{format}").Add("to", Day(asOf)).Add("by", by?.ToString()).Add(filter).ToString();

    /// <summary>Findings that stood and were overdue by day, as JSON.</summary>
    public static string ApiFindingDays(AppFilter? filter, DateOnly from, DateOnly to) =>
        new Query(Api + "/kpis/findings").Add("from", Date(from)).Add("to", Date(to)).Add(filter).ToString();

    /// <summary>The same as a file.</summary>
    public static string ExportFindingDays(string format, AppFilter? filter, DateOnly from, DateOnly to) =>
        new Query($"{Api}/kpis/findings.{format}").Add("from", Date(from)).Add("to", Date(to)).Add(filter).ToString();

    /// <summary>Arrivals and departures of findings by week, and the backlog ahead up to <paramref name="target"/>, as JSON.</summary>
    public static string ApiFindingWeeks(AppFilter? filter, DateTimeOffset? asOf, int target = 0) =>
        new Query(Api + "/kpis/finding-weeks").Add("target", target == 0 ? null : Number(target)).Add(filter).AsOf(asOf).ToString();

    /// <summary>The same as a file.</summary>
    public static string ExportFindingWeeks(string format, AppFilter? filter, DateTimeOffset? asOf) =>
        new Query($"{Api}/kpis/finding-weeks.{format}").Add(filter).AsOf(asOf).ToString();

    /// <summary>A page of the states that the history keeps, as JSON.</summary>
    public static string ApiHistory(AppFilter? filter = null, int? page = null, int? pageSize = null, DateTimeOffset? asOf = null) =>
        new Query(Api + "/history").Add(filter).Add("page", Number(page)).Add("pageSize", Number(pageSize)).AsOf(asOf).ToString();

    /// <summary>Policy exemptions as JSON: those with a finding, or all.</summary>
    public static string ApiPolicyExemptions(ExemptionFinding? finding = null, DateTimeOffset? asOf = null) =>
        new Query(Api + "/policy-exemptions").Add(new ExemptionsView(finding).ToPairs()).AsOf(asOf).ToString();

    /// <summary>Policy exemptions with some findings as JSON; none means all.</summary>
    public static string ApiPolicyExemptions(IReadOnlyList<ExemptionFinding> findings) =>
        new Query(Api + "/policy-exemptions").Add(findings.SelectMany(f => new ExemptionsView(f).ToPairs())).ToString();

    /// <summary>The same as a file: all of them, not a page.</summary>
    public static string ExportPolicyExemptions(string format, ExemptionFinding? finding = null, DateTimeOffset? asOf = null) =>
        new Query($"{Api}/policy-exemptions.{format}").Add(new ExemptionsView(finding).ToPairs()).AsOf(asOf).ToString();

    /// <summary>Runs as JSON, and where a run is started.</summary>
    public static string ApiRuns(DateTimeOffset? asOf = null) => new Query(Api + "/runs").AsOf(asOf).ToString();

    /// <summary>Subscriptions with what the last run found of them, as JSON.</summary>
    public static string ApiSubscriptions(params IReadOnlyList<SubscriptionCondition> conditions) =>
        new Query(Api + "/subscriptions").Add(Conditions(conditions)).ToString();

    /// <summary>All runs up to a moment as a file. <paramref name="format"/> is <c>json</c>, <c>csv</c> or <c>xlsx</c>.</summary>
    public static string ExportRuns(string format, RunSort sort, DateTimeOffset? asOf = null) =>
        new Query(Api + "/runs." + format).Add("sort", sort == RunSort.Default ? null : RunSortUrl.Format(sort)).AsOf(asOf).ToString();

    /// <summary>One run as JSON.</summary>
    public static string ApiRun(long id) => Api + "/runs/" + Number(id);

    /// <summary>Where a run is cancelled.</summary>
    public static string ApiCancelRun(long id) => ApiRun(id) + "/cancel";

    /// <summary>A page of the audit trail as JSON.</summary>
    public static string ApiAudit(AuditFilter? filter = null) => new Query(Api + "/audit").Add(filter).ToString();

    /// <summary>The filtered audit trail as a file.</summary>
    public static string ExportAudit(string format, AuditFilter? filter = null) => new Query(Api + "/audit." + format).Add(filter).ToString();

    /// <summary>Where a subscription is retired.</summary>
    public static string ApiRetireSubscription(string id) => Api + "/subscriptions" + Path(id) + "/retire";

    /// <summary>The sources with their last tests as JSON.</summary>
    public static string ApiConnections() => Api + "/connections";

    /// <summary>The status as JSON.</summary>
    public static string ApiStatus() => Api + "/status";

    /// <summary>The rules as JSON.</summary>
    public static string ApiRules(AppFilter? filter = null, DateTimeOffset? asOf = null) =>
        new Query(Api + "/rules").Add(filter).AsOf(asOf).ToString();

    /// <summary>What lookups of tags met, as JSON.</summary>
    internal static string ApiTags(AppFilter? filter, TagChoice choice, DateTimeOffset? asOf = null) =>
        new Query(Api + "/tags").Add(choice.ToPairs()).Add(filter).AsOf(asOf).ToString();

    /// <summary>Where a tag is missing, as JSON.</summary>
    public static string ApiUntagged(AppFilter? filter, TagKind kind, bool bySubscription, DateTimeOffset? asOf = null) =>
        Untagged(Api + "/untagged", filter, kind, bySubscription, asOf);

    /// <summary>A list that understands the filter and the moment, as a file: all of it, not a page.</summary>
    public static string ExportList(string list, string format, AppFilter? filter = null, DateTimeOffset? asOf = null) =>
        new Query($"{Api}/{list}.{format}").Add(filter).AsOf(asOf).ToString();

    /// <summary>Where a tag is missing, as a file.</summary>
    public static string ExportUntagged(string format, AppFilter? filter, TagKind kind, bool bySubscription, DateTimeOffset? asOf = null) =>
        Untagged($"{Api}/untagged.{format}", filter, kind, bySubscription, asOf);

    /// <summary>The filtered apps as a file: all of them, not a page. <paramref name="format"/> is <c>json</c>, <c>csv</c> or <c>xlsx</c>.</summary>
    public static string Export(string format, AppFilter? filter = null, AppSort? sort = null, DateTimeOffset? asOf = null) =>
        new Query(Api + "/apps." + format).Add(filter).Sort(sort).AsOf(asOf).ToString();

    /// <summary>The filtered changes as a file: all of them, not a page.</summary>
    public static string ExportChanges(string format, AppFilter? filter, EventFilter events, DateTimeOffset? asOf) =>
        new Query(Api + "/changes." + format).Add(EventFilterUrl.ToPairs(events)).Add(filter).AsOf(asOf).ToString();

    private static string Months(string path, AppFilter? filter, CostMonth? from, CostMonth? to, DateTimeOffset? asOf) =>
        new Query(path).Add("from", from?.ToString()).Add("to", to?.ToString()).Add(filter).AsOf(asOf).ToString();

    private static string Groups(string path, CostDimension by, AppFilter? filter, CostMonth? month, DateTimeOffset? asOf) =>
        new Query(path).Add("by", TagsView.Enums.Word(by)).Add("month", month?.ToString()).Add(filter).AsOf(asOf).ToString();

    private static string Untagged(string path, AppFilter? filter, TagKind kind, bool bySubscription, DateTimeOffset? asOf) =>
        new Query(path).Add("kind", TagsView.Enums.Word(kind)).Add("by", bySubscription ? "subscription" : null).Add(filter).AsOf(asOf).ToString();

    private static string? Day(DateTimeOffset? moment) => moment is { } at ? Date(DateOnly.FromDateTime(at.UtcDateTime)) : null;

    private static string? Date(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static IEnumerable<KeyValuePair<string, string>> Conditions(IReadOnlyList<SubscriptionCondition> conditions) =>
        conditions.Select(c => KeyValuePair.Create("condition", c.ToString()));

    private static string? Number(long? value) => value?.ToString(CultureInfo.InvariantCulture);

    /// <summary>The segments of an ARM id, each escaped; always with a leading slash.</summary>
    private static string Path(string resourceId) =>
        "/" + string.Join('/', resourceId.Trim('/').Split('/').Select(Uri.EscapeDataString));

    private sealed class Query(string path)
    {
        private readonly StringBuilder _text = new(path);
        private bool _any;

        public Query Add(string name, string? value)
        {
            if (value is null) return this;
            _text.Append(_any ? '&' : '?').Append(name).Append('=').Append(Uri.EscapeDataString(value));
            _any = true;
            return this;
        }

        public Query Add(AppFilter? filter) => filter is null ? this : Add(AppFilterUrl.ToPairs(filter));

        public Query Add(IEnumerable<KeyValuePair<string, string>> pairs)
        {
            foreach (var (name, value) in pairs) Add(name, value);
            return this;
        }

        public Query Add(AuditFilter? filter)
        {
            if (filter is null) return this;
            foreach (var (name, value) in AuditFilterUrl.ToPairs(filter)) Add(name, value);
            return this;
        }

        public Query Sort(AppSort? sort) =>
            Add("sort", sort is null || sort == AppSort.Default ? null : AppSortUrl.Format(sort));

        public Query AsOf(DateTimeOffset? asOf) => Add("asOf", asOf is { } moment ? AsOfUrl.Format(moment) : null);

        public override string ToString() => _text.ToString();
    }
}
