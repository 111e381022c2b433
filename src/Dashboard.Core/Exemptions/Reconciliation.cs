using Dashboard.Core.Queries;

namespace Dashboard.Core.Exemptions;

/// <summary>
/// Holds policy exemptions against the active exceptions of the register, at one moment. Each app that an exception covers is entered
/// under every scope above it, so that the work grows with exemptions and exceptions and not with the estate.
/// </summary>
public sealed class Reconciliation
{
    /// <summary>The definition that pages and API show.</summary>
    public const string Definition =
        "An exemption has a counterpart where an active exception covers, on an app that it exempts, a rule that says that no certificate is "
        + "demanded (MTLS001, MTLS002 or MTLS005). An exception about other rules needs no exemption. An exemption of a group, a subscription or "
        + "a management group exempts whatever is in it, also what is to come.";

    /// <summary>The rules that say what Azure's policies about client certificates say: that none is demanded.</summary>
    public static IReadOnlyList<string> Rules { get; } = ["MTLS001", "MTLS002", "MTLS005"];

    private readonly IReadOnlyList<Place> _places;
    private readonly ILookup<string, Place> _byScope;
    private readonly bool _someUnplaced;

    /// <summary>Enters the apps that active exceptions cover.</summary>
    /// <param name="excepted">The apps; one that several exceptions cover comes once for each.</param>
    /// <param name="ancestorsOf">The management groups above the subscription of an app; null where they were never told.</param>
    public Reconciliation(IEnumerable<ExceptedPlace> excepted, Func<ExceptedPlace, IReadOnlyList<string>?> ancestorsOf)
    {
        _places =
        [
            .. from app in excepted
               let ancestors = ancestorsOf(app)
               select new Place(app, [.. ExemptionScope.KeysOf(app.ResourceId, ancestors ?? [])], ancestors is not null, PolicyTarget.Of(app.ResourceId, app.Kind)),
        ];
        _byScope = _places.SelectMany(p => p.Keys.Select(key => (key, p))).ToLookup(p => p.key, p => p.p, StringComparer.Ordinal);
        _someUnplaced = _places.Any(p => !p.GroupsKnown);
    }

    /// <summary>An exemption with what is wrong with it at a moment.</summary>
    public ExemptionItem Judge(ExemptionItem item, DateTimeOffset at)
    {
        var here = _byScope[item.Scope.Key].Where(p => item.State.Targets.HasFlag(p.Target)).ToList();
        return item with
        {
            Findings = [.. Findings(item, here, at)],
            Exceptions = [.. here.Select(p => p.App.ExceptionId).Distinct().Order()],
            ExceptedApps = here.Select(p => p.App.ResourceId).Distinct(StringComparer.OrdinalIgnoreCase).Count(),
        };
    }

    /// <summary>The exceptions with apps that none of <paramref name="items"/> is known to exempt at a moment, the soonest to end first.</summary>
    /// <param name="items">All exemptions.</param>
    /// <param name="whole">False where there may be more exemptions than these: then nothing is sure.</param>
    /// <param name="at">The moment.</param>
    public IReadOnlyList<ExceptionWithoutExemption> Without(IEnumerable<ExemptionItem> items, bool whole, DateTimeOffset at)
    {
        var honoured = items.Where(i => !i.State.HasExpired(at)).ToLookup(i => i.Scope.Key, StringComparer.Ordinal);
        var groups = honoured.Any(g => g.Any(i => i.Scope.Kind == ExemptionScopeKind.ManagementGroup));
        return
        [
            .. from place in _places
               let covering = place.Keys.SelectMany(key => honoured[key]).Where(i => i.State.Targets.HasFlag(place.Target)).ToList()
               where !covering.Exists(IsSure)
               let perhaps = !whole || covering.Count > 0 || (groups && !place.GroupsKnown)
               group new UnexemptedApp(place.App.ResourceId, place.App.Name, perhaps) by (place.App.ExceptionId, place.App.Until) into exception
               orderby exception.Key.Until, exception.Key.ExceptionId
               select new ExceptionWithoutExemption(exception.Key.ExceptionId, exception.Key.Until, [.. exception.OrderBy(a => a.Name, StringComparer.OrdinalIgnoreCase)]),
        ];
    }

    private IEnumerable<ExemptionFinding> Findings(ExemptionItem item, List<Place> here, DateTimeOffset at)
    {
        var state = item.State;
        if (state.HasExpired(at))
        {
            // It exempts nothing, so nobody need have approved it.
            yield return ExemptionFinding.ExpiredButPresent;
            yield break;
        }

        var known = state.Relevance == ExemptionRelevance.ClientCertificates;
        var unplaced = item.Scope.Kind == ExemptionScopeKind.ManagementGroup && here.Count == 0 && _someUnplaced;
        if (known && here.Count == 0 && !unplaced) yield return ExemptionFinding.NoCounterpart;
        if (known && here.Count > 0 && !here.Exists(p => IsWholly(item.Scope, p))) yield return ExemptionFinding.PartCounterpart;
        if (state.ExpiresOn is null && state.ExpiryUnderstood) yield return ExemptionFinding.NoExpiry;
        if (!known || unplaced || !state.ExpiryUnderstood) yield return ExemptionFinding.NotJudged;
    }

    // What is at a group may hold more apps than those; an exemption of an app is about that app.
    private static bool IsWholly(ExemptionScope scope, Place place) =>
        scope.Kind == ExemptionScopeKind.App && scope.Key == Inventory.ResourceIds.Key(place.App.ResourceId);

    private static bool IsSure(ExemptionItem item) =>
        item.State is { Relevance: ExemptionRelevance.ClientCertificates, HasSelectors: false, ExpiryUnderstood: true } && item.LastSeen is null;

    private sealed record Place(ExceptedPlace App, IReadOnlyList<string> Keys, bool GroupsKnown, PolicyTargets Target);
}
