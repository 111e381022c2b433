using System.Text;

namespace Dashboard.Web.Hosting.Settings;

/// <summary>Text from elsewhere, made safe for one line of a terminal or log.</summary>
internal static class OneLine
{
    private const int MaxLength = 500;

    /// <summary>Control characters become blanks (an escape sequence must not reach the terminal); the rest is cut at a length.</summary>
    public static string Of(string text)
    {
        var line = new StringBuilder(Math.Min(text.Length, MaxLength) + 1);
        foreach (var c in text)
        {
            if (line.Length >= MaxLength) return line.Append('…').ToString();
            line.Append(char.IsControl(c) ? ' ' : c);
        }

        return line.ToString();
    }
}
