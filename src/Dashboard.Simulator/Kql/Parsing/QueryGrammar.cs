using Dashboard.Simulator.Kql.Syntax;
using Superpower;
using Superpower.Model;
using Superpower.Parsers;

namespace Dashboard.Simulator.Kql.Parsing;

/// <summary>A whole query: text in, syntax tree out, or Resource Graph's parser failure.</summary>
internal static class QueryGrammar
{
    private static readonly KqlTokenizer Tokenizer = new();

    private static readonly TokenListParser<KqlToken, Operator[]> Piped =
        Token.EqualTo(KqlToken.Pipe).IgnoreThen(OperatorGrammar.Operator).Many();

    private static readonly TokenListParser<KqlToken, Query> Named =
        from table in Token.EqualTo(KqlToken.Word).Where(t => !OperatorGrammar.FirstWords.Contains(t.ToStringValue()))
        from operators in Piped
        select new Query(table.ToStringValue(), ExpressionGrammar.SpotOf(table), operators);

    private static readonly TokenListParser<KqlToken, Query> Unnamed =
        from first in OperatorGrammar.Operator
        from operators in Piped
        select new Query("resources", Spot.Nowhere, [first, .. operators]);

    /// <summary>A query as it may also stand in a join's brackets.</summary>
    public static readonly TokenListParser<KqlToken, Query> Query = Named.Or(Unnamed);

    private static readonly TokenListParser<KqlToken, Query> Statement = Query.AtEnd();

    /// <summary>Parses, and refuses what goes beyond Resource Graph's limits.</summary>
    public static Query Read(string text)
    {
        var tokens = Tokenizer.TryTokenize(text);
        if (!tokens.HasValue)
        {
            var at = tokens.Location.Position;
            throw KqlError.Syntax(new Spot(at.Line, at.Column - 1, text[at.Absolute].ToString()));
        }

        var parsed = Statement(tokens.Value);
        if (!parsed.HasValue)
        {
            throw KqlError.Syntax(SpotOf(parsed));
        }

        Limit<JoinOperator>(parsed.Value, "join", 3);
        Limit<MvExpandOperator>(parsed.Value, "mv-expand", 3);
        return parsed.Value;
    }

    private static Spot SpotOf(TokenListParserResult<KqlToken, Query> failure)
    {
        var at = failure.ErrorPosition;
        var token = failure.Remainder.IsAtEnd ? "<EOF>" : failure.Remainder.ConsumeToken().Value.ToStringValue();
        return at.HasValue ? new Spot(at.Line, at.Column - 1, token) : new Spot(1, 0, token);
    }

    private static void Limit<T>(Query query, string what, int allowed)
        where T : Operator
    {
        if (query.AllOperators().OfType<T>().Count() > allowed)
        {
            throw KqlError.TooMany(what, allowed);
        }
    }
}
