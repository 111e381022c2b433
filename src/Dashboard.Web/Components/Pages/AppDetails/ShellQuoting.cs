using System.Text;

namespace Dashboard.Web.Components.Pages.AppDetails;

/// <summary>
/// Quotes text for the languages of the fixes. Names come from Azure and may hold anything: what is copied into a shell
/// must stay one word there.
/// </summary>
public static class ShellQuoting
{
    /// <summary>One word for a POSIX shell. Plain words stay as they are.</summary>
    public static string Bash(string text) =>
        IsPlain(text) ? text : "'" + Printable(text).Replace("'", "'\\''", StringComparison.Ordinal) + "'";

    /// <summary>One word for PowerShell, which also takes typographic quotes for quotes.</summary>
    public static string PowerShell(string text)
    {
        var quoted = new StringBuilder("'");
        foreach (var c in Printable(text))
        {
            if (c is '\'' or '‘' or '’' or '‚' or '‛') quoted.Append(c);
            quoted.Append(c);
        }

        return quoted.Append('\'').ToString();
    }

    /// <summary>A Bicep string, without interpolation.</summary>
    public static string Bicep(string text) =>
        "'" + Printable(text)
            .Replace("\\", "\\\\", StringComparison.Ordinal)
            .Replace("'", "\\'", StringComparison.Ordinal)
            .Replace("${", "\\${", StringComparison.Ordinal) + "'";

    /// <summary>Text for a comment: one line.</summary>
    public static string Comment(string text) => Printable(text);

    private static bool IsPlain(string text) =>
        text.Length > 0 && text[0] != '-' && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.' or '/');

    /// <summary>Control and format characters (line ends, direction marks) become a blank: they could hide what is run.</summary>
    private static string Printable(string text)
    {
        var clean = new StringBuilder(text.Length);
        foreach (var c in text)
        {
            var hidden = char.IsControl(c) || c is '\u2028' or '\u2029'
                || char.GetUnicodeCategory(c) == System.Globalization.UnicodeCategory.Format;
            clean.Append(hidden ? ' ' : c);
        }

        return clean.ToString();
    }
}
