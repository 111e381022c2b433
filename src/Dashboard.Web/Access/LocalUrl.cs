namespace Dashboard.Web.Access;

/// <summary>Where somebody may be sent back to.</summary>
internal static class LocalUrl
{
    /// <summary>
    /// The url where it is a path of this site: one slash, and nothing that a browser would read as another host. Else the Overview.
    /// It goes into a header, which takes ASCII alone: other characters are escaped.
    /// </summary>
    public static string Or(string? url) =>
        url is ['/', ..] && (url.Length == 1 || (url[1] is not '/' and not '\\')) && !url.Any(char.IsControl)
            ? string.Concat(url.EnumerateRunes().Select(r => r.IsAscii ? r.ToString() : Uri.EscapeDataString(r.ToString())))
            : "/";
}
