using Dashboard.Azure.Pipeline;
using Dashboard.Azure.Rows;
using Dashboard.Core.Connections;

namespace Dashboard.Azure.Connections;

/// <summary>Whether each table that runs read can be queried, by one row of the very query that runs send.</summary>
internal sealed class GraphCheck(ConnectionClients clients)
{
    /// <summary>Azure keeps change records for 14 days.</summary>
    private static readonly TimeSpan KeptFor = TimeSpan.FromDays(14);

    /// <summary>Queries the tables one after the other, until one cannot be reached at all.</summary>
    public async Task<ConnectionCheck> RunAsync(ScopeReading scopes, CancellationToken cancellationToken)
    {
        var (probe, scope) = (new GraphProbe(clients), scopes.FirstBatch(clients.Settings.BatchSize));
        var found = new List<Found>();
        foreach (var (table, rows, query) in Tables())
        {
            found.Add(Of(table, rows, await probe.LookAsync(query, scope, cancellationToken)));
            if (found[^1].IsOver) break;
        }

        var failed = found.Where(f => f.Problem is not null).ToList();
        return new ConnectionCheck(ConnectionSource.ResourceGraph, State(found, failed), Answer(found, failed))
        {
            // Where all fail, the answer has said why.
            Details = failed.Count == found.Count ? [] : [.. found.Select(f => f.Line)],
            Missing = failed.Any(f => f.Lacks) || (failed.Count == 0 && found[0].Rows == 0) ? [MissingRole.Reader] : [],
        };
    }

    private (string Table, string Rows, string Query)[] Tables() =>
    [
        ("resources", "apps and slots", AppRows.Query.TextWithoutTable!),
        ("resourcecontainers", "resource groups", ContainerRows.ResourceGroups.Text),
        ("appserviceresources", "apps and slots, with what it has of their configuration", AppRows.Query.Text),
        ("resourcechanges", "changes of the last 14 days", ChangeRows.Since(clients.Clock.GetUtcNow() - KeptFor).Text),
    ];

    private Found Of(string table, string rows, GraphSight sight)
    {
        if (sight.Failure is { Status: 400 } failure && failure.Has("DisallowedLogicalTableName") && table == "appserviceresources")
            return new Found($"{table}: this cloud does not have it. The configuration of each app is read by Resource Manager instead.", 0);
        var problem = sight switch
        {
            { Failure: { } f } => clients.Problems.Of(Problems.ResourceGraph, $"the table {table}", f),
            { Understood: false } => Problems.NotUnderstood(Problems.ResourceGraph, $"a query of the table {table}"),
            _ => null,
        };
        return new Found(problem is null ? $"{table}: {(sight.Total == 0 ? "no" : sight.Total)} {rows}" : $"{table}: {problem}", sight.Total)
        {
            Problem = problem,
            Lacks = sight.Failure?.Status == 403,
            // What these tell of holds for every table; asking on would only take time.
            IsOver = sight.Failure is { Kind: FailureKind.NoConnection or FailureKind.NoToken } or { Status: 401 or 429 },
        };
    }

    private static ConnectionState State(List<Found> found, List<Found> failed) =>
        failed.Count == found.Count ? ConnectionState.Failed
        : failed.Count > 0 || found[0].Rows == 0 ? ConnectionState.Incomplete
        : ConnectionState.Good;

    private static string Answer(List<Found> found, List<Found> failed) => failed.Count switch
    {
        0 when found[0].Rows == 0 => "The tables answer, but show no App Service app. If there are any, the role is missing where they are.",
        0 => "Every table that is needed answers.",
        _ when failed.Count == found.Count => found[0].Problem!,
        _ => "Some tables cannot be queried.",
    };

    private sealed record Found(string Line, int Rows)
    {
        public string? Problem { get; init; }

        public bool Lacks { get; init; }

        public bool IsOver { get; init; }
    }
}
