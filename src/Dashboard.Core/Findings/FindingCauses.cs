namespace Dashboard.Core.Findings;

/// <summary>Azure's record of the change by which a rule came to pass or to fail on an app.</summary>
/// <param name="At">The exact moment.</param>
/// <param name="BySwap">The change was a slot swap.</param>
public sealed record FindingTurn(DateTimeOffset At, bool BySwap);

/// <summary>What a run knows about why the findings of one app are others than before.</summary>
/// <param name="RulesChanged">Other rules or settings judge the app than when it was judged last.</param>
/// <param name="Turns">By rule, the recorded change that decided; a rule without one turned at an unknown moment.</param>
public sealed record FindingCauses(bool RulesChanged, IReadOnlyDictionary<string, FindingTurn> Turns)
{
    /// <summary>Nothing is known: everything happened at run time.</summary>
    public static FindingCauses Unknown { get; } = new(false, new Dictionary<string, FindingTurn>());
}
