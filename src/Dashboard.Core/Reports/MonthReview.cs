using Dashboard.Core.Audit;

namespace Dashboard.Core.Reports;

/// <summary>What a reviewer says of a sealed month.</summary>
public static class MonthReview
{
    /// <summary>The longest text: the audit trail keeps it for ever.</summary>
    public const int MaxText = 1000;

    /// <summary>A text as it is kept, which may be empty; null where it is too long.</summary>
    public static string? Text(string? text) => AuditText.Clean((text ?? "").Trim()) is { Length: <= MaxText } clean ? clean : null;
}
