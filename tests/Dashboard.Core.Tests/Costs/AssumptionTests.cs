using Dashboard.Core.Costs;
using Dashboard.Core.Costs.Assumptions;

namespace Dashboard.Core.Tests.Costs;

public sealed class AssumptionTests
{
    [Fact]
    public void Each_has_a_key_of_its_own_a_unit_a_meaning_and_a_reason()
    {
        var all = CostAssumptions.All.Select(a => (a.Key, a.Unit, a.Meaning, a.Reason, a.Range))
            .Concat(PkiAssumptions.All.Select(a => (a.Key, a.Unit, a.Meaning, a.Reason, a.Range))).ToList();
        Assert.Equal(8, all.Select(a => a.Key).Distinct().Count());
        Assert.All(all, a => Assert.DoesNotContain("", new[] { a.Key, a.Unit, a.Meaning, a.Reason, a.Range }));
    }

    [Fact]
    public void Defaults_are_allowed()
    {
        Assert.Empty(CostAssumptions.Default.Problems());
        Assert.Empty(PkiAssumptions.Default.Problems());
    }

    [Theory]
    [InlineData("costs.appsPerInstance.basic", "12")]
    [InlineData("costs.appsPerInstance.standard", "1")]
    [InlineData("costs.appsPerInstance.premium", "100")]
    [InlineData("costs.targetSize.windows", "P1mv3")]
    [InlineData("costs.targetSize.linux", "")]
    public void An_allowed_value_is_written_and_read_back(string key, string text)
    {
        var changed = Cost(key).Write(CostAssumptions.Default, text);
        Assert.NotNull(changed);
        Assert.Equal(text, Cost(key).Read(changed));
        Assert.Empty(changed.Problems());
    }

    [Theory]
    [InlineData("costs.appsPerInstance.basic", "0")]
    [InlineData("costs.appsPerInstance.basic", "-1")]
    [InlineData("costs.appsPerInstance.standard", "101")]
    [InlineData("costs.appsPerInstance.premium", "8.5")]
    [InlineData("costs.targetSize.windows", "F1")]
    [InlineData("costs.targetSize.windows", "EP1")]
    [InlineData("costs.targetSize.linux", "I1v2")]
    [InlineData("costs.targetSize.linux", "B")]
    public void Another_value_is_refused(string key, string text) => Assert.Null(Cost(key).Write(CostAssumptions.Default, text));

    [Theory]
    [InlineData("costs.pki.fixedMonthly", "-1")]
    [InlineData("costs.pki.fixedMonthly", "100000001")]
    [InlineData("costs.pki.perCertificateMonthly", "1,5")]
    [InlineData("costs.pki.perCertificateMonthly", "much")]
    [InlineData("costs.pki.currency", "US")]
    [InlineData("costs.pki.currency", "€€€")]
    public void Another_value_of_the_PKI_is_refused(string key, string text) => Assert.Null(Pki(key).Write(PkiAssumptions.Default, text));

    [Fact]
    public void A_record_with_values_that_are_not_allowed_names_them()
    {
        Assert.Equal(
            ["costs.appsPerInstance.basic", "costs.targetSize.linux"],
            (CostAssumptions.Default with { AppsPerBasicInstance = 0, LinuxTargetSize = "Y1" }).Problems());
        Assert.Equal(["costs.pki.fixedMonthly"], (PkiAssumptions.Default with { FixedMonthly = -0.01m }).Problems());
    }

    [Fact]
    public void A_PKI_costs_its_fixed_part_and_each_certificate()
    {
        var pki = Pki("costs.pki.fixedMonthly").Write(PkiAssumptions.Default, "400.50")! with { PerCertificateMonthly = 0.333m, Currency = "EUR" };
        Assert.Equal(new CurrencyAmount("EUR", 40050 + 100), pki.RunningCost(3));
        Assert.Equal(new CurrencyAmount("EUR", 40050), pki.RunningCost(0));
        Assert.Throws<ArgumentOutOfRangeException>(() => pki.RunningCost(-1));
    }

    [Fact]
    public void A_PKI_of_which_nothing_was_entered_costs_an_unknown_amount()
    {
        Assert.Null(PkiAssumptions.Default.RunningCost(0));
        Assert.Null((PkiAssumptions.Default with { FixedMonthly = 10 }).RunningCost(1));
        Assert.Equal(1000, (PkiAssumptions.Default with { FixedMonthly = 10 }).RunningCost(0)!.Minor);
    }

