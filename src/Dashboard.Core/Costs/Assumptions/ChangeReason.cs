using Dashboard.Core.Audit;

namespace Dashboard.Core.Costs.Assumptions;

/// <summary>Why an assumption was changed. The audit trail keeps it for ever, so it has an end.</summary>
public static class ChangeReason
{
    /// <summary>The longest reason.</summary>
    public const int MaxLength = 500;

    /// <summary>What is asked for, in a sentence.</summary>
    public static string Expected { get; } = FormattableString.Invariant($"A reason is one line of 1 to {MaxLength} characters.");

    /// <summary>The reason as it is kept; null where it is not what is asked for.</summary>
    public static string? Read(string? text)
    {
        var reason = AuditText.Clean(text?.Trim() ?? "");
        return reason.Length is > 0 and <= MaxLength && !reason.Any(char.IsControl) ? reason : null;
    }
}
