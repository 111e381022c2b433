namespace Dashboard.Storage.Model;

/// <summary>Writes <see cref="EvidenceRow.Results"/> of rows from before that column, out of their outcomes.</summary>
internal static class RuleResultsBackfill
{
    public const string OnSqlite = """
        UPDATE "AppEvidence" SET "Results" = coalesce((
            SELECT '|' || group_concat(json_extract(value, '$[0]') || '=' || json_extract(value, '$[1]'), '|') || '|'
            FROM (SELECT value FROM json_each("AppEvidence"."Outcomes") ORDER BY key)), '')
        WHERE "Results" = ''
        """;

    /// <summary>
    /// By pattern, since PostgreSQL's JSON refuses an escaped NUL, which hostile evidence may hold. Inside a text every
    /// quotation mark is escaped, so that only the beginning of an outcome can look like one.
    /// </summary>
    public const string OnPostgreSql = """
        UPDATE "AppEvidence" SET "Results" = coalesce((
            SELECT '|' || string_agg(outcome[1] || '=' || outcome[2], '|' ORDER BY place) || '|'
            FROM regexp_matches("Outcomes", '\["([A-Za-z0-9]+)",([0-9]+),[0-9]+,"', 'g') WITH ORDINALITY AS outcomes(outcome, place)), '')
        WHERE "Results" = ''
        """;
}
