namespace Dashboard.Storage.Reports;

/// <summary>
/// The triggers that keep sealed months as they are; a migration that makes the table anew must run them again. As with the audit trail they
/// keep mistakes out, and the hash in the trail tells of the rest.
/// </summary>
internal static class SealedMonthTriggers
{
    /// <summary>SQLite. The third trigger is for <c>INSERT OR REPLACE</c>, which removes rows without asking a delete trigger.</summary>
    public const string CreateOnSqlite =
        """
        CREATE TRIGGER "SealedMonths_NoUpdate" BEFORE UPDATE ON "SealedMonths"
        BEGIN SELECT RAISE(ABORT, 'A sealed month never changes.'); END;
        CREATE TRIGGER "SealedMonths_NoDelete" BEFORE DELETE ON "SealedMonths"
        BEGIN SELECT RAISE(ABORT, 'A sealed month never changes.'); END;
        CREATE TRIGGER "SealedMonths_NoReplace" BEFORE INSERT ON "SealedMonths"
        WHEN EXISTS (SELECT 1 FROM "SealedMonths" WHERE "Month" = NEW."Month")
        BEGIN SELECT RAISE(ABORT, 'A sealed month never changes.'); END;
        """;

    /// <summary>Undoes <see cref="CreateOnSqlite"/>.</summary>
    public const string DropOnSqlite =
        """
        DROP TRIGGER IF EXISTS "SealedMonths_NoUpdate";
        DROP TRIGGER IF EXISTS "SealedMonths_NoDelete";
        DROP TRIGGER IF EXISTS "SealedMonths_NoReplace";
        """;

    /// <summary>PostgreSQL.</summary>
    public const string CreateOnPostgreSql =
        """
        CREATE FUNCTION "SealedMonths_Refuse"() RETURNS trigger LANGUAGE plpgsql AS
        $$ BEGIN RAISE EXCEPTION 'A sealed month never changes.'; END $$;
        CREATE TRIGGER "SealedMonths_NoChange" BEFORE UPDATE OR DELETE ON "SealedMonths"
        FOR EACH ROW EXECUTE FUNCTION "SealedMonths_Refuse"();
        CREATE TRIGGER "SealedMonths_NoTruncate" BEFORE TRUNCATE ON "SealedMonths"
        FOR EACH STATEMENT EXECUTE FUNCTION "SealedMonths_Refuse"();
        """;

    /// <summary>Undoes <see cref="CreateOnPostgreSql"/>.</summary>
    public const string DropOnPostgreSql =
        """
        DROP TRIGGER IF EXISTS "SealedMonths_NoChange" ON "SealedMonths";
        DROP TRIGGER IF EXISTS "SealedMonths_NoTruncate" ON "SealedMonths";
        DROP FUNCTION IF EXISTS "SealedMonths_Refuse"();
        """;
}
