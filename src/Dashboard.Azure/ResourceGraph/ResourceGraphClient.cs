using System.Runtime.CompilerServices;
using Dashboard.Azure.Pipeline;
using Dashboard.Core.Collection;
using Microsoft.Extensions.Logging;

namespace Dashboard.Azure.ResourceGraph;

/// <summary>Azure Resource Graph: runs a query over scopes, page by page, exact about what did not arrive.</summary>
internal sealed partial class ResourceGraphClient(
    ArmHttp http, AzureSettings settings, Problems problems, ILogger<ResourceGraphClient> logger)
{
    private const int SmallestPage = 10;

    private readonly Uri _address = new(settings.ResourceManagerEndpoint, GraphRequest.Path);

    /// <summary>
    /// The rows, page by page, each row once. What fails is written into <paramref name="log"/>, and reading goes on with
    /// the next scope.
    /// </summary>
    public async IAsyncEnumerable<IReadOnlyList<T>> QueryAsync<T>(
        GraphQuery<T> query, IEnumerable<GraphScope> scopes, SourceLog log, [EnumeratorCancellation] CancellationToken cancellationToken)
        where T : class
    {
        var asking = new Asking(query.Text, query.TextWithoutTable, settings.PageSize);
        foreach (var scope in scopes)
        {
            var chain = new GraphChain<T>(query, scope, log);
            do
            {
                var rows = await ReadPageAsync(query, chain, scope, asking, log, cancellationToken);
                if (rows.Count > 0) yield return rows;
            }
            while (chain.Token is not null);
        }
    }

    private async Task<IReadOnlyList<T>> ReadPageAsync<T>(
        GraphQuery<T> query, GraphChain<T> chain, GraphScope scope, Asking asking, SourceLog log, CancellationToken cancellationToken)
        where T : class
    {
        for (var broken = 0; broken < 2;)
        {
            var body = GraphRequest.Body(scope, asking.Text, asking.PageSize, chain.Token, query.AllLevels);
            using var answer = await http.PostAsync(_address, body, log, cancellationToken);
            if (answer.Failure is { } failure)
            {
                if (Adapt(asking, failure, query.What)) continue;
                if (failure.Kind == FailureKind.BrokenOff && broken++ == 0) continue;
                chain.Incomplete(problems.Of(Problems.ResourceGraph, query.What, failure));
                return [];
            }

            if (chain.Accept(answer.Body) is { } rows)
            {
                if (answer.SubscriptionLimitHit) log.Incomplete(TooManySubscriptions);
                return rows;
            }

            broken++;
        }

        chain.Incomplete(Problems.NotUnderstood(Problems.ResourceGraph, query.What));
        return [];
    }

    private const string TooManySubscriptions =
        "More than 10,000 subscriptions are in scope and Azure Resource Graph searched only the first 10,000. Configure smaller management groups.";

    /// <summary>Asks in another way where the failure says how; true where it is worth asking again.</summary>
    private bool Adapt(Asking asking, ArmFailure failure, string what)
    {
        if (failure.Status != 400) return false;
        if (failure.Has("DisallowedLogicalTableName") && asking.TextWithoutTable is { } text)
        {
            LogWithoutTable(logger, what);
            (asking.Text, asking.TextWithoutTable) = (text, null);
            return true;
        }

        // UNVERIFIED code; the limit of 16 MB per answer is documented. The page size overrides the one in the token.
        if (!failure.Has("ResponsePayloadTooLarge") || asking.PageSize <= SmallestPage) return false;
        asking.PageSize = Math.Max(SmallestPage, asking.PageSize / 2);
        LogSmallerPages(logger, what, asking.PageSize);
        return true;
    }

    [LoggerMessage(2111, LogLevel.Information, "This cloud lacks a table of the query for {What}; asking without it")]
    private static partial void LogWithoutTable(ILogger logger, string what);

    [LoggerMessage(2112, LogLevel.Information, "A page of {What} was too large; asking for {PageSize} rows from now on")]
    private static partial void LogSmallerPages(ILogger logger, string what, int pageSize);

    /// <summary>How a query is asked; it adapts to the service's answers and keeps that for later pages and scopes.</summary>
    private sealed class Asking(string text, string? textWithoutTable, int pageSize)
    {
        public string Text { get; set; } = text;

        public string? TextWithoutTable { get; set; } = textWithoutTable;

        public int PageSize { get; set; } = pageSize;
    }
}
