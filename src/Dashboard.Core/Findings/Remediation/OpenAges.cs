namespace Dashboard.Core.Findings.Remediation;

/// <summary>How old the findings are that stand, in days; the four counts are all of them.</summary>
/// <param name="UpTo7">At most 7 days.</param>
/// <param name="UpTo30">More, and at most 30.</param>
/// <param name="UpTo90">More, and at most 90.</param>
/// <param name="Over90">More than 90.</param>
/// <param name="OldestDays">The oldest; null where none stands.</param>
public readonly record struct OpenAges(int UpTo7, int UpTo30, int UpTo90, int Over90, double? OldestDays)
{
    /// <summary>The ages of those of <paramref name="findings"/> that stand at <paramref name="at"/>.</summary>
    public static OpenAges Of(IEnumerable<ObservedFinding> findings, DateTimeOffset at)
    {
        var ages = default(OpenAges);
        foreach (var finding in findings.Where(f => f.End is null))
        {
            var days = finding.Age(at).TotalDays;
            ages = days switch
            {
                <= 7 => ages with { UpTo7 = ages.UpTo7 + 1 },
                <= 30 => ages with { UpTo30 = ages.UpTo30 + 1 },
                <= 90 => ages with { UpTo90 = ages.UpTo90 + 1 },
                _ => ages with { Over90 = ages.Over90 + 1 },
            };
            if (!(ages.OldestDays >= days)) ages = ages with { OldestDays = days };
        }

        return ages;
    }
}
