namespace Dashboard.Storage.Auditing;

/// <summary>
/// The triggers that keep the audit trail append-only inside the database; each provider's migration that makes the table
/// runs them, and so must any later migration that makes it anew. They keep mistakes out. Who owns the database can drop
/// them: against that stand the hashes and the anchor.
/// </summary>
internal static class AuditTriggers
{
    /// <summary>
    /// SQLite. The third trigger is for <c>INSERT OR REPLACE</c>, which removes rows without asking a delete trigger.
    /// </summary>
    public const string CreateOnSqlite =
        """
        CREATE TRIGGER "AuditTrail_NoUpdate" BEFORE UPDATE ON "AuditTrail"
        BEGIN SELECT RAISE(ABORT, 'The audit trail is append-only.'); END;
        CREATE TRIGGER "AuditTrail_NoDelete" BEFORE DELETE ON "AuditTrail"
        BEGIN SELECT RAISE(ABORT, 'The audit trail is append-only.'); END;
        CREATE TRIGGER "AuditTrail_NoReplace" BEFORE INSERT ON "AuditTrail"
        WHEN EXISTS (SELECT 1 FROM "AuditTrail" WHERE "Seq" >= NEW."Seq" OR "PrevHash" = NEW."PrevHash" OR "Hash" = NEW."Hash")
        BEGIN SELECT RAISE(ABORT, 'The audit trail is append-only.'); END;
        """;

    /// <summary>Undoes <see cref="CreateOnSqlite"/>.</summary>
    public const string DropOnSqlite =
        """
        DROP TRIGGER IF EXISTS "AuditTrail_NoUpdate";
        DROP TRIGGER IF EXISTS "AuditTrail_NoDelete";
        DROP TRIGGER IF EXISTS "AuditTrail_NoReplace";
        """;

    /// <summary>PostgreSQL.</summary>
    public const string CreateOnPostgreSql =
        """
        CREATE FUNCTION "AuditTrail_Refuse"() RETURNS trigger LANGUAGE plpgsql AS
        $$ BEGIN RAISE EXCEPTION 'The audit trail is append-only.'; END $$;
        CREATE TRIGGER "AuditTrail_NoChange" BEFORE UPDATE OR DELETE ON "AuditTrail"
        FOR EACH ROW EXECUTE FUNCTION "AuditTrail_Refuse"();
        CREATE TRIGGER "AuditTrail_NoTruncate" BEFORE TRUNCATE ON "AuditTrail"
        FOR EACH STATEMENT EXECUTE FUNCTION "AuditTrail_Refuse"();
        """;

    /// <summary>Undoes <see cref="CreateOnPostgreSql"/>.</summary>
    public const string DropOnPostgreSql =
        """
        DROP TRIGGER IF EXISTS "AuditTrail_NoChange" ON "AuditTrail";
        DROP TRIGGER IF EXISTS "AuditTrail_NoTruncate" ON "AuditTrail";
        DROP FUNCTION IF EXISTS "AuditTrail_Refuse"();
        """;
}
