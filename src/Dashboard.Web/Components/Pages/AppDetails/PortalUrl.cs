namespace Dashboard.Web.Components.Pages.AppDetails;

/// <summary>Where a resource is in the Azure portal.</summary>
public static class PortalUrl
{
    /// <summary>The page of a resource. Each segment is escaped: ids come from Azure, and links must not lead elsewhere.</summary>
    public static string Of(string resourceId) =>
        "https://portal.azure.com/#resource/" + string.Join('/', resourceId.Trim('/').Split('/').Select(Uri.EscapeDataString));
}
