using System.Data.Common;
using System.Globalization;
using Dashboard.Storage;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Dashboard.Web.Tests.Remediation;

/// <summary>A finding as a row of the database has it; times in milliseconds. <c>End</c> 0 is remediated, null stands.</summary>
internal sealed record SqlFinding(string Rule, long Detected, long Due, long? Ended, int? End, bool Covered)
{
    /// <summary>The rules of the headline, written down once more.</summary>
    public bool Headline => Rule is "MTLS001" or "MTLS002" or "MTLS003" or "MTLS004" or "MTLS005";
}

/// <summary>Reads the tables with SQL of its own, on a connection of its own: nothing of what the pages and the API ask is in the way.</summary>
internal static class SqlFindings
{
    /// <summary>
    /// The findings that were known at a moment on apps whose state then, or last state before, satisfies <paramref name="condition"/>.
    /// An app that had left by then has no row for the moment: the one that closed with it speaks for it.
    /// </summary>
    public static async Task<List<SqlFinding>> AtAsync(StorageSettings settings, long at, string condition)
    {
        var sql =
            $"""
            SELECT f."RuleId", f."Detected",
                COALESCE((SELECT t."Due" FROM "FindingTerms" t WHERE t."FindingId" = f."Id" AND t."ValidTo" > @at ORDER BY t."ValidTo" LIMIT 1), f."Due"),
                CASE WHEN f."EndSeen" <= @at THEN f."Ended" END,
                CASE WHEN f."EndSeen" <= @at THEN f."End" END,
                (SELECT COUNT(*) FROM "ExceptionCovers" c
                    WHERE c."AppId" = f."AppId" AND c."RuleId" = f."RuleId" AND c."ActiveFrom" <= @at AND c."ActiveTo" > @at)
            FROM "Findings" f
            JOIN "Apps" a ON a."AppId" = f."AppId"
            JOIN "AppStates" s ON s."AppId" = f."AppId"
            WHERE f."Detected" <= @at AND ({condition})
                AND ((s."ValidFrom" <= @at AND s."ValidTo" > @at) OR (s."ValidTo" <= @at AND s."ValidTo" = a."DecommissionedAt"))
            """;
        var rows = new List<SqlFinding>();
        await using var connection = await OpenAsync(settings);
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        var parameter = command.CreateParameter();
        (parameter.ParameterName, parameter.Value) = ("at", at);
        command.Parameters.Add(parameter);
        await using var reader = await command.ExecuteReaderAsync(TestContext.Current.CancellationToken);
        while (await reader.ReadAsync(TestContext.Current.CancellationToken))
        {
            rows.Add(new SqlFinding(
                reader.GetString(0), reader.GetInt64(1), reader.GetInt64(2),
                reader.IsDBNull(3) ? null : reader.GetInt64(3), reader.IsDBNull(4) ? null : reader.GetInt32(4), reader.GetInt64(5) > 0));
        }

        return rows;
    }

    /// <summary>The time of the first run that was merged: whole, or in part.</summary>
    public static Task<long> FirstRunAsync(StorageSettings settings) => ScalarAsync(settings, """SELECT MIN("RunTime") FROM "Runs" WHERE "Status" IN (1, 2)""");

    /// <summary>The last run before a moment that saw the end of a headline finding.</summary>
    public static Task<long> LastEndAsync(StorageSettings settings, DateTimeOffset before) => ScalarAsync(
        settings, $"""SELECT MAX("EndSeen") FROM "Findings" WHERE "RuleId" < 'MTLS006' AND "EndSeen" < {before.ToUnixTimeMilliseconds()}""");

    private static async Task<long> ScalarAsync(StorageSettings settings, string sql)
    {
        await using var connection = await OpenAsync(settings);
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        return Convert.ToInt64(await command.ExecuteScalarAsync(TestContext.Current.CancellationToken), CultureInfo.InvariantCulture);
    }

    private static async Task<DbConnection> OpenAsync(StorageSettings settings)
    {
        DbConnection connection = settings.Provider == DatabaseProvider.Sqlite
            ? new SqliteConnection(settings.ConnectionString)
            : new NpgsqlConnection(settings.ConnectionString);
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        return connection;
    }
}
