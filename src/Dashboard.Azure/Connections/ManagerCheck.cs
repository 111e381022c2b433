using System.Text.Json;
using Dashboard.Azure.Arm;
using Dashboard.Azure.Pipeline;
using Dashboard.Azure.Rows;
using Dashboard.Core.Collection;
using Dashboard.Core.Connections;
using Dashboard.Core.Inventory;

namespace Dashboard.Azure.Connections;

/// <summary>Whether Resource Manager lets an app and its configuration be read, tried on the first app that there is.</summary>
internal sealed class ManagerCheck(ConnectionClients clients)
{
    /// <summary>Reads one site and its <c>config/web</c>.</summary>
    public async Task<ConnectionCheck> RunAsync(ScopeReading scopes, CancellationToken cancellationToken)
    {
        var sight = await new GraphProbe(clients).LookAsync(
            AppRows.Query.TextWithoutTable!, scopes.FirstBatch(clients.Settings.BatchSize), cancellationToken);
        if (sight.FirstId is not { } id || ArmPath.Web(clients.Settings.ResourceManagerEndpoint, id) is not { } site)
        {
            return Check(ConnectionState.Untested, sight is { Failure: null, Understood: true }
                ? "Not tried: there is no app that can be read."
                : "Not tried: Resource Graph did not name an app to try it on. See Resource Graph above.");
        }

        var configuration = ArmPath.Web(clients.Settings.ResourceManagerEndpoint, id, "/config/web")!;
        foreach (var (address, what) in new[] { (site, "an app"), (configuration, "the configuration of an app") })
        {
            var (problem, status) = await ReadAsync(address, what, cancellationToken);
            // As a run does: a broken answer is asked for once more.
            if (problem is not null && status == 200) (problem, status) = await ReadAsync(address, what, cancellationToken);
            if (problem is null) continue;
            return Check(ConnectionState.Failed, problem) with
            {
                Missing = status == 403 && ResourceIds.Segment(id, "subscriptions") is { } subscription ? [MissingRole.ReaderOn(subscription)] : [],
            };
        }

        return Check(ConnectionState.Good, "An app and its configuration can be read one by one, for what Resource Graph does not carry.");
    }

    private async Task<(string? Problem, int Status)> ReadAsync(Uri address, string what, CancellationToken cancellationToken)
    {
        using var answer = await clients.Http.GetAsync(address, new SourceLog("resource manager"), cancellationToken);
        if (answer.Failure is { } failure) return (clients.Problems.Of(Problems.ResourceManager, what, failure), failure.Status);
        return (HasProperties(answer.Body) ? null : Problems.NotUnderstood(Problems.ResourceManager, what), 200);
    }

    private static bool HasProperties(ReadOnlyMemory<byte> body)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            return document.RootElement.ValueKind == JsonValueKind.Object
                && JsonReadings.Property(document.RootElement, "properties").ValueKind == JsonValueKind.Object;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private static ConnectionCheck Check(ConnectionState state, string answer) => new(ConnectionSource.ResourceManager, state, answer);
}
