namespace Dashboard.Web.Components.Layout;

/// <summary>A name in two letters.</summary>
internal static class Initials
{
    /// <summary>The first letters of its first two words.</summary>
    public static string Of(string name) => string.Concat(name
        .Split(' ', StringSplitOptions.RemoveEmptyEntries).Take(2).Select(part => char.ToUpperInvariant(part[0])));
}
