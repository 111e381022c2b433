using System.Globalization;
using Dashboard.Simulator.Kql.Syntax;
using Dashboard.Simulator.Kql.Values;
using Superpower;
using Superpower.Model;
using Superpower.Parsers;
using ExpressionParser = Superpower.TokenListParser<Dashboard.Simulator.Kql.Parsing.KqlToken, Dashboard.Simulator.Kql.Syntax.Expression>;

namespace Dashboard.Simulator.Kql.Parsing;

/// <summary>Scalar expressions, loosest binding last.</summary>
internal static class ExpressionGrammar
{
    /// <summary>Words that never begin an operand, so that a list ends before them.</summary>
    private static readonly HashSet<string> Reserved =
        ["and", "or", "by", "on", "in", "in~", "has", "has_any", "contains", "startswith", "endswith", "between", "asc", "desc", "nulls"];

    private static readonly HashSet<string> WordComparisons =
        ["has", "!has", "contains", "!contains", "startswith", "!startswith", "endswith", "!endswith"];

    private static readonly HashSet<string> ListComparisons = ["in", "!in", "in~", "!in~", "has_any"];

    public static readonly TokenListParser<KqlToken, NameExpression> Name =
        Token.Matching<KqlToken>(k => k == KqlToken.Word, "name")
            .Where(t => char.IsAsciiLetter(t.ToStringValue()[0]) || t.ToStringValue()[0] == '_')
            .Where(t => !Reserved.Contains(t.ToStringValue()))
            .Select(t => new NameExpression(t.ToStringValue(), SpotOf(t)));

    private static readonly ExpressionParser Whole = Parse.Ref(() => Or!);

    private static readonly TokenListParser<KqlToken, Expression[]> Arguments =
        Whole.ManyDelimitedBy(Token.EqualTo(KqlToken.Comma))
            .Between(Token.EqualTo(KqlToken.Open), Token.EqualTo(KqlToken.Close));

    private static readonly ExpressionParser Text =
        Token.EqualTo(KqlToken.Text).Select(t =>
            (Expression)new LiteralExpression(StringLiterals.Value(t.ToStringValue()), KqlType.String, SpotOf(t)));

    private static readonly ExpressionParser Number =
        Token.EqualTo(KqlToken.Number).Select(t => (Expression)NumberLiteral(t.ToStringValue(), SpotOf(t)));

    private static readonly ExpressionParser Span =
        Token.EqualTo(KqlToken.Span).Select(t =>
            (Expression)new LiteralExpression(TypedLiterals.Span(t.ToStringValue()), KqlType.TimeSpan, SpotOf(t)));

    private static readonly ExpressionParser Typed =
        Token.EqualTo(KqlToken.Typed)
            .Select(t => (Expression?)TypedLiterals.Parse(t.ToStringValue(), SpotOf(t)))
            .Where(e => e is not null)
            .Select(e => e!);

    private static readonly ExpressionParser NameOrCall =
        from name in Name
        from arguments in Arguments.OrNull()
        select arguments is not null ? new CallExpression(name.Name, arguments, name.Spot)
            : name.Name is "true" or "false" ? new LiteralExpression(name.Name == "true", KqlType.Bool, name.Spot)
            : (Expression)name;

    private static readonly ExpressionParser Bracketed =
        Whole.Between(Token.EqualTo(KqlToken.Open), Token.EqualTo(KqlToken.Close));

    private static readonly ExpressionParser Operand =
        Text.Or(Number).Or(Span).Or(Typed).Or(NameOrCall).Or(Bracketed).Named("expression");

    private static readonly TokenListParser<KqlToken, Func<Expression, Expression>> Member =
        from dot in Token.EqualTo(KqlToken.Dot)
        from name in Token.EqualTo(KqlToken.Word)
        select (Func<Expression, Expression>)(target => new MemberExpression(target, name.ToStringValue(), SpotOf(name)));

