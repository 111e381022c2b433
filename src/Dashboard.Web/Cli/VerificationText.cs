using System.Globalization;
using Dashboard.Storage.Auditing;
using Dashboard.Web.Hosting.Settings;

namespace Dashboard.Web.Cli;

/// <summary>A verification in words.</summary>
internal static class VerificationText
{
    /// <summary>A line with the verdict, a line each for head and anchor, and a line per finding.</summary>
    public static string Of(AuditVerification verification) => string.Join(Environment.NewLine, Lines(verification));

    private static IEnumerable<string> Lines(AuditVerification v)
    {
        yield return v.Verdict switch
        {
            AuditVerdict.Holds => Say($"holds: {v.Entries} entries"),
            AuditVerdict.Broken => Say($"broken: {v.Findings.Count} findings in {v.Entries} entries"),
            AuditVerdict.Unanchored => Say($"unanchored: {v.Entries} entries follow each other, but nothing outside the database says that they are the true ones"),
        };
        yield return Say($"head: entry {v.HeadSeq}, {v.HeadHash}");
        yield return v.AnchoredTo is { } to
            ? Say($"anchor: up to entry {to}{(to < v.HeadSeq ? Say($"; entries {to + 1} to {v.HeadSeq} are not anchored yet") : "")}")
            : "anchor: none; set Dashboard__Audit__AnchorFile";
        foreach (var finding in v.Findings) yield return OneLine.Of($"{finding.Check}: {finding.Problem}");
    }

    private static string Say(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
