using System.Text;

namespace Dashboard.Core.Certificates;

/// <summary>Takes written distinguished names apart.</summary>
internal static class NameText
{
    /// <summary>The parts of a written name; null where the first has no type. A comma inside a value needs no quotes where no type follows it.</summary>
    public static List<(string Type, string Value)>? Split(string text)
    {
        var parts = new List<(string Type, string Value)>();
        foreach (var (piece, equals) in Pieces(text))
        {
            if (equals > 0 && TypeOf(piece[..equals]) is { } type) parts.Add((type, piece[(equals + 1)..].Trim()));
            else if (piece.Trim().Length == 0) continue;
            else if (parts.Count == 0) return null;
            else parts[^1] = (parts[^1].Type, $"{parts[^1].Value}, {piece.Trim()}");
        }

        return parts;
    }

    /// <summary>A value as it is compared: one case, single blanks.</summary>
    public static string Fold(string value)
    {
        var folded = new StringBuilder(value.Length);
        foreach (var c in value.Trim())
        {
            if (!char.IsWhiteSpace(c)) folded.Append(char.ToUpperInvariant(c));
            else if (folded[^1] != ' ') folded.Append(' ');
        }

        return folded.ToString();
    }

    /// <summary>The pieces between commas and pluses, without their quotes and escapes, each with the place of its first equals sign.</summary>
    private static IEnumerable<(string Piece, int Sign)> Pieces(string text)
    {
        var (piece, equals, quoted) = (new StringBuilder(), -1, false);
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (c == '"' && quoted && i + 1 < text.Length && text[i + 1] == '"') piece.Append(text[++i]);
            else if (c == '"') quoted = !quoted;
            else if (c == '\\' && !quoted && i + 1 < text.Length && !char.IsLetterOrDigit(text[i + 1])) piece.Append(text[++i]);
            else if (c is ',' or '+' && !quoted)
            {
                yield return (piece.ToString(), equals);
                (piece, equals) = (new StringBuilder(), -1);
            }
            else
            {
                if (c == '=' && equals < 0 && !quoted) equals = piece.Length;
                piece.Append(c);
            }
        }

        yield return (piece.ToString(), equals);
    }

    private static string? TypeOf(string text)
    {
        var type = text.Trim().ToUpperInvariant();
        if (type.StartsWith("OID.", StringComparison.Ordinal)) type = type[4..];
        if (type.Length is 0 or > 64 || !type.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-')) return null;
        return type switch
        {
            "S" => "ST",
            "EMAIL" or "EMAILADDRESS" => "E",
            "GIVENNAME" or "GN" => "G",
            "SURNAME" => "SN",
            "TITLE" => "T",
            "USERID" => "UID",
            _ => type,
        };
    }
}
