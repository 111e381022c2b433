using Dashboard.Core.Inventory;

namespace Dashboard.Core.Posture.Rules;

/// <summary>Writes evidence: the properties and values that decided, in the API's own words, one a line.</summary>
internal static class Evidence
{
    public static string Of(params ReadOnlySpan<Property> properties)
    {
        var lines = new string[properties.Length];
        for (var i = 0; i < properties.Length; i++) lines[i] = $"{properties[i].Name}: {properties[i].Text}";
        return string.Join('\n', lines);
    }

    public static string Tag(TagSource tag) => $"{tag.Name}: {tag.Value} ({tag.Level})";

    /// <summary>A named reading as text, whatever its type.</summary>
    public readonly record struct Property(string Name, string Text)
    {
        public static implicit operator Property((string Name, Reading<bool> Value) p) => new(p.Name, p.Value.Evidence());

        public static implicit operator Property((string Name, Reading<string> Value) p) => new(p.Name, p.Value.Evidence());
    }
}
