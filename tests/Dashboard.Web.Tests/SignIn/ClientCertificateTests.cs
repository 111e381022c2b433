using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Dashboard.Azure.Arm;
using Dashboard.Core.Posture;
using Dashboard.Web.Access.Certificates;
using Dashboard.Web.Cli;
using Dashboard.Web.Hosting.Settings;
using Microsoft.AspNetCore.Http;

namespace Dashboard.Web.Tests.SignIn;

/// <summary>Certificates beside tokens, and whether the front end can be believed.</summary>
public sealed class ClientCertificateTests
{
    private static readonly DateTimeOffset Now = TimeProvider.System.GetUtcNow();

    [Fact]
    public void Nothing_is_asked_for_where_nothing_is_set() =>
        Assert.True(new ClientCertificates(null, TimeProvider.System).Accepts(Request(null)));

    [Fact]
    public void A_listed_certificate_is_accepted_and_no_other()
    {
        using var listed = SelfSigned("CN=a", Now.AddDays(1));
        using var other = SelfSigned("CN=a", Now.AddDays(1));
        var check = Check([listed.GetCertHashString(HashAlgorithmName.SHA256)]);
        Assert.True(check.Accepts(Request(listed)));
        Assert.False(check.Accepts(Request(other)));
        Assert.False(check.Accepts(Request(null)));
    }

    [Fact]
    public void A_listed_certificate_that_is_over_is_not_accepted()
    {
        using var over = SelfSigned("CN=a", Now.AddMinutes(-1));
        Assert.False(Check([over.GetCertHashString(HashAlgorithmName.SHA256)]).Accepts(Request(over)));
    }

    [Fact]
    public void An_authority_is_known_by_its_signature_and_not_by_its_name()
    {
        using var authority = Authority();
        using var pretender = Authority();
        var check = Check([], authority);
        using var issued = Issued(authority);
        using var forged = Issued(pretender);
        Assert.Equal(issued.Issuer, forged.Issuer);
        Assert.True(check.Accepts(Request(issued)));
        Assert.False(check.Accepts(Request(forged)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("not base64 !")]
    [InlineData("AAAA")]
    public void What_is_no_certificate_is_none(string header)
    {
        var request = Request(null);
        request.Headers[ClientCertificates.Header] = header;
        Assert.False(Check([new string('A', 64)]).Accepts(request));
    }

    [Theory]
    [InlineData(EffectiveMode.Require, false, null)]
    [InlineData(EffectiveMode.Require, true, "ExclusionPaths")]
    [InlineData(EffectiveMode.Optional, false, "clientCertMode")]
    [InlineData(EffectiveMode.Ignore, false, "clientCertEnabled")]
    [InlineData(EffectiveMode.Unknown, false, "clientCertMode")]
    [InlineData(null, false, "Grant the identity Reader")]
    public async Task The_start_is_refused_where_the_front_end_lets_callers_send_the_header(EffectiveMode? mode, bool exclusions, string? remedy)
    {
        var site = new FixedSite(mode is { } known ? new SiteFrontEnd(known, exclusions) : null);
        var settings = new ClientCertificateSettings("/subscriptions/x", new HashSet<string>(), []);
        await OwnSiteCheck.EnsureAsync(null, site, CancellationToken.None);
        var refusal = await Record.ExceptionAsync(() => OwnSiteCheck.EnsureAsync(settings, site, CancellationToken.None));
        if (remedy is null) Assert.Null(refusal);
        else Assert.Contains(remedy, Assert.IsType<OperatorException>(refusal).Message, StringComparison.Ordinal);
    }

    private sealed class FixedSite(SiteFrontEnd? site) : ISiteReader
    {
        public Task<SiteFrontEnd?> ReadAsync(string resourceId, CancellationToken cancellationToken) => Task.FromResult(site);
    }

    private static ClientCertificates Check(IEnumerable<string> thumbprints, params X509Certificate2[] issuers) =>
        new(new ClientCertificateSettings("/subscriptions/x", thumbprints.ToHashSet(), [.. issuers]), TimeProvider.System);

    private static HttpRequest Request(X509Certificate2? certificate)
    {
        var request = new DefaultHttpContext().Request;
        if (certificate is not null) request.Headers[ClientCertificates.Header] = Convert.ToBase64String(certificate.RawData);
        return request;
    }

    private static X509Certificate2 SelfSigned(string name, DateTimeOffset until)
    {
        using var key = RSA.Create(2048);
        return new CertificateRequest(name, key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1).CreateSelfSigned(Now.AddDays(-2), until);
    }

    private static X509Certificate2 Authority()
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=Example Authority", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        return request.CreateSelfSigned(Now.AddDays(-2), Now.AddDays(30));
    }

    private static X509Certificate2 Issued(X509Certificate2 authority)
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=client", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid("1.3.6.1.5.5.7.3.2")], false));
        return request.Create(authority, Now.AddDays(-1), Now.AddDays(7), RandomNumberGenerator.GetBytes(8));
    }
}
