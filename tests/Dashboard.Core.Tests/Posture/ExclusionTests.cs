using Dashboard.Core.Inventory;
using Dashboard.Core.Posture;

namespace Dashboard.Core.Tests.Posture;

public sealed class ExclusionTests
{
    private static ExclusionEntries Read(string paths, params string[] allowed) =>
        ExclusionEntries.Of(Reading.Of(paths), Reading.Absent<string>(), allowed);

    [Fact]
    public void Entries_are_split_at_commas_and_semicolons_trimmed_and_emptied() =>
        Assert.Equal(["/a", "/b", "/c d"], Read(" /a ;, /b,;/c d ; ").All);

    [Theory]
    [InlineData("/healthz", true)]
    [InlineData("/HEALTHZ", true)]
    [InlineData("/healthz/live", true)]
    [InlineData("/healthzebra", false)]
    [InlineData("/health", false)]
    [InlineData("/", false)]
    public void Allowed_means_equal_or_below(string entry, bool allowed) =>
        Assert.Equal(allowed, ExclusionEntries.IsAllowed(entry, ["/healthz"]));

    [Fact]
    public void The_root_is_never_allowed_even_where_the_list_has_it()
    {
        Assert.False(ExclusionEntries.IsAllowed("/", ["/"]));
        Assert.False(ExclusionEntries.IsAllowed("/admin", ["/", ""]));
    }

    [Fact]
    public void End_points_count_as_paths_do()
    {
        var entries = ExclusionEntries.Of(Reading.Null<string>(), Reading.Of("/"), []);
        Assert.True(entries.ExcludesEverything);
        Assert.True(entries.Known);
    }

    [Fact]
    public void Absent_paths_are_not_none() =>
        Assert.False(ExclusionEntries.Of(Reading.Absent<string>(), Reading.Null<string>(), []).Known);
}
