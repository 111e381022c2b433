using Dashboard.Core.Posture;

namespace Dashboard.Core.Tests.Posture;

public sealed class TagClassifierTests
{
    private static TagLevel Level(string name, params (string Name, string Value)[] tags) =>
        new(name, tags.ToDictionary(t => t.Name, t => t.Value, StringComparer.Ordinal));

    private static Classification Classify(params TagLevel[] levels) => TagClassifier.Classify(levels, JudgementSettings.Default);

    [Fact]
    public void Names_and_values_compare_without_case_and_trimmed()
    {
        var tags = Classify(Level("app", (" DATA-Classification ", " ConfidentiaL ")));
        Assert.Equal(Sensitivity.Confidential, tags.Sensitivity);
        Assert.True(tags.InScope);
    }

    [Fact]
    public void The_nearest_valid_value_wins_and_invalid_ones_are_noted()
    {
        var tags = Classify(
            Level("slot", ("dataClassification", "confidental")), Level("app", ("dataClassification", "internal")),
            Level("resource group", ("dataClassification", "restricted")));
        Assert.Equal(Sensitivity.Internal, tags.Sensitivity);
        Assert.Equal("app", tags.SensitivitySource!.Level);
        Assert.Equal("confidental", Assert.Single(tags.Invalid).Value);
        Assert.False(tags.InScope);
    }

    [Fact]
    public void Two_tags_that_disagree_at_one_level_count_as_the_more_sensitive()
    {
        var tags = Classify(Level("app", ("dataClassification", "public"), ("data-classification", "restricted")));
        Assert.Equal(Sensitivity.Restricted, tags.Sensitivity);
    }

    [Fact]
    public void The_override_is_looked_up_on_its_own_and_beats_sensitivity()
    {
        var optedOut = Classify(Level("app", ("dataClassification", "restricted")), Level("subscription", ("mtls", "not-required")));
        Assert.False(optedOut.InScope);
        Assert.True(optedOut.OptedOut);

        var required = Classify(Level("app", ("MTLS", "Required"), ("dataClassification", "public")));
        Assert.True(required.InScope);
        Assert.False(required.OptedOut);
    }

    [Fact]
    public void Opting_out_of_harmless_data_is_no_opt_out() =>
        Assert.False(Classify(Level("app", ("mtls", "not-required"), ("dataClassification", "public"))).OptedOut);

    [Fact]
    public void Without_a_valid_tag_an_app_is_unclassified_or_in_scope_by_setting()
    {
        var levels = new[] { Level("app", ("dataClassification", "secret")) };
        Assert.Null(Classify(levels).InScope);
        var strict = JudgementSettings.Default with { Unclassified = UnclassifiedScope.InScope };
        Assert.True(TagClassifier.Classify(levels, strict).InScope);
    }

    [Fact]
    public void An_empty_owner_does_not_hide_one_further_out() =>
        Assert.Equal("retail", Classify(Level("app", ("owner", "  ")), Level("subscription", ("Owner", " retail "))).Owner);

    [Fact]
    public void Any_spelling_of_the_cost_centre_counts()
    {
        Assert.Equal("CC-1", Classify(Level("app", ("cost-center", "CC-1"))).CostCentre);
        Assert.Equal("CC-1", Classify(Level("app", ("CostCenter", "CC-1"))).CostCentre);
    }

    [Fact]
    public void An_unknown_scenario_is_none()
    {
        Assert.Null(Classify(Level("app", ("mtls-scenario", "partner"))).Scenario);
        Assert.Equal("iot", Classify(Level("app", ("mtls-scenario", " IoT"))).Scenario);
    }
}
