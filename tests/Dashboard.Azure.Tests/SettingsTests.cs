namespace Dashboard.Azure.Tests;

public sealed class SettingsTests
{
    [Theory]
    [InlineData("http://127.0.0.1:5090")]
    [InlineData("http://127.8.9.1:5090")]
    [InlineData("http://localhost:5090")]
    [InlineData("http://LOCALHOST:5090/")]
    [InlineData("http://[::1]:5090")]
    [InlineData("https://127.0.0.1:5091")]
    public void Loopback_may_be_plain_http_and_may_have_the_loopback_token(string endpoint)
    {
        Assert.True(new AzureSettings(resourceManagerEndpoint: new Uri(endpoint), credential: CredentialKind.LoopbackToken).UsesLoopbackToken);
        Assert.Equal(
            endpoint.StartsWith("http:", StringComparison.Ordinal), new AzureSettings(resourceManagerEndpoint: new Uri(endpoint)).UsesLoopbackToken);
    }

    [Theory]
    [InlineData("http://management.azure.com")]
    [InlineData("http://10.0.0.1:5090")]
    [InlineData("http://localhost.evil.example")]
    [InlineData("http://127.0.0.1.evil.example")]
    [InlineData("http://[::ffff:127.0.0.1]")]
    [InlineData("http://0.0.0.0:5090")]
    [InlineData("http://user@localhost:5090")]
    [InlineData("http://localhost:5090/path")]
    [InlineData("http://localhost:5090/?q=1")]
    [InlineData("file:///etc/passwd")]
    [InlineData("ftp://localhost/")]
    public void Other_hosts_in_the_clear_and_odd_addresses_are_refused(string endpoint)
    {
        Assert.Throws<ArgumentException>(() => new AzureSettings(resourceManagerEndpoint: new Uri(endpoint)));
        Assert.Throws<ArgumentException>(() => new AzureSettings(resourceManagerEndpoint: new Uri(endpoint), credential: CredentialKind.LoopbackToken));
    }

    [Fact]
    public void The_loopback_token_is_refused_for_Azure() =>
        Assert.Throws<ArgumentException>(() => new AzureSettings(credential: CredentialKind.LoopbackToken));

    [Theory]
    [InlineData(AzureCloud.Public, "https://management.azure.com:443", "https://login.microsoftonline.com/")]
    [InlineData(AzureCloud.Government, "https://management.usgovcloudapi.net:443", "https://login.microsoftonline.us/")]
    [InlineData(AzureCloud.China, "https://management.chinacloudapi.cn:443", "https://login.chinacloudapi.cn/")]
    public void A_cloud_brings_endpoint_and_authority(AzureCloud cloud, string origin, string authority)
    {
        var settings = new AzureSettings(cloud);

        Assert.Equal((origin, authority), (settings.Origin, settings.Preset.AuthorityHost.AbsoluteUri));
        Assert.Equal(origin.Replace(":443", "/.default", StringComparison.Ordinal), settings.Preset.TokenScope);
    }

    [Theory]
    [InlineData("http://prices.azure.com")]
    [InlineData("http://10.0.0.1")]
    [InlineData("https://user@prices.azure.com")]
    [InlineData("https://prices.azure.com/api")]
    [InlineData("file:///etc/passwd")]
    public void Prices_in_the_clear_and_odd_addresses_are_refused(string endpoint) =>
        Assert.Throws<ArgumentException>(() => new AzureSettings { RetailPricesEndpoint = new Uri(endpoint) });

    [Fact]
    public void Prices_come_from_Azure_or_from_what_stands_in_for_it_on_this_machine()
    {
        Assert.Equal("https://prices.azure.com:443", new AzureSettings().RetailPricesOrigin);
        Assert.Equal("http://127.0.0.1:5090", new AzureSettings(resourceManagerEndpoint: new Uri("http://127.0.0.1:5090")).RetailPricesOrigin);
        Assert.Equal("http://localhost:1", new AzureSettings { RetailPricesEndpoint = new Uri("http://localhost:1") }.RetailPricesOrigin);
    }

    [Fact]
    public void The_origin_is_lower_case_with_its_port() =>
        Assert.Equal("http://localhost:5090", new AzureSettings(resourceManagerEndpoint: new Uri("HTTP://LocalHost:5090")).Origin);
}
