using System.Globalization;
using System.IO.Compression;
using System.Text;
using Dashboard.Azure.Costs;
using Dashboard.Azure.Tests.Support;
using Dashboard.Core.Collection;
using Dashboard.Core.Costs;
using Microsoft.Extensions.Logging.Abstractions;

namespace Dashboard.Azure.Tests.Costs;

/// <summary>Exports with the header lines of Microsoft's own schemas, in part.</summary>
public sealed class FocusExportTests : IDisposable
{
    private const string Header10 =
        "BilledCost,BillingAccountId,BillingCurrency,BillingPeriodStart,ChargeCategory,ChargeClass,ChargeDescription,ChargePeriodEnd,ChargePeriodStart,EffectiveCost,ResourceId,ServiceName,SubAccountId,Tags,x_SkuDetails,x_SkuMeterName";

    private const string Header12 =
        "BilledCost,BillingCurrency,ChargeCategory,ChargeClass,ChargeDescription,ChargePeriodEnd,ChargePeriodStart,EffectiveCost,InvoiceId,PricingCurrency,ResourceId,ServiceName,ServiceSubcategory,SkuMeter,SkuPriceDetails,SubAccountId,Tags";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("focus-");
    private readonly FocusExport _source;

    public FocusExportTests() => _source = new FocusExport(_folder.FullName, NullLogger<FocusExport>.Instance);

    private SourceLog Log { get; set; } = new("costs");

    private string Problem => Log.Outcome().Problem ?? "";

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task Version_1_0_is_summed_by_plan_and_month_with_refunds_and_fields_over_several_lines()
    {
        Write("part_0.csv", Header10,
            Row10("plan-a", "10.25", "2026-08-01T00:00:00Z"),
            Row10("plan-a", "1.5E-05", "2026-08-31T23:00:00Z"),
            Row10("plan-a", "-3", "2026-08-02T00:00Z", category: "Adjustment", charge: "Correction", description: "\"Refund, \"\"agreed\"\"\nsecond line\""),
            Row10("plan-a", "7", "2026-09-01T00:00:00Z"),
            Row10("plan-b", "-20", "2026-08-01T00:00:00Z"),
            Row10("plan-a", "4", "2026-08-01T00:00:00Z", currency: "USD"));

        var costs = await ReadAsync("2026-08", "2026-09");

        Assert.Equal(
            [
                new PlanCost(CostAnswer.PlanId("plan-a"), new CostMonth(2026, 8), 7.250015m, "EUR"),
                new PlanCost(CostAnswer.PlanId("plan-a"), new CostMonth(2026, 8), 4m, "USD"),
                new PlanCost(CostAnswer.PlanId("plan-a"), new CostMonth(2026, 9), 7m, "EUR"),
                new PlanCost(CostAnswer.PlanId("plan-b"), new CostMonth(2026, 8), -20m, "EUR"),
            ],
            costs);
        Assert.True(Log.Complete, Problem);
    }

    [Theory]
    [InlineData("/subscriptions/" + Canned.Subscription)]
    [InlineData("/SUBSCRIPTIONS/" + Canned.Subscription + "/")]
    [InlineData(Canned.Subscription)]
    public async Task Version_1_2_is_read_whatever_way_the_subscription_is_written(string account)
    {
        Write("focus.csv", Header12, $"9,EUR,Usage,,P1v3 App,2026-09-02T00:00:00Z,2026-09-01T00:00:00Z,8.5,INV-1,EUR,{CostAnswer.PlanId("plan-a")},Azure App Service,Application Platforms,P1 v3 App,{{}},{account},\"{{\"\"a\"\":\"\"b,c\"\"}}\"");

        Assert.Equal([8.5m], (await ReadAsync("2026-09", "2026-09")).Select(c => c.Amount));
        Assert.Empty(await ReadAsync("2026-07", "2026-08"));
        Assert.Empty(await ReadAsync("2026-09", "2026-09", "22222222-2222-2222-2222-222222222222"));
    }

