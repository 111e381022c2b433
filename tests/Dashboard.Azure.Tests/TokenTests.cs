using System.Net;
using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Identity;
using Dashboard.Azure.Pipeline;
using Dashboard.Azure.Tests.Support;

namespace Dashboard.Azure.Tests;

public sealed class TokenTests
{
    [Fact]
    public async Task On_loopback_http_a_fixed_word_is_sent_and_the_credential_is_never_asked()
    {
        var credential = new CountingCredential();
        await using var azure = await FakeAzure.StartAsync(_ => FakeAnswer.Page([], 0));
        using var world = new AzureWorld(azure.Address, credential: credential);

        await world.ReadAppsAsync();

        Assert.Equal("Bearer loopback", Assert.Single(azure.Requests).Headers["Authorization"]);
        Assert.Equal(0, credential.Asked);
    }

    [Fact]
    public async Task On_https_the_credential_is_asked_for_the_clouds_scope()
    {
        var credential = new CountingCredential();
        var sent = await SendAsync(new AzureSettings(AzureCloud.Government), credential, "https://management.usgovcloudapi.net/subscriptions");

        Assert.Equal("Bearer real", sent);
        Assert.Equal("https://management.usgovcloudapi.net/.default", credential.Scope);
    }

    [Theory]
    [InlineData("https://evil.example/subscriptions")]
    [InlineData("http://management.azure.com/subscriptions")]
    [InlineData("https://management.azure.com:444/subscriptions")]
    public async Task Another_origin_gets_neither_request_nor_token(string address)
    {
        var credential = new CountingCredential();

        await Assert.ThrowsAsync<InvalidOperationException>(() => SendAsync(new AzureSettings(), credential, address));
        Assert.Equal(0, credential.Asked);
    }

    [Fact]
    public async Task No_token_is_said_in_plain_words_without_what_the_identity_service_said()
    {
        var credential = new CountingCredential { Failure = new AuthenticationFailedException("AADSTS700016 of tenant x") };
        using var world = new AzureWorld(new Uri("https://127.0.0.1:9"), credential: credential);

        await world.ReadAppsAsync();

        Assert.StartsWith($"Subscription {Canned.Subscription}: No token could be obtained with Default: sign in with az login", world.Problem, StringComparison.Ordinal);
        Assert.DoesNotContain("AADSTS", world.Problem, StringComparison.Ordinal);
        Assert.Equal(1, credential.Asked);
    }

    [Fact]
    public async Task A_credential_that_cannot_be_made_is_no_token_either()
    {
        using var world = new AzureWorld(
            new Uri("https://127.0.0.1:9"),
            s => new AzureSettings(resourceManagerEndpoint: s.ResourceManagerEndpoint, credential: CredentialKind.AzureCli) { TenantId = "no tenant!" });

        Assert.Empty(await world.ReadAppsAsync());
        Assert.Contains("No token could be obtained with AzureCli: run az login", world.Problem, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(CredentialKind.AzureCli, "run az login")]
    [InlineData(CredentialKind.ManagedIdentity, "managed identity")]
    [InlineData(CredentialKind.WorkloadIdentity, "federated credential")]
    public void Each_credential_says_what_would_mend_it(CredentialKind kind, string words)
    {
        Assert.Contains($"with {kind}: ", CredentialFactory.NoToken(kind), StringComparison.Ordinal);
        Assert.Contains(words, CredentialFactory.NoToken(kind), StringComparison.Ordinal);
        Assert.NotNull(CredentialFactory.Create(new AzureSettings(credential: kind) { TenantId = "11111111-1111-1111-1111-111111111111" }));
    }

    [Fact]
    public async Task On_loopback_the_proxy_is_ignored()
    {
        await using var proxy = await FakeAzure.StartAsync(_ => FakeAnswer.Page(Canned.Apps(0, 1), 1));
        await using var azure = await FakeAzure.StartAsync(_ => FakeAnswer.Page([], 0));
        var before = HttpClient.DefaultProxy;
        HttpClient.DefaultProxy = new WebProxy(proxy.Address) { BypassProxyOnLocal = false };
        try
        {
            // The control: a client like any other does send loopback requests to the proxy.
            using var client = new HttpClient();
            await client.GetAsync(azure.Address);
            Assert.Single(proxy.Requests);

            using var world = new AzureWorld(azure.Address);
            await world.ReadAppsAsync();

            Assert.Single(proxy.Requests);
            Assert.Single(azure.Requests);
        }
        finally
        {
            HttpClient.DefaultProxy = before;
        }
    }

    private static async Task<string?> SendAsync(AzureSettings settings, CountingCredential credential, string address)
    {
        using var handler = new RecordingHandler();
        using var client = new HttpClient(handler);
        var pipeline = HttpPipelineBuilder.Build(
            new Options { Transport = new HttpClientTransport(client) }, [], [new OriginTokenPolicy(settings, () => credential)], new ResponseClassifier());
        using var message = pipeline.CreateMessage();
        message.Request.Method = RequestMethod.Get;
        message.Request.Uri.Reset(new Uri(address));
        await pipeline.SendAsync(message, CancellationToken.None);
        return handler.Authorization;
    }

    private sealed class Options : ClientOptions;

    private sealed class RecordingHandler : HttpMessageHandler
    {
        public string? Authorization { get; private set; }

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Authorization = request.Headers.Authorization?.ToString();
            return Task.FromResult(new HttpResponseMessage(HttpStatusCode.OK));
        }
    }

    private sealed class CountingCredential : TokenCredential
    {
        private int _asked;

        public int Asked => _asked;

        public string? Scope { get; private set; }

        public Exception? Failure { get; init; }

        public override AccessToken GetToken(TokenRequestContext requestContext, CancellationToken cancellationToken)
        {
            Interlocked.Increment(ref _asked);
            Scope = requestContext.Scopes.Single();
            return Failure is null ? new AccessToken("real", DateTimeOffset.MaxValue) : throw Failure;
        }

        public override ValueTask<AccessToken> GetTokenAsync(TokenRequestContext requestContext, CancellationToken cancellationToken) =>
            ValueTask.FromResult(GetToken(requestContext, cancellationToken));
    }
}
