using System.Text;

namespace Dashboard.Simulator.Kql.Parsing;

/// <summary>The text literals: <c>'…'</c> and <c>"…"</c> with escapes, and verbatim <c>@'…'</c>.</summary>
internal static class StringLiterals
{
    /// <summary>The length of the literal that begins at a place, or 0 when it is not closed.</summary>
    public static int Length(string text, int at)
    {
        var verbatim = text[at] == '@';
        var open = verbatim ? at + 1 : at;
        var quote = text[open];
        for (var i = open + 1; i < text.Length && text[i] is not ('\n' or '\r'); i++)
        {
            if (!verbatim && text[i] == '\\')
            {
                i++;
            }
            else if (text[i] == quote)
            {
                if (verbatim && i + 1 < text.Length && text[i + 1] == quote)
                {
                    i++;
                    continue;
                }

                return i - at + 1;
            }
        }

        return 0;
    }

    /// <summary>The value of a whole literal.</summary>
    public static string Value(string literal)
    {
        if (literal[0] == '@')
        {
            var quote = literal[1].ToString();
            return literal[2..^1].Replace(quote + quote, quote, StringComparison.Ordinal);
        }

        var value = new StringBuilder(literal.Length);
        for (var i = 1; i < literal.Length - 1; i++)
        {
            value.Append(literal[i] == '\\' ? Escaped(literal[++i]) : literal[i]);
        }

        return value.ToString();
    }

    private static char Escaped(char c) => c switch
    {
        'n' => '\n',
        't' => '\t',
        'r' => '\r',
        _ => c,
    };
}