    [Fact]
    public async Task Other_services_are_ignored_and_what_is_unallocated_is_counted()
    {
        Write("part_0.csv", Header10,
            Row10("plan-a", "1", "2026-08-01T00:00:00Z"),
            Row10("", "100", "2026-08-01T00:00:00Z", id: ""),
            Row10("", "50", "2026-08-01T00:00:00Z", id: "", service: "Virtual Machines"),
            Row10("", "60", "2026-08-01T00:00:00Z", id: $"/subscriptions/{Canned.Subscription}/resourcegroups/rg/providers/microsoft.compute/virtualmachines/vm", service: "Virtual Machines"),
            Row10("", "70", "2026-08-01T00:00:00Z", id: Canned.AppId(1)),
            Row10("plan-f", "3", "2026-08-01T00:00:00Z", service: "Azure Functions"));

        Assert.Equal([1m, 3m], (await ReadAsync("2026-08", "2026-08")).Select(c => c.Amount));
        Assert.Equal((1, 0, true), (Log.UnallocatedCount, Log.Outcome().NotUnderstood, Log.Complete));
    }

    [Fact]
    public async Task A_plan_with_a_row_that_is_not_understood_has_no_figure()
    {
        Write("part_0.csv", Header10,
            Row10("plan-a", "1", "2026-08-01T00:00:00Z"),
            Row10("plan-b", "1", "2026-08-01T00:00:00Z"),
            Row10("plan-b", "much", "2026-08-01T00:00:00Z"));

        Assert.Equal([CostAnswer.PlanId("plan-a")], (await ReadAsync("2026-08", "2026-08")).Select(c => c.PlanId));
        Assert.Equal(1, Log.Outcome().NotUnderstood);
    }

