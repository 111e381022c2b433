namespace Dashboard.Core.Posture;

/// <summary>The tags of one level, from the app outwards.</summary>
/// <param name="Level"><c>slot</c>, <c>app</c>, <c>resource group</c> or <c>subscription</c>.</param>
/// <param name="Tags">The tags; hostile input.</param>
public sealed record TagLevel(string Level, IReadOnlyDictionary<string, string> Tags);

/// <summary>
/// Applies the tagging standard. Tags are looked up on the slot, its app, the resource group, the subscription: the
/// first valid value wins; an invalid value is noted and the search goes on; two tags that disagree at one level
/// count as the more sensitive.
/// </summary>
public static class TagClassifier
{
    private static readonly List<TagSource> NoSources = [];

    /// <summary>Classifies from <paramref name="levels"/>, nearest first.</summary>
    public static Classification Classify(IReadOnlyList<TagLevel> levels, JudgementSettings settings)
    {
        var (wrongSensitivities, wrongOverrides, wrongScenarios) = (new List<TagSource>(), new List<TagSource>(), new List<TagSource>());
        var sensitivity = FirstValid<Sensitivity>(levels, settings.SensitivityTags, TryParseSensitivity, wrongSensitivities);
        var overriding = FirstValid<MtlsOverride>(levels, settings.OverrideTags, TryParseOverride, wrongOverrides);
        var owner = FirstText(levels, settings.OwnerTags);
        var costCentre = FirstText(levels, settings.CostCentreTags);
        var environment = FirstText(levels, settings.EnvironmentTags);
        var sensitive = sensitivity?.Value is Sensitivity.Confidential or Sensitivity.Restricted;
        var choice = overriding?.Value ?? MtlsOverride.None;
        bool TryParseScenario(string text, out string value) =>
            (value = settings.Scenarios.FirstOrDefault(s => s.Equals(text, StringComparison.OrdinalIgnoreCase)) ?? "").Length > 0;

        var scenario = FirstValid<string>(levels, settings.ScenarioTags, TryParseScenario, wrongScenarios);
        var names = TagLikeness.For(settings);
        return new Classification
        {
            Sensitivity = sensitivity?.Value,
            SensitivitySource = sensitivity?.Source,
            Invalid = [.. wrongSensitivities, .. wrongOverrides],
            Override = choice,
            OverrideSource = overriding?.Source,
            Owner = owner?.Value.Trim(),
            OwnerSource = owner,
            CostCentre = costCentre?.Value.Trim(),
            Environment = environment?.Value.Trim(),
            Scenario = scenario?.Value,
            InScope = InScope(choice, sensitivity?.Value, settings.Unclassified),
            OptedOut = choice == MtlsOverride.NotRequired && sensitive,
            Findings =
            [
                .. TagFindings.Of(TagKind.Sensitivity, sensitivity?.Source, wrongSensitivities, levels, names),
                .. TagFindings.Of(TagKind.Override, overriding?.Source, wrongOverrides, levels, names),
                .. TagFindings.Of(TagKind.Owner, owner, [], levels, names),
                .. TagFindings.Of(TagKind.CostCentre, costCentre, [], levels, names),
                .. TagFindings.Of(TagKind.Environment, environment, [], levels, names),
                .. TagFindings.Of(TagKind.Scenario, scenario?.Source, wrongScenarios, levels, names),
            ],
        };
    }

    private static bool? InScope(MtlsOverride choice, Sensitivity? sensitivity, UnclassifiedScope unclassified) =>
        choice switch
        {
            MtlsOverride.Required => true,
            MtlsOverride.NotRequired => false,
            MtlsOverride.None => sensitivity switch
            {
                Sensitivity.Confidential or Sensitivity.Restricted => true,
                Sensitivity.Public or Sensitivity.Internal => false,
                null => unclassified == UnclassifiedScope.InScope ? true : null,
            },
        };

    private static Found<T>? FirstValid<T>(
        IReadOnlyList<TagLevel> levels, IReadOnlyList<string> names, TryParse<T> tryParse, List<TagSource> invalid)
        where T : IComparable
    {
        foreach (var level in levels)
        {
            Found<T>? best = null;
            foreach (var source in Named(level, names))
            {
                if (!tryParse(source.Value.Trim(), out var value)) invalid.Add(source);
                else if (best is null || value.CompareTo(best.Value) > 0) best = new Found<T>(value, source);
            }

            if (best is not null) return best;
        }

        return null;
    }

    private static TagSource? FirstText(IReadOnlyList<TagLevel> levels, IReadOnlyList<string> names)
    {
        foreach (var level in levels)
        {
            foreach (var source in Named(level, names))
            {
                if (!string.IsNullOrWhiteSpace(source.Value)) return source;
            }
        }

        return null;
    }

    // In the order of the names, then of the tags. Most levels have none of them: those cost no allocation.
    private static List<TagSource> Named(TagLevel level, IReadOnlyList<string> names)
    {
        List<TagSource>? found = null;
        if (level.Tags.Count == 0) return NoSources;
        foreach (var name in names)
        {
            foreach (var (key, value) in level.Tags)
            {
                if (key.AsSpan().Trim().Equals(name, StringComparison.OrdinalIgnoreCase)) (found ??= []).Add(new TagSource(level.Level, key, value));
            }
        }

        return found ?? NoSources;
    }

    private static bool TryParseSensitivity(string text, out Sensitivity value)
    {
        Sensitivity? found = text.ToLowerInvariant() switch
        {
            "public" => Sensitivity.Public,
            "internal" => Sensitivity.Internal,
            "confidential" => Sensitivity.Confidential,
            "restricted" => Sensitivity.Restricted,
            _ => null,
        };
        value = found.GetValueOrDefault();
        return found is not null;
    }

    private static bool TryParseOverride(string text, out MtlsOverride value)
    {
        value = text.ToLowerInvariant() switch
        {
            "required" => MtlsOverride.Required,
            "not-required" => MtlsOverride.NotRequired,
            _ => MtlsOverride.None,
        };
        return value != MtlsOverride.None;
    }

    private delegate bool TryParse<T>(string text, out T value);

    private sealed record Found<T>(T Value, TagSource Source);
}
