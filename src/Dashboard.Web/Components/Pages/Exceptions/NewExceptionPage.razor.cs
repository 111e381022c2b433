using System.Globalization;
using Dashboard.Core.Audit;
using Dashboard.Core.Exceptions;
using Dashboard.Core.Inventory;
using Dashboard.Core.Posture;
using Dashboard.Core.Queries;
using Dashboard.Storage.Commands;
using Dashboard.Storage.Queries;
using Dashboard.Storage.Queries.Exceptions;
using Dashboard.Web.Access;
using Dashboard.Web.Components.Kit;
using Dashboard.Web.Urls;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;

namespace Dashboard.Web.Components.Pages.Exceptions;

/// <summary>Asks for an exception. What it is about is in the URL, so that a link brings it along; the grounds are typed.</summary>
public sealed partial class NewExceptionPage
{
    private const int MostFound = 20;

    private Load<IReadOnlyList<ExceptableApp>> _chosen;
    private Load<ExceptionDetail?> _old;
    private IReadOnlyList<AppName> _found = [];
    private IReadOnlyList<ExceptionProblem> _problems = [];
    private long? _filledFrom;
    private int _seeking;
    private int _matches;
    private string? _sought;
    private string? _reason;
    private string? _control;
    private string? _owner;
    private string? _link;
    private string? _said;
    private DateOnly? _lastDay;
    private ExceptionTreatment _treatment = ExceptionTreatment.Mitigated;
    private bool _busy;

    /// <summary>What can be excepted.</summary>
    [Inject] public required ExceptableAppsQuery Exceptable { get; set; }

    /// <summary>Finds apps by name.</summary>
    [Inject] public required AppListQuery AllApps { get; set; }

    /// <summary>Finds what is renewed.</summary>
    [Inject] public required ExceptionDetailQuery Details { get; set; }

    /// <summary>Asks.</summary>
    [Inject] public required RequestExceptionCommand Request { get; set; }

    /// <summary>For which apps the reader may ask.</summary>
    [Inject] public required ExceptionRights Rights { get; set; }

    /// <summary>How long an exception may last.</summary>
    [Inject] public required ExceptionLimits Limits { get; set; }

    /// <summary>Makes the logger.</summary>
    [Inject] public required ILogger<NewExceptionPage> Logger { get; set; }

    [CascadingParameter] private Task<AuthenticationState>? Authentication { get; set; }

    private string Title => Renews is { } id ? string.Create(CultureInfo.InvariantCulture, $"Renew exception {id}") : "Ask for an exception";

