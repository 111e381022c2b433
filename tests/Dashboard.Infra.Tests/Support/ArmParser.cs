using System.Globalization;
using System.Text;

namespace Dashboard.Infra.Tests.Support;

/// <summary>An expression of a compiled template, without its brackets.</summary>
internal abstract record ArmExpression
{
    public sealed record Text(string Value) : ArmExpression;

    public sealed record Number(long Value) : ArmExpression;

    public sealed record Call(string Name, IReadOnlyList<ArmExpression> Arguments) : ArmExpression;

    public sealed record Member(ArmExpression Of, ArmExpression Name) : ArmExpression;
}

/// <summary>Reads such expressions: <c>if(equals(parameters('a'), 1), variables('b').c, d()[0])</c>.</summary>
internal sealed class ArmParser(string text)
{
    private int _at;

    public static ArmExpression Parse(string text)
    {
        var parser = new ArmParser(text);
        var expression = parser.Expression();
        return parser._at == text.Length ? expression : throw parser.Wrong();
    }

    private ArmExpression Expression()
    {
        var expression = Primary();
        while (true)
        {
            if (Take('.')) expression = new ArmExpression.Member(expression, new ArmExpression.Text(Name()));
            else if (Take('['))
            {
                expression = new ArmExpression.Member(expression, Expression());
                Expect(']');
            }
            else return expression;
        }
    }

    private ArmExpression Primary()
    {
        Blanks();
        if (Take('\'')) return Quoted();
        if (_at < text.Length && (char.IsAsciiDigit(text[_at]) || text[_at] == '-')) return Digits();
        var name = Name();
        Expect('(');
        var arguments = new List<ArmExpression>();
        while (!Take(')'))
        {
            if (arguments.Count > 0) Expect(',');
            arguments.Add(Expression());
        }

        return new ArmExpression.Call(name, arguments);
    }

    private ArmExpression.Text Quoted()
    {
        var value = new StringBuilder();
        while (_at < text.Length)
        {
            var c = text[_at++];
            if (c != '\'') value.Append(c);
            else if (_at < text.Length && text[_at] == '\'') value.Append(text[_at++]);
            else return new ArmExpression.Text(value.ToString());
        }

        throw Wrong();
    }

    private ArmExpression.Number Digits()
    {
        var start = _at++;
        while (_at < text.Length && char.IsAsciiDigit(text[_at])) _at++;
        return new ArmExpression.Number(long.Parse(text[start.._at], CultureInfo.InvariantCulture));
    }

    private string Name()
    {
        Blanks();
        var start = _at;
        while (_at < text.Length && (char.IsAsciiLetterOrDigit(text[_at]) || text[_at] is '_' or '$')) _at++;
        return _at > start ? text[start.._at] : throw Wrong();
    }

    private bool Take(char c)
    {
        Blanks();
        if (_at >= text.Length || text[_at] != c) return false;
        _at++;
        return true;
    }

    private void Expect(char c)
    {
        if (!Take(c)) throw Wrong();
    }

    private void Blanks()
    {
        while (_at < text.Length && text[_at] == ' ') _at++;
    }

    private FormatException Wrong() => new($"Not understood at {_at}: {text}");
}
