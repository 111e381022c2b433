using Dashboard.Simulator.Estate;
using Dashboard.Simulator.Kql;
using Dashboard.Simulator.Kql.Evaluation;
using Dashboard.Simulator.Kql.Parsing;
using Dashboard.Simulator.Kql.Values;

namespace Dashboard.Simulator.Tests.Kql;

/// <summary>A few rows to run queries over, and ways to look at the answers.</summary>
internal sealed class Rows : ITables
{
    public static readonly DateTime Now = new(2026, 9, 30, 12, 0, 0, DateTimeKind.Utc);

    private static readonly string[] Resources =
    [
        """{"id":"/s/1/a","name":"Alpha-Api","type":"microsoft.web/sites","kind":"app,linux","location":"eastus","resourceGroup":"rg","subscriptionId":"1","tags":{"owner":"ann","dotted.key":"yes"},"properties":{"on":true,"mode":"Required","n":3,"list":["x","y","z"],"child":{"flag":"True","deep":{"v":"1.2"}},"at":"2026-09-29T12:00:00Z"}}""",
        """{"id":"/s/1/b","name":"beta-web","type":"microsoft.web/sites","kind":"","location":"eastus","resourceGroup":"rg","subscriptionId":"1","tags":null,"properties":{"on":"false","mode":null,"n":5.5,"list":[]}}""",
        """{"id":"/s/2/c","name":"gamma","type":"microsoft.web/serverfarms","kind":"linux","location":"westeurope","resourceGroup":"RG2","subscriptionId":"2","tags":{},"sku":{"name":"S1"},"properties":{"n":4}}""",
    ];

    public Relation? Find(string name) => name.ToUpperInvariant() switch
    {
        "RESOURCES" => new Relation(GraphSchema.Columns, [.. Resources.Select(r => GraphSchema.Cells((Bag)Json.Parse(r)!))]),
        "RESOURCECHANGES" => new Relation(GraphSchema.Columns, []),
        _ => null,
    };

    public static Relation Run(string query) => new Interpreter(new Rows(), Now).Run(QueryGrammar.Read(query));

    public static string Text(string query)
    {
        var result = Run(query);
        return string.Join(";", result.Rows.Select(r => string.Join(",", r.Select(Json.Text))));
    }

    /// <summary>The value of an expression on the first row.</summary>
    public static string Value(string expression) => Text($"resources | where name == 'Alpha-Api' | project v = {expression}");

    public static string Names(string predicate) =>
        string.Join(",", Run($"resources | where {predicate} | order by id asc | project name").Rows.Select(r => (string)r[0]!));

    public static KqlError Error(string query) => Assert.Throws<KqlError>(() => Run(query));
}
