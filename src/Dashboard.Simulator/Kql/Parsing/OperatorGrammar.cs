using System.Globalization;
using Dashboard.Simulator.Kql.Syntax;
using Superpower;
using Superpower.Parsers;
using static Dashboard.Simulator.Kql.Parsing.ExpressionGrammar;
using OperatorParser = Superpower.TokenListParser<Dashboard.Simulator.Kql.Parsing.KqlToken, Dashboard.Simulator.Kql.Syntax.Operator>;
using SortKey = Dashboard.Simulator.Kql.Syntax.SortKey;

namespace Dashboard.Simulator.Kql.Parsing;

/// <summary>The tabular operators, each after its pipe.</summary>
internal static class OperatorGrammar
{
    /// <summary>Rows that one row becomes at most when a query does not say: Resource Graph's default and maximum.</summary>
    private const long DefaultExpansion = 128;
    private const long MaximalExpansion = 400;

    private static readonly TokenListParser<KqlToken, Superpower.Model.Token<KqlToken>> Comma = Token.EqualTo(KqlToken.Comma);

    private static readonly TokenListParser<KqlToken, Assignment> Column =
        (from name in Name
         from assign in Token.EqualTo(KqlToken.Assign)
         from expression in Scalar
         select new Assignment(name.Name, expression)).Try()
        .Or(Scalar.Select(e => new Assignment(null, e)));

    private static readonly TokenListParser<KqlToken, Assignment[]> Columns = Column.AtLeastOnceDelimitedBy(Comma);

    private static readonly TokenListParser<KqlToken, long> RowCount =
        Token.EqualTo(KqlToken.Number)
            .Where(t => long.TryParse(t.ToStringValue(), NumberStyles.None, CultureInfo.InvariantCulture, out _))
            .Select(t => long.Parse(t.ToStringValue(), CultureInfo.InvariantCulture));

    private static readonly TokenListParser<KqlToken, SortKey> Key =
        from expression in Scalar
        from direction in Keyword("asc").Or(Keyword("desc")).Select(t => t.ToStringValue()).OrNull()
        from nulls in Keyword("nulls").IgnoreThen(Keyword("first").Or(Keyword("last"))).Select(t => t.ToStringValue()).OrNull()
        select new SortKey(expression, direction != "asc", nulls is null ? null : nulls == "first");

    private static readonly OperatorParser Where =
        Keyword("where").IgnoreThen(Scalar).Select(e => (Operator)new WhereOperator(e));

    private static readonly OperatorParser Extend =
        Keyword("extend").IgnoreThen(Columns).Select(c => (Operator)new ExtendOperator(c));

    private static readonly OperatorParser Project =
        Keyword("project").IgnoreThen(Columns).Select(c => (Operator)new ProjectOperator(c));

    private static readonly OperatorParser ProjectAway =
        Keyword("project-away").IgnoreThen(Name.AtLeastOnceDelimitedBy(Comma)).Select(c => (Operator)new ProjectAwayOperator(c));

    private static readonly OperatorParser Sort =
        Keyword("order").Or(Keyword("sort")).IgnoreThen(Keyword("by"))
            .IgnoreThen(Key.AtLeastOnceDelimitedBy(Comma)).Select(k => (Operator)new SortOperator(k));

    private static readonly OperatorParser Top =
        from topWord in Keyword("top")
        from rows in RowCount
        from byWord in Keyword("by")
        from key in Key
        select (Operator)new TopOperator(rows, key);

    private static readonly OperatorParser Take =
        Keyword("take").Or(Keyword("limit")).IgnoreThen(RowCount).Select(n => (Operator)new TakeOperator(n));

    private static readonly OperatorParser Count =
        Keyword("count").Select(_ => (Operator)new CountOperator());

    private static readonly OperatorParser Distinct =
        Keyword("distinct").IgnoreThen(
            Token.EqualTo(KqlToken.Star).Select(_ => (Operator)new DistinctOperator([], All: true))
                .Or(Columns.Select(c => (Operator)new DistinctOperator(c, All: false))));

    private static readonly OperatorParser Summarize =
        from summarize in Keyword("summarize")
        from aggregates in Column.ManyDelimitedBy(Comma)
        from keys in Keyword("by").IgnoreThen(Columns).OptionalOrDefault([])
        select (Operator)new SummarizeOperator(aggregates, keys);

    private static readonly OperatorParser MvExpand =
        from expand in Keyword("mv-expand").Or(Keyword("mvexpand"))
        from columns in Columns
        from limit in Keyword("limit").IgnoreThen(RowCount).Where(n => n <= MaximalExpansion).OptionalOrDefault(DefaultExpansion)
        select (Operator)new MvExpandOperator(columns, limit);

    private static readonly TokenListParser<KqlToken, JoinKind> Kind =
        Keyword("kind").IgnoreThen(Token.EqualTo(KqlToken.Assign)).IgnoreThen(
            Keyword("inner").Value(JoinKind.Inner)
                .Or(Keyword("leftouter").Value(JoinKind.LeftOuter))
                .Or(Keyword("innerunique").Value(JoinKind.InnerUnique)));

    private static readonly TokenListParser<KqlToken, JoinKey> JoinOn =
        (from left in Keyword("$left").IgnoreThen(Token.EqualTo(KqlToken.Dot)).IgnoreThen(Name)
         from equal in Token.EqualToValue(KqlToken.Comparison, "==")
         from right in Keyword("$right").IgnoreThen(Token.EqualTo(KqlToken.Dot)).IgnoreThen(Name)
         select new JoinKey(left, right))
        .Or(Name.Select(n => new JoinKey(n, n)));

    private static readonly OperatorParser Join =
        from joinWord in Keyword("join")
        from kind in Kind.OptionalOrDefault(JoinKind.InnerUnique)
        from right in Parse.Ref(() => QueryGrammar.Query).Between(Token.EqualTo(KqlToken.Open), Token.EqualTo(KqlToken.Close))
        from keys in Keyword("on").IgnoreThen(JoinOn.AtLeastOnceDelimitedBy(Comma))
        select (Operator)new JoinOperator(kind, right, keys);

    /// <summary>The words that begin an operator; a query that begins with one reads <c>resources</c>.</summary>
    public static readonly HashSet<string> FirstWords =
    [
        "where", "extend", "project", "project-away", "order", "sort", "top", "take", "limit", "count",
        "distinct", "summarize", "mv-expand", "mvexpand", "join",
    ];

    /// <summary>Any operator.</summary>
    public static readonly OperatorParser Operator =
        Parse.OneOf(Where, Extend, Project, ProjectAway, Sort, Top, Take, Count, Distinct, Summarize, MvExpand, Join)
            .Named("operator");
}
