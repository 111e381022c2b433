using Dashboard.Core.Inventory;

namespace Dashboard.Azure.Rows;

/// <summary>Names of apps; a slot's is <c>app/slot</c>.</summary>
internal static class AppNames
{
    /// <summary>The name as given where it has the right form, else the one in the id.</summary>
    public static string Of(string id, string? given)
    {
        if (!ResourceIds.IsSlot(id)) return string.IsNullOrEmpty(given) ? ResourceIds.Segment(id, "sites") ?? id : given;
        return given is not null && given.Contains('/')
            ? given
            : $"{ResourceIds.Segment(id, "sites")}/{ResourceIds.Segment(id, "slots")}";
    }
}
