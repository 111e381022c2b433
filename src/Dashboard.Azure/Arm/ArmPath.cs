namespace Dashboard.Azure.Arm;

/// <summary>Makes addresses from resource ids. Ids come from answers, so nothing in one may lead to another host or path.</summary>
internal static class ArmPath
{
    private const string WebVersion = "2025-03-01";

    /// <summary>The address of a Microsoft.Web resource, or of <paramref name="child"/> below it; null where the id is none.</summary>
    public static Uri? Web(Uri endpoint, string resourceId, string child = "")
    {
        var segments = resourceId.Trim('/').Split('/');
        // subscriptions/{s}/resourceGroups/{g}/providers/Microsoft.Web/sites/{name}[/slots/{slot}]
        var usable = resourceId.StartsWith('/') && segments.Length >= 8 && segments.Length % 2 == 0
            && segments[0].Equals("subscriptions", StringComparison.OrdinalIgnoreCase)
            && segments[4].Equals("providers", StringComparison.OrdinalIgnoreCase)
            && segments[5].Equals("Microsoft.Web", StringComparison.OrdinalIgnoreCase)
            && segments.All(s => s.Length > 0 && s != "." && s != "..");
        if (!usable) return null;
        var path = "/" + string.Join('/', segments.Select(Uri.EscapeDataString));
        return new Uri(endpoint, $"{path}{child}?api-version={WebVersion}");
    }
}
