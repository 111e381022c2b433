using Dashboard.Core.Inventory;

namespace Dashboard.Core.Posture.Rules;

/// <summary>MTLS013: Configuration is readable.</summary>
public sealed class ConfigurationIsReadable : IRule
{
    /// <inheritdoc/>
    public string Id => "MTLS013";

    /// <inheritdoc/>
    public string Title => "Configuration is readable";

    /// <inheritdoc/>
    public string FailureWords => "Not readable";

    /// <inheritdoc/>
    public string FailsWhen => "A setting could not be read, is not understood, or contradicts another.";

    /// <inheritdoc/>
    public string Rationale => "What cannot be read cannot be judged, and a contradiction may hide the worse of the two.";

    /// <inheritdoc/>
    public string Remedy => "Give the collector the Reader role on the app, or look at the setting that the evidence names.";

    /// <inheritdoc/>
    public Severity Severity => Severity.Medium;

    /// <inheritdoc/>
    public bool NeedsFrontEnd => false;

    /// <inheritdoc/>
    public IReadOnlyList<string> LooksAt { get; } = ["every setting that another rule looks at", "the plan's and the site's tier"];

    /// <inheritdoc/>
    public Check Evaluate(JudgedApp app)
    {
        var facts = app.App;
        var problems = new List<string>();
        NotUnderstood(problems, "clientCertEnabled", facts.ClientCertEnabled);
        NotUnderstood(problems, "clientCertExclusionEndPoints", facts.ExclusionEndPoints);
        NotUnderstood(problems, "sku", facts.SiteTier);
        NotUnderstood(problems, "publicNetworkAccess", facts.PublicNetworkAccess);
        if (!app.KindNotApplicable) FrontEnd(problems, app);
        if (app.Tier is null) problems.Add("no tier from plan or site");
        if (Tiers.Disagree(app.PlanTier, facts.SiteTier.OrDefault()))
            problems.Add($"plan tier {app.PlanTier} contradicts site tier {facts.SiteTier.Value}");
        return problems.Count == 0
            ? new Check(RuleResult.Pass, "all settings read, no contradiction")
            : new Check(RuleResult.Fail, string.Join('\n', problems));
    }

    private static void FrontEnd(List<string> problems, JudgedApp app)
    {
        var facts = app.App;
        if (app.Mode == EffectiveMode.Unknown && facts.ClientCertEnabled.State == ReadingState.Value)
            problems.Add($"clientCertMode {facts.ClientCertMode.Evidence()} is none that is known");
        if (facts.HttpsOnly.State != ReadingState.Value) problems.Add($"httpsOnly {facts.HttpsOnly.Evidence()}");
        if (!facts.ExclusionPaths.IsKnown) problems.Add($"clientCertExclusionPaths {facts.ExclusionPaths.Evidence()}");
        if (!facts.ConfigurationRead) problems.Add("config/web not read");
        NotUnderstood(problems, "http20Enabled", facts.Http20Enabled);
        if (facts.MinTlsVersion.State is ReadingState.NotUnderstood or ReadingState.Value && TlsVersions.Of(facts.MinTlsVersion) is null)
            problems.Add($"minTlsVersion {facts.MinTlsVersion.Evidence()} is none that is known");
    }

    private static void NotUnderstood<T>(List<string> problems, string name, Reading<T> reading)
    {
        if (reading.State == ReadingState.NotUnderstood) problems.Add($"{name} {reading.Evidence()}");
    }
}
