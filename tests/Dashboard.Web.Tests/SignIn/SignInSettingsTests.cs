using Dashboard.Web.Hosting.Settings;
using Dashboard.Web.Status;
using Microsoft.Extensions.Configuration;

namespace Dashboard.Web.Tests.SignIn;

public sealed class SignInSettingsTests
{
    private const string Site = "WEBSITE_SITE_NAME";
    private const string Client = "0A5BD0A2-4D5C-4B1A-9C55-000000000001";
    private static readonly string Fingerprint = string.Concat(Enumerable.Repeat("ab", 32));

    [Fact]
    public void Serving_a_real_estate_without_sign_in_is_one_line()
    {
        var problem = Assert.Single(Read(true, ("Listen", "http://0.0.0.0:8080")).Problems);
        Assert.Equal("Dashboard__SignIn__ClientId", problem.Key);
        Assert.Empty(Read(false).Problems);
    }

    [Fact]
    public void What_is_not_said_comes_from_the_cloud_and_the_place()
    {
        var settings = Complete().Settings!;
        Assert.Equal($"https://login.microsoftonline.com/{Tokens.Tenant}/v2.0", settings.SignIn!.Authority);
        Assert.Equal(["api://" + settings.SignIn.ClientId, Client.ToLowerInvariant()], settings.SignIn.Audiences);
        Assert.Equal("http://127.0.0.1:5080", settings.Edge!.Origin);
        Assert.Empty(settings.Edge.KnownNetworks);
        Assert.Equal(
            $"https://login.microsoftonline.us/{Tokens.Tenant}/v2.0", Complete(("Azure:Cloud", "Government")).Settings!.SignIn!.Authority);
    }

    [Fact]
    public void App_Service_tells_its_own_address_and_its_front_ends_are_known()
    {
        var settings = Complete([new(Site, "mtls"), new("WEBSITE_HOSTNAME", "mtls.azurewebsites.net")], ("Listen", "http://0.0.0.0:8080")).Settings!;
        Assert.Equal("https://mtls.azurewebsites.net", settings.Edge!.Origin);
        Assert.Equal("169.254.0.0/16", Assert.Single(settings.Edge.KnownNetworks).ToString());
    }

    [Theory]
    [InlineData("SignIn:TenantId", "contoso.onmicrosoft.com")]
    [InlineData("SignIn:ClientId", "dashboard")]
    [InlineData("SignIn:ClientSecret", "")]
    [InlineData("SignIn:Authority", "http://login.example.com/t/v2.0")]
    [InlineData("SignIn:Authority", "http://127.0.0.1.example.com/t")]
    [InlineData("SignIn:Authority", "https://login.microsoftonline.com/common/v2.0")]
    [InlineData("SignIn:Authority", "https://login.example.com/t?x=1")]
    [InlineData("SignIn:Authority", "login.example.com")]
    [InlineData("SignIn:SessionHours", "25")]
    [InlineData("SignIn:IdleMinutes", "1")]
    [InlineData("SignIn:RoleGroups:0", "Security")]
    [InlineData("SignIn:RoleGroups:0", "Boss=99999999-aaaa-4bbb-8ccc-000000000009")]
    [InlineData("SignIn:RoleGroups:0", "Security=team")]
    [InlineData("SignIn:OwnerGroups:0", "=99999999-aaaa-4bbb-8ccc-000000000009")]
    [InlineData("PublicUrl", "http://mtls.example.com")]
    [InlineData("PublicUrl", "https://mtls.example.com/path")]
    [InlineData("PublicUrl", "mtls.example.com")]
    [InlineData("ForwardedHeaders:KnownProxies:0", "proxy")]
    [InlineData("ForwardedHeaders:KnownNetworks:0", "10.0.0.0/33")]
    [InlineData("Limits:RequestsPerMinute", "1")]
    [InlineData("ClientCertificates:Thumbprints:0", "abc")]
    [InlineData("ClientCertificates:IssuersFile", "/nowhere.pem")]
    public void A_setting_that_cannot_be_used_is_named(string key, string value)
    {
        var named = "Dashboard__" + (key.EndsWith(":0", StringComparison.Ordinal) ? key[..^2] : key).Replace(":", "__", StringComparison.Ordinal);
        Assert.Equal(named, Assert.Single(Complete((key, value)).Problems).Key);
    }