    private long? Renews => long.TryParse(Text("renews"), NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : null;

    /// <summary>The apps in the URL; of a renewal that names none, those of the old exception.</summary>
    private IReadOnlyList<string> ChosenIds => Values("app") is { Count: > 0 } ids ? ids : [.. _old.Value?.Item.Apps.Select(a => a.ResourceId) ?? []];

    /// <summary>The rules in the URL, as far as they are offered; of a renewal that names none, those of the old exception.</summary>
    private IReadOnlyList<string> ChosenRules =>
        [.. (Values("rule") is { Count: > 0 } rules ? rules.Select(r => r.ToUpperInvariant()) : _old.Value?.Item.Rules ?? []).Where(r => Offered.Exists(o => o.Id == r))];

    private List<OfferedRule> Offered =>
    [
        .. (_chosen.Value ?? []).SelectMany(a => a.Failing).GroupBy(f => f.RuleId).OrderBy(g => g.Key, StringComparer.Ordinal)
            .Select(g => new OfferedRule(g.Key, g.Count(), g.Max(f => f.Severity), g.Select(f => f.TakenBy).FirstOrDefault(t => t is not null && t != Renews))),
    ];

    private DateOnly Today => DateOnly.FromDateTime(Clock.GetUtcNow().UtcDateTime);

    private Severity? Worst => Offered.Where(o => ChosenRules.Contains(o.Id)).Select(o => (Severity?)o.Worst).DefaultIfEmpty(null).Max();

    /// <summary>The last day whose end is allowed; null while nothing is chosen.</summary>
    private DateOnly? LastDay => Worst is { } worst ? DateOnly.FromDateTime((Clock.GetUtcNow() + Limits.Of(worst)).UtcDateTime.AddSeconds(1).AddDays(-1)) : null;

    private string LimitText => (Worst, LastDay) switch
    {
        ({ } worst, { } last) => $"Until 23:59:59 of that day. What is {worst.ToString().ToLowerInvariant()} can be excepted for {Words.Of((int)Limits.Of(worst).TotalDays, "day")} at most: until {Words.Day(last)}.",
        _ => "How long it may last hangs on the worst severity that is chosen.",
    };

    private string FoundText => _sought is not { Length: > 0 } ? "" : _matches switch
    {
        0 => "No app that you may choose has that in its name.",
        _ when _matches > _found.Count => $"{Words.Of(_matches, "app")}, of which {Words.Count(_found.Count)} are shown.",
        _ => Words.Of(_matches, "app") + ".",
    };

    /// <inheritdoc />
    protected override async Task LoadAsync(CancellationToken cancellationToken)
    {
        if (Renews is { } id && _filledFrom != id)
        {
            _old = await TryAsync(() => Details.RunAsync(id, null, cancellationToken));
            _filledFrom = id;
            if (_old.Value?.Item is { } old) Fill(old);
        }

        var ids = ChosenIds;
        _chosen = await TryAsync(() => Exceptable.RunAsync(ids, cancellationToken));
        _lastDay ??= LastDay;
    }

    private void Fill(ExceptionItem old)
    {
        (_reason, _control, _owner, _link) = (old.Terms.Reason, old.Terms.CompensatingControl, old.Terms.RiskOwner, old.Terms.EvidenceLink);
        (_treatment, _lastDay) = (old.Terms.Treatment, null);
    }

    private async Task SeekAsync(string? text)
    {
        _sought = text?.Trim();
        var seeking = ++_seeking;
        if (_sought is not { Length: > 0 } sought)
        {
            (_found, _matches) = ([], 0);
            return;
        }

        try
        {
            var user = Authentication is null ? new() : (await Authentication).User;
            var own = user.IsInRole(Roles.Security) ? AppFilter.Any : OwnApps.FilterOf(user);
            var page = own is null
                ? null
                : await AllApps.RunAsync(own with { Text = sought }, AppSort.Default, 1, MostFound + ChosenIds.Count, false, null, CancellationToken.None);
            // What was typed since has an answer of its own.
            if (seeking != _seeking) return;
            var left = page?.Items.Where(r => !ChosenIds.Any(id => Same(id, r.State.ResourceId))).ToList() ?? [];
            _found = [.. left.Take(MostFound).Select(r => new AppName(r.State.ResourceId, r.State.Name))];
            _matches = (page?.Total ?? 0) - ((page?.Items.Count ?? 0) - left.Count);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            (_found, _matches) = ([], 0);
            _said = Fault(e, "The apps could not be looked for.");
        }
    }

    private async Task AskAsync(AuditActor actor)
    {
        if (_busy) return;
        _busy = true;
        try
        {
            var ids = ChosenIds;
            var user = Authentication is null ? new() : (await Authentication).User;
            if (await Rights.ForeignAsync(user, ids, CancellationToken.None) is { Count: > 0 } foreign)
            {
                _problems = [new("apps", $"{foreign[0]} is not an app of yours: without the role Security one asks for one's own apps alone.")];
                _said = "Not asked for.";
                return;
            }

            if (_lastDay is not { } day)
            {
                _problems = [new("expires", "The last day is needed.")];
                _said = "Not asked for: a day is missing.";
                return;
            }

            var expires = new DateTimeOffset(day.ToDateTime(new TimeOnly(23, 59, 59)), TimeSpan.Zero);
            var terms = new ExceptionTerms(_reason ?? "", _treatment, _control ?? "", _owner ?? "", expires, _link);
            var outcome = await Request.RunAsync(new ExceptionRequest(ids, ChosenRules, terms, Renews), actor, CancellationToken.None);
            if (outcome.Id is { } id)
            {
                Nav.NavigateTo(DashboardUrls.Exception(id));
                return;
            }

            _problems = outcome.Problems.Count > 0 ? outcome.Problems : [new("renews", Refused(outcome.Refusal!.Value))];
            _said = $"Not asked for: {Words.Of(_problems.Count, "thing is", "things are")} not as it has to be.";
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            _said = Fault(e, "It could not be stored. Try again.");
        }
        finally
        {
            _busy = false;
        }
    }

    private static string Refused(ExceptionRefusal refusal) => refusal switch
    {
        ExceptionRefusal.StateForbids => "Only an exception that is active or expired can be renewed.",
        ExceptionRefusal.AlreadyCovered => "A renewal of it is asked for already.",
        _ => ExceptionWords.Refusal(refusal),
    };

    private IReadOnlyList<string> Values(string parameter) =>
        Query.TryGetValue(parameter, out var values) ? [.. values.OfType<string>().Where(v => v.Length > 0).Distinct(StringComparer.OrdinalIgnoreCase).Take(ExceptionRequest.MaxApps)] : [];

    private string Url(IEnumerable<string> apps, IEnumerable<string> rules) => DashboardUrls.NewException(apps, rules, Renews);

    private string? Invalid(string field) => _problems.Any(p => p.Field == field) ? "true" : null;

    private static bool Same(string one, string other) => ResourceIds.Key(one) == ResourceIds.Key(other);

    private static string Iso(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private string Fault(Exception fault, string text)
    {
        // The reason stays in the log; what was typed stays in the form.
        var id = ErrorIds.New();
        RequestFailed(Logger, fault, id);
        return $"{text} Id {id}";
    }

    [LoggerMessage(EventId = 5110, Level = LogLevel.Error, Message = "An exception could not be asked for; the page said {ErrorId}")]
    private static partial void RequestFailed(ILogger logger, Exception exception, string errorId);

    private sealed record OfferedRule(string Id, int Apps, Severity Worst, long? Taken);
}
