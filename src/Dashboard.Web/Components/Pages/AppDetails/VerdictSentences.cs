using Dashboard.Core.Posture;
using Dashboard.Web.Components.Kit;

namespace Dashboard.Web.Components.Pages.AppDetails;

/// <summary>An app's verdict as an answer, and why.</summary>
public static class VerdictSentences
{
    /// <summary>The answer: <c>Not enforced. Callers without a certificate are let in.</c></summary>
    public static string Answer(AppState app) => app.Verdict switch
    {
        Verdict.Enforced => "Enforced. Every caller needs a client certificate.",
        Verdict.Gaps => "Gaps. A certificate is required, but callers get past.",
        Verdict.NotEnforced => "Not enforced. Callers without a certificate are let in.",
        Verdict.Unsupported => "Unsupported. The tier cannot ask for certificates.",
        Verdict.Unknown => "Unknown. It could not be judged, so it counts as not enforced.",
        Verdict.NotApplicable => "Not applicable. This kind of app has no such setting.",
    };

    /// <summary>What the verdict rests on, in a sentence or two.</summary>
    public static string Why(AppState app)
    {
        var sentences = new List<string>();
        switch (app.Verdict)
        {
            case Verdict.NotEnforced when app.EffectiveMode == EffectiveMode.Ignore:
                sentences.Add("Client certificates are off: nobody is asked for one.");
                break;
            case Verdict.NotEnforced when app.EffectiveMode is EffectiveMode.Optional or EffectiveMode.OptionalInteractiveUser:
                sentences.Add($"The mode is {app.EffectiveMode}: callers without a certificate are let in.");
                break;
            case Verdict.NotEnforced:
                sentences.Add("The exclusion entry / opens every path.");
                break;
            case Verdict.Unknown when app.Stale:
                sentences.Add("It has not been seen for longer than its last state may stand.");
                break;
            case Verdict.Unknown:
                sentences.Add("A setting that decides was not read or not understood.");
                break;
            case Verdict.Unsupported:
                sentences.Add($"The plan’s tier is {app.Tier ?? "Free or Shared"}. Basic and higher can ask for certificates.");
                break;
            case Verdict.NotApplicable:
                sentences.Add("Logic Apps, Kubernetes and Container Apps have no client certificate setting. The app is outside the denominator.");
                break;
            default:
                sentences.Add("The mode is Require.");
                break;
        }

        if (app.Verdict is Verdict.Gaps or Verdict.NotEnforced) sentences.AddRange(Undermining(app));
        return string.Join(" ", sentences);
    }

    private static IEnumerable<string> Undermining(AppState app)
    {
        if (Fails(app, "MTLS003") && StateWords.Entries(app.ExclusionPaths) is { Count: > 0 } paths)
            yield return $"{Words.Join([.. paths.Take(3)])}{(paths.Count > 3 ? $" and {paths.Count - 3} more" : "")} {(paths.Count == 1 ? "is" : "are")} excluded.";
        if (Fails(app, "MTLS004")) yield return "HTTP is open, and over HTTP no certificate is ever asked for.";
        if (Fails(app, "MTLS006")) yield return "HTTP/2 or TLS 1.3 rules out the renegotiation that a setting needs.";
    }

    private static bool Fails(AppState app, string rule) => app.Rules.Any(r => r.Id == rule && r.Result == RuleResult.Fail);
}
