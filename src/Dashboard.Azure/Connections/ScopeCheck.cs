using Dashboard.Azure.ResourceGraph;
using Dashboard.Azure.Rows;
using Dashboard.Core.Collection;
using Dashboard.Core.Connections;

namespace Dashboard.Azure.Connections;

/// <summary>How many subscriptions can be read, and which configured ones cannot.</summary>
internal sealed class ScopeCheck(ConnectionClients clients)
{
    private const int MostNamed = 20;

    /// <summary>Judges what was listed, and compares it with what Resource Graph shows.</summary>
    public async Task<ConnectionCheck> RunAsync(ScopeReading scopes, CancellationToken cancellationToken)
    {
        if (scopes.Problem is { } problem)
        {
            return new ConnectionCheck(ConnectionSource.Scopes, ConnectionState.Failed, problem)
            {
                Missing = scopes.Failure?.Status == 403 ? [MissingRole.Reader] : [],
            };
        }

        var hidden = await HiddenAsync(scopes, cancellationToken);
        var missing = NotListed(scopes);
        var groups = scopes.Groups.Where(g => g.Problem is not null || g.Subscriptions == 0).ToList();
        var lacking = missing.Select(MissingRole.ReaderOn).Concat(hidden.Select(MissingRole.ReaderOn))
            .Concat(groups.Select(g => MissingRole.ReaderOnGroup(g.Id))).Take(MostNamed).ToList();
        var readable = scopes.InScope.Count - hidden.Count;
        if (readable == 0 && lacking.Count == 0) lacking.Add(MissingRole.Reader);
        var state = readable == 0 ? ConnectionState.Failed : lacking.Count > 0 ? ConnectionState.Incomplete : ConnectionState.Good;
        return new ConnectionCheck(ConnectionSource.Scopes, state, Answer(readable, lacking.Count))
        {
            Details = [.. Details(missing, hidden, groups).Take(MostNamed)],
            Missing = lacking,
        };
    }

    private string Answer(int readable, int lacking)
    {
        var configured = clients.Settings is { SubscriptionIds.Count: > 0 } or { ManagementGroupIds.Count: > 0 };
        return (readable, lacking, configured) switch
        {
            (0, _, false) => "No subscription can be read: the identity has no role on any, or is of another tenant.",
            (0, _, true) => "None of the configured scopes can be read.",
            (_, 0, false) => $"{Subscriptions(readable)} can be read: all that the identity sees, since no scope is configured.",
            (_, 0, true) => $"{Subscriptions(readable)} can be read: all that are configured.",
            _ => $"{Subscriptions(readable)} can be read, but not all: see below.",
        };
    }

    private static string Subscriptions(int count) => count == 1 ? "1 subscription" : $"{count} subscriptions";

    private List<string> NotListed(ScopeReading scopes) =>
    [
        .. clients.Settings.SubscriptionIds.Select(id => id.Trim().ToLowerInvariant()).Distinct(StringComparer.Ordinal)
            .Except(scopes.Listed.Select(s => s.SubscriptionId), StringComparer.OrdinalIgnoreCase).Order(StringComparer.Ordinal),
    ];

    // Resource Graph leaves out what may not be read without a word; whether it answers at all is another source's matter.
    private async Task<List<string>> HiddenAsync(ScopeReading scopes, CancellationToken cancellationToken)
    {
        var log = new SourceLog("subscriptions");
        var ids = scopes.InScope.Select(s => s.SubscriptionId).ToList();
        var shown = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        var batches = GraphScope.Subscriptions(ids, clients.Settings.BatchSize);
        await foreach (var page in clients.Graph.QueryAsync(ContainerRows.Subscriptions, batches, log, cancellationToken))
            shown.UnionWith(page.Select(s => s.SubscriptionId));
        return log.Complete ? [.. ids.Where(id => !shown.Contains(id))] : [];
    }

    private static IEnumerable<string> Details(List<string> missing, List<string> hidden, List<GroupReading> groups) =>
    [
        .. missing.Select(id => $"Subscription {id} is configured, but not among those that the identity can read. Check the id, or assign the role."),
        .. hidden.Select(id => $"Subscription {id} is listed, but Resource Graph shows nothing of it: its resources cannot be read."),
        .. groups.Select(g => g.Problem is { } problem
            ? $"Management group {g.Id}: {problem}"
            : $"Management group {g.Id} shows no subscription: it has none, or they cannot be read."),
    ];
}
