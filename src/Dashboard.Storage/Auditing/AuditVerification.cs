using Dashboard.Core.Audit;

namespace Dashboard.Storage.Auditing;

/// <summary>Something that does not hold.</summary>
/// <param name="Check">Which check found it: <c>chain</c>, <c>head</c>, <c>columns</c>, <c>anchor</c>, <c>types</c>, <c>months</c>, or the table compared: <c>runs</c>, <c>exceptions</c> and so on.</param>
/// <param name="Seq">The entry concerned; null where it is none.</param>
/// <param name="Problem">What, in a sentence.</param>
public sealed record AuditFinding(string Check, long? Seq, string Problem);

/// <summary>What a verification came to.</summary>
public enum AuditVerdict
{
    /// <summary>Everything holds, and the anchor says the same.</summary>
    Holds,

    /// <summary>Something does not hold.</summary>
    Broken,

    /// <summary>Nothing contradicts itself, but there is no anchor: whoever can write the database could have made a new chain.</summary>
    Unanchored,
}

/// <summary>A verification of the audit trail.</summary>
/// <param name="Entries">Entries in the database.</param>
/// <param name="HeadSeq">The last place; 0 where the trail is empty.</param>
/// <param name="HeadHash">The hash there.</param>
/// <param name="AnchoredTo">The last place that the anchor file has; null where there is no file or nothing in it.</param>
/// <param name="Findings">What does not hold; the first few of each check.</param>
public sealed record AuditVerification(long Entries, long HeadSeq, AuditHash HeadHash, long? AnchoredTo, IReadOnlyList<AuditFinding> Findings)
{
    /// <summary>What it came to.</summary>
    public AuditVerdict Verdict => Findings.Count > 0 ? AuditVerdict.Broken : AnchoredTo is null ? AuditVerdict.Unanchored : AuditVerdict.Holds;
}
