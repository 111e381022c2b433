using Dashboard.Core.Inventory;

namespace Dashboard.Core.Posture;

/// <summary>Everything that a judgement of one app looks at, derived once.</summary>
public sealed record JudgedApp
{
    /// <summary>The facts.</summary>
    public required AppObservation App { get; init; }

    /// <summary>The settings.</summary>
    public required JudgementSettings Settings { get; init; }

    /// <summary>What the tags say.</summary>
    public required Classification Tags { get; init; }

    /// <summary>The plan's tier; null where the plan was not read.</summary>
    public string? PlanTier { get; init; }

    /// <summary>The verdict of the production app; null for a production app, and where it was not seen.</summary>
    public Verdict? ProductionVerdict { get; init; }

    /// <summary>The effective mode.</summary>
    public required EffectiveMode Mode { get; init; }

    /// <summary>The excluded paths and end points.</summary>
    public required ExclusionEntries Exclusions { get; init; }

    /// <summary>Whether renegotiation is needed where there is none.</summary>
    public required RuleResult Renegotiation { get; init; }

    /// <summary>Who can reach it.</summary>
    public required Reachability Reachability { get; init; }

    /// <summary>The verdict.</summary>
    public required Verdict Verdict { get; init; }

    /// <summary>The tier that counts; null where none is known.</summary>
    public string? Tier => Tiers.Effective(PlanTier, App.SiteTier.OrDefault());

    /// <summary>True for Free and Shared.</summary>
    public bool TierUnsupported => Tiers.IsUnsupported(Tier);

    /// <summary>True for kinds without the setting.</summary>
    public bool KindNotApplicable => AppKinds.CannotAskForCertificates(App.Kind);
}
