using System.Text.Json;
using CsCheck;
using Dashboard.Core.Audit;

namespace Dashboard.Core.Tests.Audit;

public sealed class AuditJsonTests
{
    [Fact]
    public void An_entry_has_this_text() => Assert.Equal(
        """{"action":"run.cancelled","actor":{"id":"entra:t:o","kind":"person","name":"Ada","roles":["Reader","Security"]},"at":1774936800123,"details":[["b","2"],["a","1"]],"outcome":"succeeded","seq":7,"subject":{"id":"12","kind":"run"},"v":1}""",
        AuditJson.Write(AuditSamples.Entry));

    [Fact]
    public void Only_the_escapes_of_RFC_8785_are_used()
    {
        var text = AuditJson.Write(AuditSamples.Entry with { Action = "\"\\/\b\t\n\f\r\u0001\u001f\u007f<>&'é€\u2028😀" });
        Assert.StartsWith("""{"action":"\"\\/\b\t\n\f\r\u0001\u001f""" + "\u007f<>&'é€\u2028😀\",", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Half_a_surrogate_pair_has_no_text_and_a_draft_makes_it_storable()
    {
        Assert.Throws<ArgumentException>(() => AuditJson.Write(AuditSamples.Entry with { Action = "a\ud83d" }));
        var draft = new AuditDraft(AuditSamples.Entry.Actor, "a", new AuditSubject("x\0", "\udc00y"), [new("k", "\ud83d\ud83d😀")]);
        var entry = draft.At(1, AuditSamples.Entry.At.AddTicks(7));
        Assert.Equal(("x\ufffd", "\ufffdy", "\ufffd\ufffd😀"), (entry.Subject.Kind, entry.Subject.Id, entry.Details[0].Value));
        Assert.Equal(AuditSamples.Entry.At, entry.At);
        Assert.NotNull(AuditJson.Read(AuditJson.Write(entry)));
    }

    [Fact]
    public void The_same_entry_has_the_same_text_and_is_read_back_from_it() => AuditSamples.AnyEntry.Sample(entry =>
    {
        var text = AuditJson.Write(entry);
        var copy = AuditJson.Read(text);
        Assert.NotNull(copy);
        Assert.Equal(text, AuditJson.Write(copy));
        Assert.Equal((entry.Seq, entry.At, entry.Action, entry.Subject, entry.Outcome), (copy.Seq, copy.At, copy.Action, copy.Subject, copy.Outcome));
        Assert.Equal(entry.Details, copy.Details);
        Assert.Equal(entry.Actor.Roles, copy.Actor.Roles);
    });

    [Fact]
    public void Keys_are_sorted_and_numbers_are_integers() => AuditSamples.AnyEntry.Sample(entry =>
    {
        var text = AuditJson.Write(entry);
        using var json = JsonDocument.Parse(text);
        AssertCanonical(json.RootElement);
    });

    [Theory]
    [InlineData(" ", "")]
    [InlineData("\"seq\":7", "\"seq\":7.0")]
    [InlineData("\"seq\":7", "\"seq\": 7")]
    [InlineData("\"v\":1", "\"v\":2")]
    [InlineData("\"v\":1", "\"v\":1,\"w\":1")]
    [InlineData("\"Ada\"", "\"\\u0041da\"")]
    [InlineData("[\"b\",\"2\"]", "[\"b\"]")]
    [InlineData("person", "robot")]
    [InlineData("{", "[")]
    public void A_text_that_is_not_canonical_is_no_entry(string old, string replacement)
    {
        var text = AuditJson.Write(AuditSamples.Entry);
        var changed = old == " " ? text + " " : text.Replace(old, replacement, StringComparison.Ordinal);
        Assert.NotEqual(text, changed);
        Assert.Null(AuditJson.Read(changed));
    }

    private static void AssertCanonical(JsonElement json)
    {
        switch (json.ValueKind)
        {
            case JsonValueKind.Object:
                var names = json.EnumerateObject().Select(p => p.Name).ToList();
                Assert.Equal(names.Order(StringComparer.Ordinal), names);
                foreach (var property in json.EnumerateObject()) AssertCanonical(property.Value);
                break;
            case JsonValueKind.Array:
                foreach (var item in json.EnumerateArray()) AssertCanonical(item);
                break;
            case JsonValueKind.Number:
                Assert.Matches("^-?[0-9]+$", json.GetRawText());
                break;
            default:
                Assert.Equal(JsonValueKind.String, json.ValueKind);
                break;
        }
    }
}
