using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Dashboard.Core.Posture.Rules;

/// <summary>Every rule that exists, and the version of the set.</summary>
public static class RuleCatalogue
{
    /// <summary>The version of the rules' code. A run keeps it together with a mark of its settings.</summary>
    public const string Version = "1.1";

    /// <summary>The rules in the order of their ids.</summary>
    public static IReadOnlyList<IRule> All { get; } =
    [
        new ModeIsNotIgnore(), new ModeIsNotOptional(), new NoPathIsOpen(), new HttpIsRefused(), new TierSupportsCertificates(),
        new NoRenegotiationWithoutProtocol(), new Http2IsTested(), new MinimumTlsIs12(), new SlotIsNotWorse(),
        new SensitivityIsTagged(), new OwnerIsTagged(), new ConfigurationIsReadable(), new OptOutIsJustified(),
    ];

    /// <summary>
    /// The headline set: the rules whose failures decide whether an app counts as excepted, and whose times to remediate
    /// are the KPI.
    /// </summary>
    public static IReadOnlyList<string> Headline { get; } = ["MTLS001", "MTLS002", "MTLS003", "MTLS004", "MTLS005"];

    /// <summary>The rule of an id, or null.</summary>
    public static IRule? Find(string id) => All.FirstOrDefault(r => r.Id.Equals(id, StringComparison.OrdinalIgnoreCase));

    /// <summary>The version that a run keeps: <see cref="Version"/>, and eight hex digits where the settings are not the defaults.</summary>
    public static string VersionFor(JudgementSettings settings)
    {
        var text = JsonSerializer.Serialize(settings);
        if (text == JsonSerializer.Serialize(JudgementSettings.Default)) return Version;
        var mark = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)).AsSpan(0, 4));
        return string.Create(CultureInfo.InvariantCulture, $"{Version}+{mark}");
    }

    /// <summary>Every rule's outcome on an app, in the catalogue's order.</summary>
    public static IReadOnlyList<RuleOutcome> Evaluate(JudgedApp app) => [.. All.Select(rule => Evaluate(rule, app))];

    private static RuleOutcome Evaluate(IRule rule, JudgedApp app)
    {
        var check = NotApplicable(rule, app) ?? rule.Evaluate(app);
        var severity = check.Severity ?? rule.Severity;
        if (app.Tags.Sensitivity == Sensitivity.Restricted && severity < Severity.Critical) severity++;
        return new RuleOutcome(rule.Id, check.Result, severity, check.Evidence);
    }

    private static Check? NotApplicable(IRule rule, JudgedApp app)
    {
        if (rule.NeedsFrontEnd && app.KindNotApplicable) return new Check(RuleResult.NotApplicable, $"kind: \"{app.App.Kind}\"");
        return rule.SilentOnUnsupportedTier && app.TierUnsupported
            ? new Check(RuleResult.NotApplicable, $"tier: {app.Tier}")
            : null;
    }
}
