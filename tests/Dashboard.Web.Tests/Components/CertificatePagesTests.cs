using System.Globalization;
using AngleSharp;
using AngleSharp.Dom;
using Dashboard.Core.Certificates;
using Dashboard.Core.Queries;
using Dashboard.Web.Components.Kit;
using Dashboard.Web.Tests.Support;
using Dashboard.Web.Urls;
using Microsoft.AspNetCore.WebUtilities;

namespace Dashboard.Web.Tests.Components;

/// <summary>The pages of client certificates, as the server sends them: their figures are the API's.</summary>
public sealed class CertificatePagesTests(RunningDemo demo)
{
    [Fact]
    public async Task The_list_and_its_tiles_are_the_APIs()
    {
        foreach (var query in new[] { "", "?status=live&expired=false", "?lapsed=true", "?suggested=true", "?weakness=exportableKey&sort=-issued", "?q=adatum", "?asOf=2026-06-10" })
        {
            var page = await OpenAsync("/certificates" + query);
            var list = page.QuerySelector("[data-total]")!;
            var items = await demo.GetAsync(list.GetAttribute("data-api")!);
            Assert.Equal((query, (int)items["total"]!), (query, int.Parse(list.GetAttribute("data-total")!, CultureInfo.InvariantCulture)));
            Assert.Equal(items["items"]!.AsArray().Take(50).Select(i => $"/certificates/{(long)i!["id"]!}"), page.QuerySelectorAll("[data-rows] a[data-row]").Select(a => a.GetAttribute("href")!.Split('?')[0]));
        }

        var kpi = await demo.GetAsync("/api/v1/kpis/renewal-lead-time");
        var tiles = await OpenAsync("/certificates");
        Assert.Equal((double)kpi["averageDays"]!, double.Parse(tiles.QuerySelector("[data-kpi=renewal-lead-time]")!.GetAttribute("data-value")!, CultureInfo.InvariantCulture), 1);
        Assert.Equal((int)kpi["lapsed"]!, int.Parse(tiles.QuerySelector("[data-kpi=renewals-lapsed]")!.GetAttribute("data-value")!, CultureInfo.InvariantCulture));
        Assert.Equal((int)kpi["late"]!, int.Parse(tiles.QuerySelector("[data-kpi=renewals-late]")!.GetAttribute("data-value")!, CultureInfo.InvariantCulture));
        foreach (var figure in tiles.QuerySelectorAll("a[data-figure]"))
            Assert.Equal((figure.GetAttribute("data-figure"), figure.GetAttribute("data-value")), (figure.GetAttribute("data-figure"), ((int)(await demo.GetAsync("/api/v1" + figure.GetAttribute("href")))["total"]!).ToString(CultureInfo.InvariantCulture)));
    }

    [Fact]
    public async Task Before_anything_was_handed_in_renewals_are_not_measured_and_not_0()
    {
        var page = await OpenAsync("/certificates?asOf=2025-01-01");
        Assert.Contains("No client certificate is known", Text(page.QuerySelector("h1")!), StringComparison.Ordinal);
        Assert.Contains("This is not 0", Text(page.QuerySelector("main")!), StringComparison.Ordinal);
        Assert.Empty(page.QuerySelectorAll("[data-kpi=renewals-late]"));
    }

    [Fact]
    public async Task A_certificate_says_what_it_is_and_what_follows_it()
    {
        var item = (await demo.GetAsync("/api/v1/certificates?status=superseded&pageSize=1"))["items"]![0]!;
        var page = await OpenAsync($"/certificates/{(long)item["id"]!}");
        Assert.StartsWith((string)item["client"]!, Text(page.QuerySelector("h1")!), StringComparison.Ordinal);
        Assert.Contains((string)item["serial"]!, Text(page.QuerySelector("[aria-labelledby=facts-title]")!), StringComparison.Ordinal);
        Assert.True(page.QuerySelectorAll("[aria-labelledby=chain-title] tbody tr").Length >= 2);
        Assert.Equal("Certificate 999999 is not known", Text((await OpenAsync("/certificates/999999")).QuerySelector("h1")!));
    }

    [Fact]
    public async Task The_register_names_who_answers_and_leads_to_the_certificates()
    {
        var page = await OpenAsync("/pkis");
        var items = (await demo.GetAsync("/api/v1/pkis"))["items"]!.AsArray();
        // Other tests register PKIs as well.
        var without = items.Count(i => i!["owner"] is null);
        Assert.Equal($"{without} of {items.Count} PKIs {(without == 1 ? "has" : "have")} no owner", Text(page.QuerySelector("h1")!));
        Assert.Equal(items.Select(i => (string)i!["name"]!), page.QuerySelectorAll("tbody .name").Select(Text));
        foreach (var figure in page.QuerySelectorAll("a[data-figure=pki-certificates]"))
            Assert.Equal(Text(figure), Words.Count((int)(await demo.GetAsync("/api/v1" + figure.GetAttribute("href")))["total"]!));
    }

    [Theory]
    [InlineData("security", true)]
    [InlineData("reader", false)]
    [InlineData("admin", false)]
    [InlineData("approver", false)]
    public async Task What_changes_something_is_offered_to_Security_alone(string persona, bool offered)
    {
        var suggested = (long)(await demo.GetAsync("/api/v1/certificates?suggested=true&pageSize=1"))["items"]![0]!["id"]!;
        var seen = new List<string>();
        foreach (var address in new[] { "/certificates/import", "/pkis", $"/certificates/{suggested}" })
            seen.AddRange((await OpenAsync(address, persona)).QuerySelectorAll("main [data-action]").Select(a => a.GetAttribute("data-action")!));
        Assert.Equal(
            offered ? ["certificate.retire", "certificate.revoke", "certificate.successor", "certificates.import", "pki.save"] : [],
            seen.Distinct().Order(StringComparer.Ordinal));
        // In the past nobody decides.
        Assert.Empty((await OpenAsync($"/certificates/{suggested}?asOf=2026-06-20", persona)).QuerySelectorAll("main [data-action]"));
    }

    [Fact]
    public void An_address_and_its_view_say_the_same()
    {
        var view = new CertificatesView(
            new CertificateFilter
            {
                Status = [CertificateStatus.Live],
                Custody = [KeyCustody.NotExportable],
                Pki = [3],
                App = ["/subscriptions/1/sites/a"],
                Expired = false,
                Lapsed = true,
                Suggested = false,
                ExpiresFrom = new DateTimeOffset(2026, 5, 1, 0, 0, 0, TimeSpan.Zero),
                ExpiresBefore = new DateTimeOffset(2026, 6, 1, 0, 0, 0, TimeSpan.Zero),
                Text = "a&b",
            },
            new CertificateSort(CertificateSortColumn.Client, true), 2);
        var read = CertificatesView.Parse(QueryHelpers.ParseQuery(DashboardUrls.Certificates(view).Split('?')[1]));
        Assert.Equal(view.ToPairs(), read.ToPairs());
        Assert.Equal("/certificates", DashboardUrls.Certificates(CertificatesView.Parse(QueryHelpers.ParseQuery("?status=nothing&page=x&sort=y&expiresFrom=z&pki=q"))));
    }

    private async Task<IDocument> OpenAsync(string address, string persona = "reader")
    {
        using var client = demo.Client(persona);
        client.DefaultRequestHeaders.Accept.ParseAdd("text/html");
        var html = await client.GetStringAsync(address, TestContext.Current.CancellationToken);
        return await BrowsingContext.New().OpenAsync(r => r.Content(html), TestContext.Current.CancellationToken);
    }

    private static string Text(IElement element) => string.Join(' ', element.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
