using CsCheck;
using Dashboard.Core.Posture;
using Dashboard.Core.Queries;

namespace Dashboard.Core.Tests.Posture;

public sealed class TagFindingTests
{
    private static TagLevel Level(string name, params (string Name, string Value)[] tags) =>
        new(name, tags.ToDictionary(t => t.Name, t => t.Value, StringComparer.Ordinal));

    private static IReadOnlyList<TagFinding> Find(TagKind kind, params TagLevel[] levels) =>
        [.. TagClassifier.Classify(levels, JudgementSettings.Default).Findings.Where(f => f.Kind == kind)];

    [Fact]
    public void An_untagged_app_misses_every_kind()
    {
        var findings = TagClassifier.Classify([Level("app")], JudgementSettings.Default).Findings;
        Assert.Equal(Enum.GetValues<TagKind>().Select(TagFinding.Missing), findings);
    }

    [Fact]
    public void What_counts_is_told_with_its_level_and_spelling() => Assert.Equal(
        [new TagFinding(TagKind.CostCentre, TagStanding.Used, "subscription", "cost-center", " CC-1 ")],
        Find(TagKind.CostCentre, Level("app"), Level("subscription", ("cost-center", " CC-1 "))));

    [Fact]
    public void An_invalid_value_is_passed_over_where_a_valid_one_counts_and_else_all_there_is()
    {
        var app = Level("app", ("dataClassification", "confidental"));
        Assert.Equal(
            [TagStanding.Used, TagStanding.PassedOver],
            Find(TagKind.Sensitivity, app, Level("resource group", ("data-classification", "internal"))).Select(f => f.Standing));
        Assert.Equal([TagStanding.Invalid], Find(TagKind.Sensitivity, app).Select(f => f.Standing));
        Assert.Equal([TagStanding.Invalid], Find(TagKind.Scenario, Level("app", ("mtls-scenario", "partner"))).Select(f => f.Standing));
    }

    [Theory]
    [InlineData("data_classification", TagKind.Sensitivity)]
    [InlineData("DataClass", TagKind.Sensitivity)]
    [InlineData("Data Classification", TagKind.Sensitivity)]
    [InlineData("dataClasification", TagKind.Sensitivity)]
    [InlineData("Owners", TagKind.Owner)]
    [InlineData("business-owner", TagKind.Owner)]
    [InlineData("cost_centre", TagKind.CostCentre)]
    [InlineData("enviroment", TagKind.Environment)]
    [InlineData("m-tls", TagKind.Override)]
    [InlineData("mtls_scenario", TagKind.Scenario)]
    public void A_name_that_looks_like_one_of_the_standard_is_recognised(string name, TagKind kind)
    {
        Assert.Equal([TagStanding.Lookalike], Find(kind, Level("app", (name, "x"))).Select(f => f.Standing));
        Assert.Equal(kind, TagLikeness.For(JudgementSettings.Default).Of(name));
    }

    [Theory]
    [InlineData("owner")]
    [InlineData(" Owner ")]
    [InlineData("data")]
    [InlineData("costCentre")]
    [InlineData("team")]
    [InlineData("tower")]
    [InlineData("cost")]
    [InlineData("hidden-link: /app-insights-resource-id")]
    [InlineData("")]
    public void Other_names_are_not(string name) => Assert.Null(TagLikeness.For(JudgementSettings.Default).Of(name));

    [Fact]
    public void A_lookalike_is_not_told_where_a_tag_of_the_standard_counts() => Assert.Equal(
        [TagStanding.Used], Find(TagKind.Owner, Level("app", ("Owners", "a"), ("owner", "b"))).Select(f => f.Standing));

    /// <summary>Counts by standing add up to all apps only because of this.</summary>
    [Fact]
    public void Every_kind_has_exactly_one_outcome() => (
        from name in Gen.OneOf("dataClassification", "data_classification", "mtls", "owner", "Owners", "env", "costCentre", "mtls-scenario", "other")
        from value in Gen.OneOf("", " ", "public", "confidental", "required", "iot", "x")
        select (name, value)).Array[0, 6].Array[0, 4].Sample(levels =>
        {
            var made = levels.Select((tags, i) => Level($"level {i}", [.. tags.DistinctBy(t => t.name)])).ToArray();
            foreach (var kind in Enum.GetValues<TagKind>())
            {
                var standings = Find(kind, made).Select(f => f.Standing).ToList();
                Assert.NotEmpty(standings);
                var main = standings.Where(s => s != TagStanding.PassedOver).ToList();
                Assert.Single(main.Distinct());
                if (main[0] is TagStanding.Used or TagStanding.Missing) Assert.Single(main);
                else Assert.Equal(main.Count, standings.Count);
            }
        });

    [Fact]
    public void A_query_reads_back_what_it_writes() => (
        from kind in Gen.OneOf(Enum.GetValues<TagKind>())
        from standing in Gen.OneOf<TagStanding?>(null, TagStanding.Invalid, TagStanding.PassedOver)
        from level in Gen.OneOf<string?>(null, "app", "resource group")
        from name in Gen.OneOf<string?>(null, "a:b", "*", "%3A", "", "<b>é")
        from value in Gen.OneOf<string?>(null, ":", "*", "100%", "", "confidental")
        select new TagQuery(kind) { Standing = standing, Level = level, Name = name, Value = value }).Sample(q => TagQuery.Parse(q.ToString()) == q);

    [Theory]
    [InlineData("")]
    [InlineData("nothing")]
    [InlineData("0")]
    [InlineData("sensitivity:worse")]
    [InlineData("sensitivity:invalid:app:n:v:more")]
    public void A_text_that_is_none_is_refused(string text) => Assert.Null(TagQuery.Parse(text));
}
