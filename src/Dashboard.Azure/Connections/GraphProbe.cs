using Dashboard.Azure.Pipeline;
using Dashboard.Azure.ResourceGraph;
using Dashboard.Azure.Rows;
using Dashboard.Core.Collection;

namespace Dashboard.Azure.Connections;

/// <summary>What a query for one row found.</summary>
/// <param name="Failure">How it failed; null where it was answered.</param>
/// <param name="Understood">False where the answer is no page.</param>
/// <param name="Total">Rows that match in all.</param>
/// <param name="FirstId">The id of the first row; null where there is none.</param>
internal sealed record GraphSight(ArmFailure? Failure, bool Understood, int Total, string? FirstId);

/// <summary>Asks Resource Graph for one row of a query: the cheapest proof that it can be run.</summary>
internal sealed class GraphProbe(ConnectionClients clients)
{
    private readonly Uri _address = new(clients.Settings.ResourceManagerEndpoint, GraphRequest.Path);

    /// <summary>Asks, and once more where the answer broke off or is not understood, as a run would.</summary>
    public async Task<GraphSight> LookAsync(string query, GraphScope scope, CancellationToken cancellationToken)
    {
        var sight = await AskAsync(query, scope, cancellationToken);
        return sight is { Failure: null, Understood: true } or { Failure.Kind: not FailureKind.BrokenOff }
            ? sight
            : await AskAsync(query, scope, cancellationToken);
    }

    private async Task<GraphSight> AskAsync(string query, GraphScope scope, CancellationToken cancellationToken)
    {
        var body = GraphRequest.Body(scope, query, 1, null);
        using var answer = await clients.Http.PostAsync(_address, body, new SourceLog("resource graph"), cancellationToken);
        if (answer.Failure is { } failure) return new GraphSight(failure, true, 0, null);
        string? first = null;
        var page = GraphPage.Read(answer.Body, row => first ??= Id(row));
        return page is null ? new GraphSight(null, false, 0, null) : new GraphSight(null, true, page.TotalRecords ?? (first is null ? 0 : 1), first);
    }

    private static string? Id(ReadOnlyMemory<byte> bytes)
    {
        using var row = GraphPage.Parse(bytes);
        return JsonReadings.TextOrNull(JsonReadings.Property(row.RootElement, "id"));
    }
}
