using Dashboard.Azure.Arm;
using Dashboard.Azure.Tests.Support;
using Dashboard.Core.Posture;
using Microsoft.Extensions.DependencyInjection;

namespace Dashboard.Azure.Tests;

/// <summary>What the program's own front end does with client certificates.</summary>
public sealed class SiteReaderTests
{
    [Theory]
    [InlineData("""{"properties":{"clientCertEnabled":true,"clientCertMode":"Required"}}""", EffectiveMode.Require, false)]
    [InlineData("""{"properties":{"clientCertEnabled":false,"clientCertMode":"Required"}}""", EffectiveMode.Ignore, false)]
    [InlineData("""{"properties":{"clientCertEnabled":true,"clientCertMode":"Optional"}}""", EffectiveMode.Optional, false)]
    [InlineData("""{"properties":{"clientCertEnabled":true}}""", EffectiveMode.Unknown, false)]
    [InlineData("""{"properties":{"clientCertEnabled":true,"clientCertMode":"Required","clientCertExclusionPaths":"/api"}}""", EffectiveMode.Require, true)]
    [InlineData("""{"properties":{"clientCertEnabled":true,"clientCertMode":"Required","clientCertExclusionPaths":7}}""", EffectiveMode.Require, true)]
    [InlineData("""{"properties":{"clientCertEnabled":true,"clientCertMode":"Required","clientCertExclusionEndPoints":["x"]}}""", EffectiveMode.Require, true)]
    [InlineData("""{"properties":{"clientCertEnabled":true,"clientCertMode":"Required","clientCertExclusionPaths":"","clientCertExclusionEndPoints":[]}}""", EffectiveMode.Require, false)]
    public async Task A_site_is_read(string body, EffectiveMode mode, bool exclusions) =>
        Assert.Equal(new SiteFrontEnd(mode, exclusions), await ReadAsync(new FakeAnswer(200, body), Canned.AppId(1)));

    [Theory]
    [InlineData(200, "no json")]
    [InlineData(200, "[]")]
    [InlineData(404, "{}")]
    [InlineData(403, "{}")]
    public async Task What_is_no_site_is_none(int status, string body) => Assert.Null(await ReadAsync(new FakeAnswer(status, body), Canned.AppId(1)));

    [Fact]
    public async Task What_is_no_site_id_is_not_asked_for() =>
        Assert.Null(await ReadAsync(new FakeAnswer(200, "{}"), "/subscriptions/x/resourceGroups/../providers/Microsoft.Web/sites/y"));

    private static async Task<SiteFrontEnd?> ReadAsync(FakeAnswer answer, string id)
    {
        await using var azure = await FakeAzure.StartAsync(_ => answer);
        await using var services = new ServiceCollection().AddLogging()
            .AddDashboardAzure(new AzureSettings(resourceManagerEndpoint: azure.Address, credential: CredentialKind.LoopbackToken)).BuildServiceProvider();
        return await services.GetRequiredService<ISiteReader>().ReadAsync(id, CancellationToken.None);
    }
}
