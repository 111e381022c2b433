using Dashboard.Azure.ResourceGraph;
using Dashboard.Azure.Rows;
using Dashboard.Core.Collection;
using Dashboard.Core.Connections;
using Dashboard.Core.Posture;

namespace Dashboard.Azure.Connections;

/// <summary>How far the tags of the first apps go towards placing them.</summary>
internal sealed class TagCheck(ConnectionClients clients, JudgementSettings judgement)
{
    /// <summary>A sample: enough to see what the organisation does, and at most a page or two.</summary>
    private const int MostApps = 1000;

    private const int MostGroups = 5000;

    /// <summary>Reads and surveys the sample.</summary>
    public async Task<ConnectionCheck> RunAsync(ScopeReading scopes, CancellationToken cancellationToken)
    {
        var log = new SourceLog("tags");
        var ids = scopes.InScope.Select(s => s.SubscriptionId).ToList();
        var (apps, allApps) = await SomeAsync(AppRows.Query, ids, MostApps, log, cancellationToken);
        if (apps.Count == 0)
        {
            return log.Complete
                ? new ConnectionCheck(ConnectionSource.Tags, ConnectionState.Untested, "Not tried: there is no app that can be read.")
                : new ConnectionCheck(ConnectionSource.Tags, ConnectionState.Failed, log.Outcome().Problem!);
        }

        var of = apps.Select(a => a.SubscriptionId).Distinct(StringComparer.OrdinalIgnoreCase).ToList();
        var (groups, allGroups) = await SomeAsync(ContainerRows.ResourceGroups, of, MostGroups, log, cancellationToken);
        var survey = TagSurvey.Of(apps, groups, scopes.InScope, judgement);
        return new ConnectionCheck(ConnectionSource.Tags, State(survey, log), Answer(survey, allApps))
        {
            Details = [.. Details(survey, allGroups, log)],
            Tags = survey.Names,
        };
    }

    private async Task<(List<T> Rows, bool All)> SomeAsync<T>(
        GraphQuery<T> query, IReadOnlyList<string> subscriptions, int most, SourceLog log, CancellationToken cancellationToken)
        where T : class
    {
        var rows = new List<T>();
        var batches = GraphScope.Subscriptions(subscriptions, clients.Settings.BatchSize);
        await foreach (var page in clients.Graph.QueryAsync(query, batches, log, cancellationToken))
        {
            rows.AddRange(page);
            if (rows.Count >= most) return (rows, false);
        }

        return (rows, log.Complete);
    }

    private static ConnectionState State(TagSurvey survey, SourceLog log) =>
        log.Complete && survey.Both == survey.Apps ? ConnectionState.Good : ConnectionState.Incomplete;

    private static string Answer(TagSurvey survey, bool all) =>
        $"{survey.Classified} of {(all ? "" : "the first ")}{survey.Apps} apps and slots have a valid sensitivity tag, {survey.Owned} an owner tag, "
        + $"{survey.Both} both.";

    private IEnumerable<string> Details(TagSurvey survey, bool allGroups, SourceLog log)
    {
        if (survey.Classified == 0)
        {
            yield return $"No sensitivity tag ({string.Join(", ", judgement.SensitivityTags)}) was found. Apps are shown all the same; "
                + "which of them must enforce mutual TLS is then not known.";
        }

        if (survey.Invalid > 0) yield return $"{survey.Invalid} carry a value that the tagging standard does not have.";
        if (!allGroups) yield return "Not all resource groups were looked at, so tags on them may be missing here.";
        if (log.Outcome().Problem is { } problem) yield return problem;
    }
}
