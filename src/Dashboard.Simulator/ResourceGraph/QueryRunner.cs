using Dashboard.Simulator.Estate;
using Dashboard.Simulator.Kql;
using Dashboard.Simulator.Kql.Evaluation;
using Dashboard.Simulator.Kql.Parsing;
using Dashboard.Simulator.Kql.Syntax;
using Dashboard.Simulator.Kql.Values;

namespace Dashboard.Simulator.ResourceGraph;

/// <summary>A query's whole result.</summary>
internal sealed record QueryResult(Relation Rows, bool TakesSome)
{
    /// <summary>The service cannot page a query that takes some rows, or one without any scalar column.</summary>
    public bool CanPage => !TakesSome && Rows.Columns.Any(c => c.Type != KqlType.Dynamic);
}

/// <summary>Runs queries, and keeps the results of the latest instant so that a next page need not run them again.</summary>
internal sealed class QueryRunner
{
    private const int Kept = 24;

    private readonly Lock gate = new();
    private readonly OrderedDictionary<string, QueryResult> kept = new(StringComparer.Ordinal);
    private EstateSnapshot? keptFor;

    public QueryResult Run(EstateSnapshot snapshot, GraphRequest request, string fingerprint)
    {
        var scope = Scope.Of(snapshot, request);
        if (Find(snapshot, fingerprint) is { } found)
        {
            return found;
        }

        var result = Execute(request.Query, scope, snapshot.At);
        Keep(snapshot, fingerprint, result);
        return result;
    }

    private static QueryResult Execute(string text, Scope scope, DateTimeOffset now)
    {
        try
        {
            var query = QueryGrammar.Read(text);
            var rows = new Interpreter(scope, now.UtcDateTime).Run(query);
            return new QueryResult(rows, query.AllOperators().OfType<TakeOperator>().Any());
        }
        catch (KqlError error)
        {
            throw GraphError.From(error);
        }
    }

    private QueryResult? Find(EstateSnapshot snapshot, string fingerprint)
    {
        lock (gate)
        {
            return ReferenceEquals(snapshot, keptFor) && kept.TryGetValue(fingerprint, out var result) ? result : null;
        }
    }

    private void Keep(EstateSnapshot snapshot, string fingerprint, QueryResult result)
    {
        lock (gate)
        {
            if (!ReferenceEquals(snapshot, keptFor))
            {
                kept.Clear();
                keptFor = snapshot;
            }

            kept[fingerprint] = result;
            if (kept.Count > Kept)
            {
                kept.RemoveAt(0);
            }
        }
    }
}
