using Dashboard.Simulator.Estate.Generated;
using Dashboard.Simulator.Kql.Values;

namespace Dashboard.Simulator.Truth;

/// <summary>What the rules look at, as it really was: settings as Azure has them, whichever of its interfaces shows them, and no result.</summary>
internal sealed record TruthFacts
{
    public required bool Applicable { get; init; }

    public required string Tier { get; init; }

    /// <summary>The tier that the site itself names.</summary>
    public required string SiteTier { get; init; }

    public required bool ClientCertEnabled { get; init; }

    /// <summary>Null where it is null or absent.</summary>
    public required string? Mode { get; init; }

    public required bool ModeAbsent { get; init; }

    public required string Exclusions { get; init; }

    public required string ExclusionEndPoints { get; init; }

    /// <summary>Resource Graph's row lacks the exclusion paths.</summary>
    public required bool ExclusionsByArmOnly { get; init; }

    public required bool? HttpsOnly { get; init; }

    public required bool Http20 { get; init; }

    public required string MinTls { get; init; }

    public required bool? InScope { get; init; }

    public required bool SensitivityIsValid { get; init; }

    public required bool HasOwner { get; init; }

    /// <summary>The verdict of a slot's app; null for an app.</summary>
    public required string? ProductionVerdict { get; init; }

    public static TruthFacts Of(AppSpec app, AppState state, DateTimeOffset at)
    {
        var here = app.In(state);
        var (posture, tier) = (state.Posture, here.Plan.Sizes.At(at).State.Tier);
        return new TruthFacts
        {
            Applicable = app.Kind.IsApplicable,
            Tier = tier,
            SiteTier = app.Traits.StaleTier ?? tier,
            ClientCertEnabled = posture.ClientCertEnabled is true,
            Mode = posture.ModeAbsent ? null : posture.Mode,
            ModeAbsent = posture.ModeAbsent,
            Exclusions = posture.ExclusionPaths ?? "",
            ExclusionEndPoints = posture.ExclusionEndPoints ?? "",
            ExclusionsByArmOnly = app.Traits.GraphLacksExclusions,
            HttpsOnly = posture.HttpsOnly as bool?,
            Http20 = posture.Http20,
            MinTls = posture.MinTls,
            InScope = TruthScope.Of(app, state, at),
            SensitivityIsValid = TruthScope.IsValid(app, state, at),
            HasOwner = TruthScope.HasOwner(app, state, at),
            ProductionVerdict = app.Parent is { } parent && parent.Life.At(at).State is { Exists: true } owner
                ? TruthVerdict.Of(parent.Kind, owner.Posture, parent.In(owner).Plan.Sizes.At(at).State)
                : null,
        };
    }

    public Bag Write() => new()
    {
        ["applicable"] = Applicable,
        ["tier"] = Tier,
        ["siteTier"] = SiteTier,
        ["clientCertEnabled"] = ClientCertEnabled,
        ["mode"] = Mode,
        ["modeAbsent"] = ModeAbsent,
        ["exclusions"] = Exclusions,
        ["exclusionEndPoints"] = ExclusionEndPoints,
        ["exclusionsByArmOnly"] = ExclusionsByArmOnly,
        ["httpsOnly"] = HttpsOnly,
        ["http20"] = Http20,
        ["minTls"] = MinTls,
        ["inScope"] = InScope,
        ["sensitivityIsValid"] = SensitivityIsValid,
        ["hasOwner"] = HasOwner,
        ["productionVerdict"] = ProductionVerdict,
    };
}
