using Superpower;
using Superpower.Model;

namespace Dashboard.Simulator.Kql.Parsing;

/// <summary>Splits query text into tokens.</summary>
internal sealed class KqlTokenizer : Tokenizer<KqlToken>
{
    private static readonly string[] TypedNames = ["dynamic", "datetime", "timespan", "bool", "int", "long", "real"];

    // Longer ones first: the first that fits wins.
    private static readonly (string Text, KqlToken Kind)[] Symbols =
    [
        ("==", KqlToken.Comparison), ("!=", KqlToken.Comparison), ("=~", KqlToken.Comparison), ("!~", KqlToken.Comparison),
        ("<=", KqlToken.Comparison), (">=", KqlToken.Comparison), ("<", KqlToken.Comparison), (">", KqlToken.Comparison),
        ("=", KqlToken.Assign), ("|", KqlToken.Pipe), (",", KqlToken.Comma), ("..", KqlToken.Range), (".", KqlToken.Dot),
        ("(", KqlToken.Open), (")", KqlToken.Close), ("[", KqlToken.OpenSquare), ("]", KqlToken.CloseSquare),
        ("+", KqlToken.Plus), ("-", KqlToken.Minus), ("*", KqlToken.Star), ("/", KqlToken.Slash), ("%", KqlToken.Percent),
    ];

    protected override IEnumerable<Result<KqlToken>> Tokenize(TextSpan span)
    {
        var text = span.ToStringValue();
        var at = 0;
        while ((at = SkipBlank(text, at)) < text.Length)
        {
            var start = Advance(span, at);
            var (kind, length) = Next(text, at);
            if (length == 0)
            {
                yield return Result.Empty<KqlToken>(start, ["a token"]);
                yield break;
            }

            at += length;
            yield return Result.Value(kind, start, Advance(start, length));
        }
    }

    private static (KqlToken Kind, int Length) Next(string text, int at)
    {
        var c = text[at];
        if (c is '\'' or '"' || (c == '@' && at + 1 < text.Length && text[at + 1] is '\'' or '"'))
        {
            return (KqlToken.Text, StringLiterals.Length(text, at));
        }

        if (char.IsAsciiDigit(c))
        {
            return Number(text, at);
        }

        if (char.IsAsciiLetter(c) || c is '_' or '$' || (c == '!' && at + 1 < text.Length && char.IsAsciiLetter(text[at + 1])))
        {
            return Word(text, at);
        }

        foreach (var (symbol, kind) in Symbols)
        {
            if (string.CompareOrdinal(text, at, symbol, 0, symbol.Length) == 0)
            {
                return (kind, symbol.Length);
            }
        }

        return (default, 0);
    }

    private static (KqlToken Kind, int Length) Number(string text, int at)
    {
        var end = Digits(text, at);
        if (end + 1 < text.Length && text[end] == '.' && char.IsAsciiDigit(text[end + 1]))
        {
            end = Digits(text, end + 1);
        }

        var unit = end;
        while (unit < text.Length && char.IsAsciiLetter(text[unit]))
        {
            unit++;
        }

        if (unit == end)
        {
            return (KqlToken.Number, end - at);
        }

        // A number that runs into letters is a time span or nothing at all.
        return text[end..unit] is "d" or "h" or "m" or "s" or "ms" ? (KqlToken.Span, unit - at) : (default, 0);
    }

    private static (KqlToken Kind, int Length) Word(string text, int at)
    {
        var end = at + 1;
        while (end < text.Length && (char.IsAsciiLetterOrDigit(text[end]) || text[end] == '_'))
        {
            end++;
        }

        var word = text[at..end];
        if ((word == "project" && Follows(text, end, "-away")) || (word == "mv" && Follows(text, end, "-expand")))
        {
            return (KqlToken.Word, word.Length + (word == "mv" ? 7 : 5));
        }

        if (word is "in" or "!in" && Follows(text, end, "~"))
        {
            return (KqlToken.Word, word.Length + 1);
        }

        var open = SkipBlank(text, end);
        if (TypedNames.Contains(word) && open < text.Length && text[open] == '(')
        {
            return (KqlToken.Typed, TypedLiterals.Length(text, open) is var l and > 0 ? open - at + l : 0);
        }

        return (KqlToken.Word, end - at);
    }

    private static int SkipBlank(string text, int at)
    {
        while (at < text.Length)
        {
            if (char.IsWhiteSpace(text[at]))
            {
                at++;
            }
            else if (Follows(text, at, "//"))
            {
                var end = text.IndexOf('\n', at);
                at = end < 0 ? text.Length : end;
            }
            else
            {
                break;
            }
        }

        return at;
    }

    private static int Digits(string text, int at)
    {
        while (at < text.Length && char.IsAsciiDigit(text[at]))
        {
            at++;
        }

        return at;
    }

    private static bool Follows(string text, int at, string what) =>
        string.CompareOrdinal(text, at, what, 0, what.Length) == 0;

    private static TextSpan Advance(TextSpan span, int count) => span.Skip(count);
}
