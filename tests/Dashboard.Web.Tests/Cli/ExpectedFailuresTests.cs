using Dashboard.Core.Collection;
using Dashboard.Web.Cli;
using Microsoft.Data.Sqlite;

namespace Dashboard.Web.Tests.Cli;

public sealed class ExpectedFailuresTests
{
    [Theory]
    [InlineData(5, "locked")]
    [InlineData(8, "cannot be written")]
    [InlineData(13, "full")]
    [InlineData(14, "cannot be opened")]
    [InlineData(26, "no SQLite database")]
    public void What_a_database_says_becomes_a_line_with_a_remedy(int code, string word)
    {
        var line = ExpectedFailures.Describe(new InvalidOperationException("outer", new SqliteException("SQLite Error", code)));
        Assert.Contains(word, line, StringComparison.Ordinal);
        Assert.DoesNotContain("SQLite Error", line, StringComparison.Ordinal);
        Assert.Matches("Set Dashboard__|set Dashboard__", line);
    }

    [Fact]
    public void A_database_of_another_estate_speaks_for_itself() =>
        Assert.Equal("other estate", ExpectedFailures.Describe(new EstateMismatchException("other estate")));

    [Fact]
    public void What_nobody_expected_keeps_its_stack_trace() =>
        Assert.Null(ExpectedFailures.Describe(new InvalidOperationException("a bug")));
}
