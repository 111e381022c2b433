namespace Dashboard.Simulator.Kql;

/// <summary>Where in the query text something stands: line from 1, character from 0, as Resource Graph counts.</summary>
internal readonly record struct Spot(int Line, int Character, string Token)
{
    /// <summary>No place in particular, as Resource Graph reports what it cannot pin down.</summary>
    public static Spot Nowhere { get; } = new(-1, -1, "");
}

/// <summary>The query is refused. <see cref="Code"/> is the code of Resource Graph's error detail.</summary>
internal sealed class KqlError : Exception
{
    public KqlError(string code, string message, Spot spot)
        : base(message) => (Code, Spot) = (code, spot);

    public string Code { get; }

    public Spot Spot { get; }

    /// <summary>The text does not follow the grammar.</summary>
    public static KqlError Syntax(Spot spot) => new("ParserFailure", "ParserFailure", spot);

    /// <summary>The text parses, but means nothing: an unknown column or function, a wrong argument.</summary>
    public static KqlError Semantic(string message, Spot spot) => new("SemanticError", message, spot);

    /// <summary>A table that this cloud does not have.</summary>
    public static KqlError Table(string table, Spot spot) =>
        new("DisallowedLogicalTableName", $"Table {table} is invalid, unsupported or disallowed.", spot);

    /// <summary>More of an operator than Resource Graph allows in one query.</summary>
    public static KqlError TooMany(string what, int allowed) =>
        new("DisallowedMaxNumberOfOperators", $"The query contains more than {allowed} {what} operators.", Spot.Nowhere);
}
