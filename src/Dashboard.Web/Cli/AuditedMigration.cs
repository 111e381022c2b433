using Dashboard.Core.Audit;
using Dashboard.Storage;
using Dashboard.Storage.Auditing;
using Dashboard.Storage.Commands;

namespace Dashboard.Web.Cli;

/// <summary>Brings the database to the newest schema and audits that.</summary>
internal static class AuditedMigration
{
    /// <summary>
    /// Applies what is pending and returns the names. The entry comes after, since the first migration makes the table it
    /// goes into; so does the anchor's catching up.
    /// </summary>
    public static async Task<IReadOnlyList<string>> RunAsync(IServiceProvider services, AuditActor actor, CancellationToken cancellationToken)
    {
        var applied = await services.GetRequiredService<DatabaseMigrator>().MigrateAsync(cancellationToken);
        if (applied.Count > 0)
        {
            await services.GetRequiredService<RecordEventCommand>().RunAsync(
                new AuditDraft(
                    actor, AuditActions.SchemaMigrated, new AuditSubject(AuditSubjects.Database, "schema"),
                    [.. applied.Select(name => new AuditDetail("migration", name))]),
                cancellationToken);
        }

        await services.GetRequiredService<AuditAnchor>().CatchUpAsync(cancellationToken);
        return applied;
    }
}
