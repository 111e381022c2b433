using Dashboard.Core.Audit;

namespace Dashboard.Core.Findings;

/// <summary>What may be written on a finding. The audit trail keeps it for ever, so it has an end.</summary>
public static class FindingNoteText
{
    /// <summary>The longest comment.</summary>
    public const int MaxComment = 2000;

    /// <summary>The longest name of an assignee.</summary>
    public const int MaxAssignee = 200;

    /// <summary>The longest address of a ticket.</summary>
    public const int MaxTicket = 1000;

    /// <summary>What is asked for, in a sentence.</summary>
    public static string Expected(FindingNoteKind kind) => kind switch
    {
        FindingNoteKind.Comment => $"A comment of 1 to {MaxComment} characters is needed.",
        FindingNoteKind.Assignment => $"An assignee is one line of at most {MaxAssignee} characters; empty takes it away.",
        FindingNoteKind.Ticket => $"A ticket is an http or https address of at most {MaxTicket} characters; empty takes it away.",
    };

    /// <summary>Reads a text as it is kept: trimmed, and null for what is taken away. False where it is not what is asked for.</summary>
    public static bool TryRead(FindingNoteKind kind, string? text, out string? written)
    {
        written = AuditText.Clean(text?.Trim() ?? "");
        if (written.Length == 0) written = null;
        return kind switch
        {
            FindingNoteKind.Comment => written is { Length: <= MaxComment },
            FindingNoteKind.Assignment => written is null || (written.Length <= MaxAssignee && !written.Any(char.IsControl)),
            FindingNoteKind.Ticket => written is null || (written.Length <= MaxTicket && IsAddress(written)),
        };
    }

    // It becomes a link on pages: nothing that runs, and nothing with a blank or a control character in it. It is never fetched.
    private static bool IsAddress(string text) =>
        !text.Any(c => char.IsControl(c) || char.IsWhiteSpace(c))
        && Uri.TryCreate(text, UriKind.Absolute, out var address)
        && (address.Scheme == Uri.UriSchemeHttp || address.Scheme == Uri.UriSchemeHttps)
        && address.UserInfo.Length == 0;
}