    [Theory]
    [InlineData("secret-text,b\n1,2\n", "no column ResourceId")]
    [InlineData(Header10 + "\nsecret-text,1\n", "cut or broken")]
    [InlineData(Header10 + "\n\"secret-text", "cut or broken")]
    [InlineData("", "no column")]
    public async Task A_bad_file_is_named_without_its_contents_and_its_folder_does_not_count(string content, string why)
    {
        Write("good/part_0.csv", Header10, Row10("plan-a", "1", "2026-08-01T00:00:00Z"));
        Write("bad/part_0.csv", Header10, Row10("plan-b", "1", "2026-08-01T00:00:00Z"));
        File.WriteAllText(PathOf("bad/part_1.csv"), content);

        Assert.Equal([CostAnswer.PlanId("plan-a")], (await ReadAsync("2026-08", "2026-08")).Select(c => c.PlanId));
        Assert.False(Log.Complete);
        Assert.Contains(Path.Combine("bad", "part_1.csv"), Problem, StringComparison.Ordinal);
        Assert.Contains(why, Problem, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", Problem, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_compressed_file_with_a_byte_order_mark_is_read_and_a_cut_one_is_a_problem()
    {
        var text = Header10 + "\r\n" + Row10("plan-a", "1", "2026-08-01T00:00:00Z") + "\r\n";
        using (var file = File.Create(PathOf("part_0.csv.gz")))
        using (var zip = new GZipStream(file, CompressionLevel.Optimal))
        {
            zip.Write([0xEF, 0xBB, 0xBF, .. Encoding.UTF8.GetBytes(text)]);
        }

        Assert.Single(await ReadAsync("2026-08", "2026-08"));
        Assert.True(Log.Complete, Problem);

        var whole = File.ReadAllBytes(PathOf("part_0.csv.gz"));
        File.WriteAllBytes(PathOf("part_0.csv.gz"), whole[..^12]);
        Assert.Empty(await ReadAsync("2026-08", "2026-08"));
        Assert.Contains("part_0.csv.gz", Problem, StringComparison.Ordinal);

        File.WriteAllText(PathOf("part_0.csv.gz"), text);
        Assert.Empty(await ReadAsync("2026-08", "2026-08"));
        Assert.Contains("part_0.csv.gz", Problem, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Of_runs_beside_each_other_the_last_counts_and_parts_and_months_are_added()
    {
        var older = $"costs/20260801-20260831/{Guid.NewGuid()}";
        var newer = $"costs/20260801-20260831/{Guid.NewGuid()}";
        Write($"{older}/part_0.csv", Header10, Row10("plan-a", "1", "2026-08-01T00:00:00Z"));
        Write($"{newer}/part_0.csv", Header10, Row10("plan-a", "2", "2026-08-01T00:00:00Z"));
        Write($"{newer}/part_1.csv", Header10, Row10("plan-a", "3", "2026-08-02T00:00:00Z"));
        Write($"costs/20260901-20260930/{Guid.NewGuid()}/part_0.csv", Header10, Row10("plan-a", "4", "2026-09-02T00:00:00Z"));
        File.SetLastWriteTimeUtc(PathOf($"{older}/part_0.csv"), new DateTime(2026, 8, 2, 0, 0, 0, DateTimeKind.Utc));

        Assert.Equal([5m, 4m], (await ReadAsync("2026-08", "2026-09")).Select(c => c.Amount));
    }

    [Fact]
    public async Task A_file_that_changed_is_read_again_and_one_that_is_gone_no_longer_counts()
    {
        Write("part_0.csv", Header10, Row10("plan-a", "1", "2026-08-01T00:00:00Z"));
        Write("part_1.csv", Header10, Row10("plan-a", "10", "2026-08-01T00:00:00Z"));
        Assert.Equal([11m], (await ReadAsync("2026-08", "2026-08")).Select(c => c.Amount));

        Write("part_0.csv", Header10, Row10("plan-a", "2.5", "2026-08-01T00:00:00Z"));
        File.Delete(PathOf("part_1.csv"));
        Assert.Equal([2.5m], (await ReadAsync("2026-08", "2026-08")).Select(c => c.Amount));
    }

    [Fact]
    public async Task Columns_are_found_by_name_in_any_order_and_casing()
    {
        Write("x.csv", "subaccountid,EFFECTIVECOST,New,ServiceName,ResourceId,ChargePeriodStart,BillingCurrency",
            $"{Canned.Subscription},1.5,x,Azure App Service,{CostAnswer.PlanId("PLAN-A").ToUpperInvariant()},2026-08-01T00:00:00Z,eur");

        var cost = Assert.Single(await ReadAsync("2026-08", "2026-08"));
        Assert.Equal((CostAnswer.PlanId("plan-a"), "EUR"), (cost.PlanId, cost.Currency));
    }

    [Fact]
    public async Task A_directory_that_is_not_there_is_a_problem()
    {
        var source = new FocusExport(Path.Combine(_folder.FullName, "nowhere"), NullLogger<FocusExport>.Instance);
        await foreach (var _ in source.ReadCostsAsync(Canned.Subscription, new CostMonth(2026, 8), new CostMonth(2026, 8), Log, CancellationToken.None)) Assert.Fail("Nothing is there.");

        Assert.Contains("Dashboard__Costs__FocusDirectory", Problem, StringComparison.Ordinal);
    }

    private async Task<List<PlanCost>> ReadAsync(string first, string last, string subscription = Canned.Subscription)
    {
        Log = new SourceLog("costs");
        var costs = new List<PlanCost>();
        await foreach (var page in _source.ReadCostsAsync(subscription, AzureWorld.Month(first), AzureWorld.Month(last), Log, CancellationToken.None)) costs.AddRange(page);
        return costs;
    }

    private string PathOf(string name)
    {
        var path = Path.Combine(_folder.FullName, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        return path;
    }

    private void Write(string name, params string[] lines) => File.WriteAllText(PathOf(name), string.Join('\n', lines) + "\n");

    private static string Row10(
        string plan, string cost, string start, string currency = "EUR", string category = "Usage", string charge = "", string description = "P1v3",
        string service = "Azure App Service", string? id = null) =>
        string.Create(CultureInfo.InvariantCulture, $"{cost},acc,{currency},2026-08-01T00:00:00Z,{category},{charge},{description},2026-08-02T00:00:00Z,{start},{cost},{id ?? CostAnswer.PlanId(plan)},{service},/subscriptions/{Canned.Subscription},\"{{\"\"owner\"\":\"\"shop, and\nmore\"\"}}\",{{}},P1 v3 App");
}
