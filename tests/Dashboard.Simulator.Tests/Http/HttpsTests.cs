using System.Security.Cryptography.X509Certificates;

namespace Dashboard.Simulator.Tests.Http;

public class HttpsTests
{
    [Theory]
    [InlineData("localhost")]
    [InlineData("127.0.0.1")]
    public async Task Https_is_trusted_by_whoever_trusts_the_authority(string name)
    {
        await using var host = await SimulatorHost.StartAsync(
            new SimulatorOptions { Apps = 20, Https = true, AsOf = SimulatorClient.YearEnd.AddYears(-3) }, TestContext.Current.CancellationToken);
        using var authority = X509Certificate2.CreateFromPem(host.CertificateAuthorityPem);
        using var handler = new HttpClientHandler
        {
            ServerCertificateCustomValidationCallback = (_, certificate, _, errors) => Trusts(authority, certificate!)
                && (errors & System.Net.Security.SslPolicyErrors.RemoteCertificateNameMismatch) == 0,
        };
        using var client = new HttpClient(handler);
        client.DefaultRequestHeaders.Authorization = new("Bearer", "dummy");
        var url = new UriBuilder(host.HttpsEndpoint!) { Host = name, Path = "/subscriptions", Query = "api-version=2022-12-01" };
        Assert.Equal(200, (int)(await client.GetAsync(url.Uri)).StatusCode);
    }

    [Fact]
    public async Task Https_is_off_unless_asked_for()
    {
        await using var client = await SimulatorClient.StartAsync();
        Assert.Null(client.Host.HttpsEndpoint);
        Assert.Null(client.Host.CertificateAuthorityPem);
        Assert.Equal("127.0.0.1", client.Host.HttpEndpoint.Host);
    }

    private static bool Trusts(X509Certificate2 authority, X509Certificate2 certificate)
    {
        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.Add(authority);
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        return chain.Build(certificate);
    }
}