    [Theory]
    [InlineData("Basic", HostingClass.Basic)]
    [InlineData(" standard", HostingClass.Standard)]
    [InlineData("Premium", HostingClass.Premium)]
    [InlineData("Premium0V3", HostingClass.Premium)]
    [InlineData("PremiumMV3", HostingClass.Premium)]
    [InlineData("PremiumContainer", HostingClass.None)]
    [InlineData("ElasticPremium", HostingClass.None)]
    [InlineData("IsolatedV2", HostingClass.None)]
    [InlineData("WorkflowStandard", HostingClass.None)]
    [InlineData("Free", HostingClass.None)]
    [InlineData(null, HostingClass.None)]
    public void Apps_move_to_Basic_Standard_and_Premium_only(string? tier, HostingClass hosting) => Assert.Equal(hosting, HostingClasses.OfTier(tier));

    [Theory]
    [InlineData("B1", HostingClass.Basic)]
    [InlineData("s3", HostingClass.Standard)]
    [InlineData("P1", HostingClass.Premium)]
    [InlineData("P0V3", HostingClass.Premium)]
    [InlineData("P5mv4", HostingClass.Premium)]
    [InlineData("PC2", HostingClass.None)]
    [InlineData("D1", HostingClass.None)]
    [InlineData("B\u0661", HostingClass.None)]
    public void A_size_tells_its_class(string size, HostingClass hosting) => Assert.Equal(hosting, HostingClasses.OfSize(size));

    [Fact]
    public void All_values_are_written_and_read_under_the_same_keys()
    {
        Assert.Equal(CostAssumptions.All.Select(a => a.Key).Concat(PkiAssumptions.All.Select(a => a.Key)), AssumptionValues.All.Select(a => a.Key));
        var values = AssumptionValues.Of(new Dictionary<string, string?>
        {
            ["costs.appsPerInstance.basic"] = "12",
            ["costs.pki.fixedMonthly"] = "3.50",
            ["costs.pki.currency"] = null,
            ["costs.targetSize.linux"] = "Y1",
            ["costs.later"] = "1",
        });
        // One that is not allowed and one that is not known change nothing.
        Assert.Equal(new AssumptionValues(new CostAssumptions { AppsPerBasicInstance = 12 }, new PkiAssumptions { FixedMonthly = 3.5m }), values);
        Assert.Equal("3.50", AssumptionValues.Find("costs.pki.fixedMonthly")!.Read(values));
        Assert.Null(AssumptionValues.Find("costs.later"));
        // The audit trail says "default" of a return to it.
        Assert.All(AssumptionValues.All, a => Assert.Null(a.Write(AssumptionValues.Default, "default")));
    }

    [Theory]
    [InlineData("costs.appsPerInstance.basic", " 12 ", "12")]
    [InlineData("costs.appsPerInstance.basic", "8", null)]
    [InlineData("costs.pki.currency", "usd", null)]
    [InlineData("costs.pki.currency", "eur", "EUR")]
    [InlineData("costs.pki.fixedMonthly", " ", null)]
    [InlineData("costs.pki.fixedMonthly", "0", "0")]
    [InlineData("costs.targetSize.windows", null, null)]
    public void An_edit_is_kept_in_one_spelling_and_the_default_as_none(string key, string? value, string? stored)
    {
        var edit = new AssumptionEdit(key, value);
        Assert.Empty(AssumptionEdit.ProblemsOf([edit]));
        Assert.Equal(stored, edit.Stored());
    }

    [Fact]
    public void What_is_wrong_with_edits_is_told_by_key() => Assert.Equal(
        [("a", "There is no such assumption."), ("costs.appsPerInstance.basic", "Allowed is: 1 to 100."), ("costs.pki.currency", "It is there twice.")],
        AssumptionEdit.ProblemsOf([new("costs.pki.currency", "EUR"), new("a", "1"), new("costs.pki.currency", null), new("costs.appsPerInstance.basic", "101")])
            .Select(p => (p.Key, p.Value)));

    [Theory]
    [InlineData(" measured ", "measured")]
    [InlineData("a\0b", "a\ufffdb")]
    [InlineData("", null)]
    [InlineData("two\nlines", null)]
    [InlineData(null, null)]
    public void A_reason_is_one_line(string? text, string? read) => Assert.Equal(read, ChangeReason.Read(text));

    private static Assumption<CostAssumptions> Cost(string key) => CostAssumptions.All.Single(a => a.Key == key);

    private static Assumption<PkiAssumptions> Pki(string key) => PkiAssumptions.All.Single(a => a.Key == key);
}
