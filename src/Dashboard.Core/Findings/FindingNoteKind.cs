namespace Dashboard.Core.Findings;

/// <summary>What somebody wrote on a finding.</summary>
public enum FindingNoteKind
{
    /// <summary>A comment.</summary>
    Comment,

    /// <summary>Who is to mend it; nobody, where the text is missing.</summary>
    Assignment,

    /// <summary>The address of its ticket; none, where the text is missing.</summary>
    Ticket,
}
