using System.Net.Sockets;
using Dashboard.Azure;
using Dashboard.Core.Collection;
using Dashboard.Web.Cli;
using Microsoft.Data.Sqlite;
using Npgsql;

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

    [Theory]
    [InlineData(PostgresErrorCodes.InvalidPassword, "password")]
    [InlineData(PostgresErrorCodes.InvalidCatalogName, "does not exist")]
    [InlineData(PostgresErrorCodes.InsufficientPrivilege, "may not")]
    [InlineData(PostgresErrorCodes.TooManyConnections, "no connection left")]
    [InlineData(PostgresErrorCodes.ReadOnlySqlTransaction, "standby")]
    public void What_a_PostgreSQL_server_says_becomes_a_line_with_a_remedy(string code, string word)
    {
        var line = ExpectedFailures.Describe(new InvalidOperationException("outer", new PostgresException("Fehler", "FATAL", "FATAL", code)));
        Assert.Contains(word, line, StringComparison.Ordinal);
        Assert.DoesNotContain("Fehler", line, StringComparison.Ordinal);
        Assert.Contains("Dashboard__Database__ConnectionString", line, StringComparison.Ordinal);
    }

    [Fact]
    public void A_database_that_takes_a_token_which_is_not_to_be_had_says_how_to_get_one() => Assert.Equal(
        "The PostgreSQL database takes a token of Entra ID (Dashboard__Database__Authentication). Sign in.",
        ExpectedFailures.Describe(new NpgsqlException("provider", new NoDatabaseTokenException("Sign in."))));

    [Fact]
    public void A_PostgreSQL_server_that_does_not_answer_is_named() => Assert.Contains(
        "cannot be reached",
        ExpectedFailures.Describe(new NpgsqlException("Failed to connect", new SocketException((int)SocketError.ConnectionRefused))),
        StringComparison.Ordinal);

    [Fact]
    public void A_bug_in_a_statement_keeps_its_stack_trace() =>
        Assert.Null(ExpectedFailures.Describe(new PostgresException("syntax error", "ERROR", "ERROR", PostgresErrorCodes.SyntaxError)));

    [Fact]
    public void A_database_of_another_estate_speaks_for_itself() =>
        Assert.Equal("other estate", ExpectedFailures.Describe(new EstateMismatchException("other estate")));

    [Fact]
    public void What_nobody_expected_keeps_its_stack_trace() =>
        Assert.Null(ExpectedFailures.Describe(new InvalidOperationException("a bug")));
}
