using Dashboard.Core.Audit;

namespace Dashboard.Storage.Reports;

/// <summary>A person's statement that they have looked at a sealed month. It is an entry of the audit trail, and nowhere else.</summary>
/// <param name="ById">Who, by the identity that stays the same.</param>
/// <param name="By">Who, by the name shown then.</param>
/// <param name="Roles">The roles that they held then.</param>
/// <param name="At">When.</param>
/// <param name="Text">What they said; empty where they said nothing.</param>
/// <param name="Seq">Its place in the trail.</param>
public sealed record MonthSignOff(string ById, string By, IReadOnlyList<string> Roles, DateTimeOffset At, string Text, long Seq);

/// <summary>Sign-offs as audit entries.</summary>
internal static class MonthSignOffs
{
    private const string Hash = "hash";
    private const string Text = "comment";

    /// <summary>The entry of a sign-off.</summary>
    public static AuditDraft Draft(AuditActor actor, string month, string hash, string text) => new(
        actor, AuditActions.MonthSigned, new AuditSubject(AuditSubjects.Month, month), [new(Hash, hash), new(Text, text)]);

    /// <summary>The sign-off of an entry.</summary>
    public static MonthSignOff Of(AuditEntry entry) =>
        new(entry.Actor.Id, entry.Actor.Name, entry.Actor.Roles, entry.At, Value(entry, Text) ?? "", entry.Seq);

    /// <summary>The hash that was signed; null where the entry has none.</summary>
    public static string? HashOf(AuditEntry entry) => Value(entry, Hash);

    private static string? Value(AuditEntry entry, string name) => entry.Details.FirstOrDefault(d => d.Key == name)?.Value;
}
