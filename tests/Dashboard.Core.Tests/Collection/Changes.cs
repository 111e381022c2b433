using Dashboard.Core.Inventory;

namespace Dashboard.Core.Tests.Collection;

/// <summary>Makes Azure's change records for tests.</summary>
internal static class Changes
{
    public static DateTimeOffset Noon { get; } = new(2026, 9, 1, 12, 0, 0, TimeSpan.Zero);

    public static ResourceChange Update(string id, int minute, params PropertyChange[] properties) =>
        Of(ResourceChangeType.Update, id, minute, properties);

    public static ResourceChange Create(string id, int minute) => Of(ResourceChangeType.Create, id, minute);

    public static ResourceChange Delete(string id, int minute) => Of(ResourceChangeType.Delete, id, minute);

    public static PropertyChange Mode(string? before, string? after) => new("properties.clientCertMode", before, after);

    public static PropertyChange Enabled(bool after) => new("properties.clientCertEnabled", (!after).ToString(), after.ToString());

    public static ResourceChange By(this ResourceChange change, string who) => change with { Author = change.Author with { ChangedBy = who } };

    private static ResourceChange Of(ResourceChangeType type, string id, int minute, params PropertyChange[] properties) => new(
        $"{id}/{type}/{minute}", id, type, Noon.AddMinutes(minute),
        new ChangeAuthor("mira@contoso.example", "User", "Azure Portal", "Microsoft.Web/sites/write"), properties);
}
