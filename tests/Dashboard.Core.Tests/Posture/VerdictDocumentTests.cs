using Dashboard.Core.Inventory;
using Dashboard.Core.Posture;

namespace Dashboard.Core.Tests.Posture;

public sealed class VerdictDocumentTests
{
    [Fact]
    public void The_document_is_what_the_rules_say()
    {
        var path = Path.Combine(Repository.Root, "docs", "verdicts.md");
        var expected = VerdictDocument.Render();
        if (Environment.GetEnvironmentVariable("UPDATE_DOCS") == "1") File.WriteAllText(path, expected);
        Assert.True(File.ReadAllText(path) == expected, "docs/verdicts.md is out of date: run this test with UPDATE_DOCS=1.");
    }

    [Fact]
    public void Its_rows_stand_for_every_combination_once() =>
        Assert.Equal(VerdictDocument.Combinations, VerdictDocument.Rows().Sum(r => r.Combinations));

    /// <summary>The published table, written a second time from its words alone, over every combination.</summary>
    [Fact]
    public void Every_combination_agrees_with_the_published_order()
    {
        var differing = new List<string>();
        Walk(0, Apps.Flawless, []);
        Assert.Empty(differing);

        void Walk(int column, AppObservation app, string[] labels)
        {
            if (column == VerdictDocument.Columns.Count)
            {
                var actual = VerdictDocument.Judge(app);
                if (actual != Published(labels)) differing.Add($"{string.Join(", ", labels)}: {actual}, published {Published(labels)}");
                return;
            }

            foreach (var choice in VerdictDocument.Choices[column]) Walk(column + 1, choice.Apply(app), [.. labels, choice.Label]);
        }
    }

    private static Verdict Published(string[] cell)
    {
        var (kind, tier, flag, mode, paths, https, http2, tls) = (cell[0], cell[1], cell[2], cell[3], cell[4], cell[5], cell[6], cell[7]);
        if (kind.Contains("workflowapp") || kind.Contains("kubernetes") || kind.Contains("azurecontainerapps")) return Verdict.NotApplicable;
        if (tier is "Free" or "Shared") return Verdict.Unsupported;
        var effective = flag switch { "true" => mode, "not understood" => "other", _ => "Ignore" };
        if (effective is "Ignore" or "Optional" or "OptionalInteractiveUser" || paths == "/") return Verdict.NotEnforced;
        if (effective != "Required" || https == "not read" || tier == "not known" || paths == "not read") return Verdict.Unknown;
        var renegotiates = paths is "only allowed ones" or "one not allowed";
        if (paths == "one not allowed" || https == "false" || (renegotiates && (http2 == "on" || tls == "1.3"))) return Verdict.Gaps;
        return renegotiates && (http2 == "not read" || tls == "not read") ? Verdict.Unknown : Verdict.Enforced;
    }
}
