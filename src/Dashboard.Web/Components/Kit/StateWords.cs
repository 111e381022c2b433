using Dashboard.Core.Posture;

namespace Dashboard.Web.Components.Kit;

/// <summary>The values of an app's state, and what differs between two states, in words.</summary>
public static class StateWords
{
    /// <summary>What changed from <paramref name="before"/> to <paramref name="after"/>, the setting first. May be empty.</summary>
    public static IReadOnlyList<string> Changes(AppState before, AppState after)
    {
        var changes = new List<string>();
        Text("Mode", before.EffectiveMode.ToString(), after.EffectiveMode.ToString());
        if (before.EffectiveMode == after.EffectiveMode)
        {
            Text("clientCertEnabled", Flag(before.ClientCertEnabled), Flag(after.ClientCertEnabled));
            Text("clientCertMode", before.ClientCertMode, after.ClientCertMode);
        }

        Paths(before.ExclusionPaths, after.ExclusionPaths);
        Switch("HTTPS only", before.HttpsOnly, after.HttpsOnly);
        Switch("HTTP/2", before.Http20Enabled, after.Http20Enabled);
        Text("Minimum TLS", before.MinTlsVersion, after.MinTlsVersion);
        Text("Tier", before.Tier, after.Tier);
        Text("State", before.State, after.State);
        Text("Reachability", before.Reachability.ToString(), after.Reachability.ToString());
        Text("Sensitivity", Lower(before.Sensitivity?.ToString()), Lower(after.Sensitivity?.ToString()));
        Text("Owner", before.Owner, after.Owner);
        Text("Cost centre", before.CostCentre, after.CostCentre);
        Text("Environment", before.Environment, after.Environment);
        Text("Scenario", before.Scenario, after.Scenario);
        Text("Must enforce", Scope(before.InScope), Scope(after.InScope));
        if (before.Stale != after.Stale) changes.Add(after.Stale ? "No longer seen: last state stands" : "Seen again");
        if (changes.Count == 0 && before.Verdict != after.Verdict)
            changes.Add($"Verdict {VerdictWords.Word(before.Verdict)} → {VerdictWords.Word(after.Verdict)}");
        return changes;

        void Text(string name, string? a, string? b)
        {
            if (!string.Equals(a ?? "", b ?? "", StringComparison.Ordinal)) changes.Add($"{name} {a ?? "none"} → {b ?? "none"}");
        }

        void Switch(string name, bool? a, bool? b)
        {
            if (a != b) changes.Add(b is { } on ? $"{name} switched {(on ? "on" : "off")}" : $"{name} no longer known");
        }

        void Paths(string? a, string? b)
        {
            var old = Entries(a);
            var now = Entries(b);
            changes.AddRange(now.Except(old, StringComparer.OrdinalIgnoreCase).Select(p => $"Exclusion path {p} added"));
            changes.AddRange(old.Except(now, StringComparer.OrdinalIgnoreCase).Select(p => $"Exclusion path {p} removed"));
        }
    }

    /// <summary>The exclusion entries of a setting: split at comma and semicolon, trimmed, empty ones dropped.</summary>
    public static IReadOnlyList<string> Entries(string? exclusionPaths) =>
        (exclusionPaths ?? "").Split([',', ';'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    /// <summary>What <paramref name="app"/> looked like when it was first seen.</summary>
    public static string FirstSeen(AppState app) =>
        app.Verdict == Verdict.NotApplicable ? "First seen" : $"First seen, mode {app.EffectiveMode}";

    /// <summary>Whether the app must enforce mutual TLS.</summary>
    public static string Scope(bool? inScope) => inScope switch { true => "yes", false => "no", null => "unclassified" };

    /// <summary>A flag as the API writes it.</summary>
    public static string Flag(bool? value) => value switch { true => "true", false => "false", null => "not known" };

    /// <summary>Lower case, null stays null.</summary>
    public static string? Lower(string? text) => text?.ToLowerInvariant();

    /// <summary>A kind in words: <c>Web app</c>, <c>Function app</c>, <c>Logic App</c>.</summary>
    public static string Kind(AppState app)
    {
        var kind = app.Kind ?? "";
        var word = kind.Contains("workflowapp", StringComparison.OrdinalIgnoreCase) ? "Logic App"
            : kind.Contains("functionapp", StringComparison.OrdinalIgnoreCase) ? "Function app"
            : kind.Contains("api", StringComparison.OrdinalIgnoreCase) ? "API app"
            : "Web app";
        return app.IsSlot ? $"{word}, deployment slot" : word;
    }
}
