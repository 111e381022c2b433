namespace Dashboard.Core.Inventory;

/// <summary>Reads the parts of an ARM resource id. Azure compares ids without regard to case, and so does this.</summary>
public static class ResourceIds
{
    /// <summary>The form in which ids are compared and stored as keys: lower case, without a trailing slash.</summary>
    public static string Key(string resourceId) => resourceId.TrimEnd('/').ToLowerInvariant();

    /// <summary>True for the id of a deployment slot (<c>…/sites/{name}/slots/{slot}</c>).</summary>
    public static bool IsSlot(string resourceId) =>
        resourceId.Contains("/slots/", StringComparison.OrdinalIgnoreCase);

    /// <summary>The id of the production app of a slot, in the casing of <paramref name="slotId"/>; null for any other id.</summary>
    public static string? ProductionOf(string slotId)
    {
        var at = slotId.IndexOf("/slots/", StringComparison.OrdinalIgnoreCase);
        return at < 0 ? null : slotId[..at];
    }

    /// <summary>The segment after <paramref name="segment"/> (for example <c>subscriptions</c> or <c>resourceGroups</c>), or null.</summary>
    public static string? Segment(string resourceId, string segment)
    {
        var marker = "/" + segment + "/";
        var at = resourceId.IndexOf(marker, StringComparison.OrdinalIgnoreCase);
        if (at < 0) return null;
        var start = at + marker.Length;
        var end = resourceId.IndexOf('/', start);
        var value = end < 0 ? resourceId[start..] : resourceId[start..end];
        return value.Length == 0 ? null : value;
    }
}