    private static readonly TokenListParser<KqlToken, Func<Expression, Expression>> Index =
        from open in Token.EqualTo(KqlToken.OpenSquare)
        from index in Whole
        from close in Token.EqualTo(KqlToken.CloseSquare)
        select (Func<Expression, Expression>)(target => index is LiteralExpression { Value: string name }
            ? new MemberExpression(target, name, SpotOf(open))
            : new IndexExpression(target, index, SpotOf(open)));

    private static readonly ExpressionParser Path =
        from operand in Operand
        from steps in Member.Or(Index).Many()
        select steps.Aggregate(operand, (target, step) => step(target));

    private static readonly ExpressionParser Signed =
        (from minus in Token.EqualTo(KqlToken.Minus)
         from operand in Path
         select (Expression)new NegateExpression(operand, SpotOf(minus))).Or(Path);

    private static readonly ExpressionParser Product =
        Parse.Chain(Token.Matching<KqlToken>(k => k is KqlToken.Star or KqlToken.Slash or KqlToken.Percent, "operator"), Signed, Binary);

    private static readonly ExpressionParser Sum =
        Parse.Chain(Token.Matching<KqlToken>(k => k is KqlToken.Plus or KqlToken.Minus, "operator"), Product, Binary);

    private static readonly TokenListParser<KqlToken, Func<Expression, Expression>> Comparison =
        from op in Token.Matching<KqlToken>(k => k is KqlToken.Comparison or KqlToken.Word, "operator")
            .Where(t => t.Kind == KqlToken.Comparison || WordComparisons.Contains(t.ToStringValue()))
        from right in Sum
        select (Func<Expression, Expression>)(left => Binary(op, left, right));

    private static readonly TokenListParser<KqlToken, Func<Expression, Expression>> Membership =
        from op in Token.EqualTo(KqlToken.Word).Where(t => ListComparisons.Contains(t.ToStringValue()))
        from items in Arguments
        select (Func<Expression, Expression>)(left => new ListExpression(op.ToStringValue(), left, items, SpotOf(op)));

    /// <summary><c>between (a .. b)</c>, both ends included: short for two comparisons.</summary>
    private static readonly TokenListParser<KqlToken, Func<Expression, Expression>> Between =
        from op in Token.EqualTo(KqlToken.Word).Where(t => t.ToStringValue() is "between" or "!between")
        from open in Token.EqualTo(KqlToken.Open)
        from low in Sum
        from dots in Token.EqualTo(KqlToken.Range)
        from high in Sum
        from close in Token.EqualTo(KqlToken.Close)
        select (Func<Expression, Expression>)(left => op.ToStringValue() == "between"
            ? Both("and", ">=", "<=", left, low, high, SpotOf(op))
            : Both("or", "<", ">", left, low, high, SpotOf(op)));

    private static readonly ExpressionParser Relation =
        from left in Sum
        from rest in Comparison.Or(Membership).Or(Between).OrNull()
        select rest is null ? left : rest(left);

    private static readonly ExpressionParser And = Parse.Chain(Keyword("and"), Relation, Binary);

    private static readonly ExpressionParser Or = Parse.Chain(Keyword("or"), And, Binary);

    /// <summary>A whole scalar expression.</summary>
    public static ExpressionParser Scalar => Or;

    /// <summary>A word in its place; words are not reserved elsewhere.</summary>
    public static TokenListParser<KqlToken, Token<KqlToken>> Keyword(string word) =>
        Token.EqualToValue(KqlToken.Word, word);

    public static Spot SpotOf(Token<KqlToken> token) =>
        new(token.Position.Line, token.Position.Column - 1, token.ToStringValue());

    private static Expression Binary(Token<KqlToken> op, Expression left, Expression right) =>
        new BinaryExpression(op.ToStringValue(), left, right, SpotOf(op));

    private static BinaryExpression Both(string word, string atLow, string atHigh, Expression left, Expression low, Expression high, Spot spot) =>
        new(word, new BinaryExpression(atLow, left, low, spot), new BinaryExpression(atHigh, left, high, spot), spot);

    private static LiteralExpression NumberLiteral(string text, Spot spot) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var whole)
            ? new LiteralExpression(whole, KqlType.Long, spot)
            : new LiteralExpression(double.Parse(text, CultureInfo.InvariantCulture), KqlType.Real, spot);
}
