using CsCheck;
using Dashboard.Core.Audit;

namespace Dashboard.Core.Tests.Audit;

internal static class AuditSamples
{
    public static AuditEntry Entry { get; } = new(
        7, new DateTimeOffset(2026, 3, 31, 6, 0, 0, 123, TimeSpan.Zero), new AuditActor("entra:t:o", "Ada", ["Reader", "Security"], ActorKind.Person),
        AuditActions.RunCancelled, new AuditSubject(AuditSubjects.Run, "12"), [new("b", "2"), new("a", "1")], AuditOutcome.Succeeded);

    /// <summary>Texts with what JSON, spreadsheets and databases trip over.</summary>
    private static readonly Gen<string> AnyText = Gen.OneOf(
        Gen.OneOf("", " ", "\"", "\\", "\\u0041", "é", "e\u0301", "😀", "\u2028", "</script>", "=1+1", "\n", "null", "\u001f", "\u007f"),
        Gen.String[Gen.Char['\u0001', '\u00ff'], 0, 12]);

    public static Gen<AuditEntry> AnyEntry { get; } =
        from seq in Gen.Long[1, long.MaxValue]
        from at in Gen.Long[-62_135_596_800_000, 253_402_300_799_999]
        from id in AnyText
        from name in AnyText
        from roles in AnyText.List[0, 3]
        from kind in Gen.Enum<ActorKind>()
        from action in AnyText
        from subject in Gen.Select(AnyText, AnyText, (k, i) => new AuditSubject(k, i))
        from details in Gen.Select(AnyText, AnyText, (k, v) => new AuditDetail(k, v)).List[0, 4]
        from outcome in Gen.Enum<AuditOutcome>()
        select new AuditEntry(
            seq, DateTimeOffset.FromUnixTimeMilliseconds(at), new AuditActor(id, name, roles, kind), action, subject, details, outcome);

    /// <summary>A chain that holds.</summary>
    public static List<AuditLink> Chain(int length)
    {
        var links = new List<AuditLink>();
        var previous = AuditHash.Genesis;
        for (var seq = 1; seq <= length; seq++)
        {
            var link = Link(seq, previous, $"detail {seq}");
            links.Add(link);
            previous = link.Hash!.Value;
        }

        return links;
    }

    /// <summary>A link with its hash.</summary>
    public static AuditLink Link(long seq, AuditHash previous, string detail)
    {
        var content = AuditJson.Write(Entry with { Seq = seq, Details = [new("what", detail)] });
        return new AuditLink(seq, content, previous, AuditHash.Of(previous, content));
    }
}