    [Fact]
    public void A_server_for_others_must_know_its_address() =>
        Assert.Equal("Dashboard__PublicUrl", Assert.Single(Complete(("Listen", "http://0.0.0.0:8080")).Problems).Key);

    [Fact]
    public void Client_certificates_are_for_App_Service_and_know_their_own_site()
    {
        var keys = ("ClientCertificates:Thumbprints:0", Fingerprint);
        Assert.Equal("Dashboard__ClientCertificates", Assert.Single(Complete(keys).Problems).Key);
        KeyValuePair<string, string?>[] place =
        [
            new(Site, "mtls"), new("WEBSITE_RESOURCE_GROUP", "rg"), new("WEBSITE_SLOT_NAME", "staging"),
            new("WEBSITE_OWNER_NAME", "11111111-1111-1111-1111-111111111111+rg-WestEuropewebspace-Linux"),
        ];
        var settings = Complete(place, keys).Settings!.ClientCertificates!;
        Assert.Equal("/subscriptions/11111111-1111-1111-1111-111111111111/resourceGroups/rg/providers/Microsoft.Web/sites/mtls/slots/staging", settings.OwnSiteId);
        Assert.Equal(Fingerprint.ToUpperInvariant(), Assert.Single(settings.Thumbprints));
    }

    [Theory]
    [InlineData("SignIn:ClientId", "SignIn", Client)]
    [InlineData("PublicUrl", "PublicUrl", "https://mtls.example.com")]
    [InlineData("ForwardedHeaders:KnownProxies:0", "ForwardedHeaders", "10.0.0.1")]
    [InlineData("Limits:RequestsPerMinute", "Limits", "100")]
    public void The_demo_refuses_what_it_does_not_have(string key, string section, string value) =>
        Assert.Equal("Dashboard__" + section, Assert.Single(ReadMode("Demo", false, [], (key, value)).Problems).Key);

    [Fact]
    public void The_secret_is_in_no_text_of_the_settings()
    {
        var settings = Complete().Settings!;
        Assert.Equal("hunter2", settings.SignIn!.ClientSecret.Reveal());
        Assert.DoesNotContain("hunter2", settings.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("hunter2", settings.SignIn.ToString(), StringComparison.Ordinal);
        Assert.Equal("(set, hidden)", EffectiveSettings.Of(settings).Single(s => s.Key == "Dashboard__SignIn__ClientSecret").Value);
    }

    private static SettingsResult Complete(params (string Key, string Value)[] values) => Complete([], values);

    private static SettingsResult Complete(KeyValuePair<string, string?>[] place, params (string Key, string Value)[] values) => ReadMode(
        "Azure", true, place,
        [("SignIn:TenantId", Tokens.Tenant), ("SignIn:ClientId", Client), ("SignIn:ClientSecret", "hunter2"), .. values]);

    private static SettingsResult Read(bool serving, params (string Key, string Value)[] values) => ReadMode("Azure", serving, [], values);

    private static SettingsResult ReadMode(string mode, bool serving, KeyValuePair<string, string?>[] place, params (string Key, string Value)[] values)
    {
        var all = new Dictionary<string, string?> { ["Dashboard:Mode"] = mode };
        foreach (var (key, value) in place) all[key] = value;
        foreach (var (key, value) in values) all["Dashboard:" + key] = value;
        return SettingsReader.Read(new ConfigurationBuilder().AddInMemoryCollection(all).Build(), TimeProvider.System.GetUtcNow(), serving);
    }
}
