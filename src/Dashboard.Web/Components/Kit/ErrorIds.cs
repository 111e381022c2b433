namespace Dashboard.Web.Components.Kit;

/// <summary>Ids that a reader can quote and an operator can search the log for.</summary>
public static class ErrorIds
{
    /// <summary>A new one: <c>b81e-40aa</c>.</summary>
    public static string New()
    {
        var hex = Guid.NewGuid().ToString("N");
        return $"{hex[..4]}-{hex[4..8]}";
    }
}
