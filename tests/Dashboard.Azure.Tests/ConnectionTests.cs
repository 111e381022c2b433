using System.Net.Sockets;
using Azure;
using Azure.Core;
using Azure.Identity;
using Dashboard.Azure.Pipeline;
using Dashboard.Azure.Tests.Support;
using Dashboard.Core.Connections;
using Dashboard.Simulator;
using Dashboard.Simulator.Faults;
using Dashboard.Simulator.Faults.Kinds;
using Microsoft.Extensions.DependencyInjection;

namespace Dashboard.Azure.Tests;

/// <summary>Each source tested against the simulator over HTTP, well and in every way that it can be ill.</summary>
public sealed class ConnectionTests
{
    private static readonly SimulatorOptions Options = new()
    {
        Apps = 60,
        Seed = 7,
        AsOf = new DateTimeOffset(2026, 11, 1, 0, 0, 0, TimeSpan.Zero),
        Quota = 100_000,
    };

    private static readonly FaultMatch Graph = new() { Path = "*/Microsoft.ResourceGraph/*" };
    private static readonly FaultMatch Subscriptions = new() { Path = "/subscriptions" };
    private static readonly FaultMatch Sites = new() { Path = "*/sites/*" };
    private static readonly FaultMatch Configuration = new() { Path = "*/config/web" };
    private static readonly FaultMatch Changes = new() { Table = "resourcechanges" };

    [Fact]
    public async Task A_healthy_estate_works_in_every_part_that_is_read()
    {
        await using var simulator = await StartAsync();
        var found = await TestAsync(simulator);

        Assert.Equal([ConnectionState.Good, ConnectionState.Good, ConnectionState.Good, ConnectionState.Good], found.Take(4).Select(c => c.State));
        Assert.Contains("No identity is asked", found[0].Answer, StringComparison.Ordinal);
        Assert.Matches("^[0-9]+ subscriptions can be read: all that the identity sees", found[1].Answer);
        Assert.Equal(["resources", "resourcecontainers", "appserviceresources", "resourcechanges"], found[2].Details.Select(d => d.Split(':')[0]));
        Assert.All(found.Take(4), c => Assert.Empty(c.Missing));
        // The generated estate has apps without tags, as any has.
        Assert.Matches("^[0-9]+ of [0-9]+ apps and slots have a valid sensitivity tag, [0-9]+ an owner tag, [0-9]+ both", found[4].Answer);
        Assert.Contains(found[4].Tags, t => t is { Known: true, Name: "owner" } or { Known: true, Name: "Owner" });
    }

    public static TheoryData<string, Fault, ConnectionSource, ConnectionState, string, string?> Ills() => new()
    {
        { "401", new ExpiredTokenFault { Match = Subscriptions }, ConnectionSource.Scopes, ConnectionState.Failed, "HTTP 401 (ExpiredAuthenticationToken) while reading the list of subscriptions: the token was not accepted", null },
        { "nothing readable", new AllUnreadableFault(), ConnectionSource.Scopes, ConnectionState.Failed, "No subscription can be read", "/subscriptions/<subscription id>" },
        { "403 of a table", new AllUnreadableFault(Listed: true) { Match = Graph }, ConnectionSource.ResourceGraph, ConnectionState.Failed, "HTTP 403 (AccessDenied)", "/subscriptions/<subscription id>" },
        { "429", new ThrottleFault(60, 60) { Match = Graph }, ConnectionSource.ResourceGraph, ConnectionState.Failed, "HTTP 429 (RateLimiting)", null },
        { "429 of a list", new ThrottleFault(60) { Match = Subscriptions }, ConnectionSource.Scopes, ConnectionState.Failed, "it kept throttling", null },
        { "redirect", new ForeignRedirectFault(new Uri("https://evil.example")) { Match = Subscriptions }, ConnectionSource.Scopes, ConnectionState.Failed, "it redirected the request, which is not followed", null },
        { "proxy page", new ProxyPageFault { Match = Graph }, ConnectionSource.ResourceGraph, ConnectionState.Failed, "not understood", null },
        { "cut answer", new CutBodyFault { Match = Changes }, ConnectionSource.ResourceGraph, ConnectionState.Incomplete, "Some tables cannot be queried", null },
        { "reset", new ConnectionResetFault { Match = Subscriptions }, ConnectionSource.Scopes, ConnectionState.Failed, "no connection to http://127.0.0.1", null },
        { "503", new ServerErrorFault(503) { Match = Changes }, ConnectionSource.ResourceGraph, ConnectionState.Incomplete, "Some tables cannot be queried", null },
        { "403 of a site", new AllUnreadableFault { Match = Configuration }, ConnectionSource.ResourceManager, ConnectionState.Failed, "while reading the configuration of an app: the identity may not read this", "/subscriptions/" },
        { "404 of a site", new ProxyPageFault(404) { Match = Sites }, ConnectionSource.ResourceManager, ConnectionState.Failed, "HTTP 404", null },
        { "html for a site", new ProxyPageFault { Match = Sites }, ConnectionSource.ResourceManager, ConnectionState.Failed, "not understood", null },
        { "no tags to read", new ProxyPageFault { Match = Graph }, ConnectionSource.Tags, ConnectionState.Failed, "not understood", null },
    };

    [Theory]
    [MemberData(nameof(Ills))]
    public async Task Each_ill_has_its_words(string name, Fault fault, ConnectionSource source, ConnectionState state, string words, string? scope)
    {
        await using var simulator = await StartAsync();
        simulator.SetFaults(fault);
        var check = Assert.Single(await TestAsync(simulator, source));

        Assert.True((state, true) == (check.State, check.Answer.Contains(words, StringComparison.Ordinal)), $"{name}: {check.State}, {check.Answer}");
        Assert.Equal(scope is not null, check.Missing.Count > 0);
        if (scope is not null) Assert.All(check.Missing, m => Assert.StartsWith(scope, m.Scope, StringComparison.Ordinal));
        Assert.DoesNotContain("evil", check.Answer, StringComparison.Ordinal);
        Assert.DoesNotContain("Please", check.Answer.Replace("please report", "", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Configured_scopes_that_cannot_be_read_are_named_with_the_role_that_is_missing()
    {
        await using var simulator = await StartAsync();
        var stranger = "99999999-9999-4999-8999-999999999999";
        var check = Assert.Single(await TestAsync(simulator, ConnectionSource.Scopes, s => s with { SubscriptionIds = [stranger.ToUpperInvariant()] }));
        Assert.Equal((ConnectionState.Failed, "None of the configured scopes can be read."), (check.State, check.Answer));
        Assert.Contains($"Subscription {stranger} is configured, but not among those", Assert.Single(check.Details), StringComparison.Ordinal);
        Assert.Equal($"/subscriptions/{stranger}", Assert.Single(check.Missing).Scope);

        var graph = Assert.Single(await TestAsync(simulator, ConnectionSource.ResourceGraph, s => s with { SubscriptionIds = [stranger] }));
        Assert.Equal((ConnectionState.Untested, "Not tried: no subscription can be read. See the scopes above."), (graph.State, graph.Answer));
    }

    [Fact]
    public async Task A_subscription_that_is_listed_but_hidden_is_named()
    {
        await using var azure = await FakeAzure.StartAsync(request => request.IsGraph
            ? FakeAnswer.Page([], 0)
            : new FakeAnswer(200, $$"""{"value":[{"subscriptionId":"{{Canned.Subscription}}","displayName":"<b>one</b>","state":"Enabled"}]}"""));
        var check = Assert.Single(await TestAsync(azure.Address, [ConnectionSource.Scopes]));
        Assert.Equal(ConnectionState.Failed, check.State);
        Assert.Contains($"Subscription {Canned.Subscription} is listed, but Resource Graph shows nothing of it", Assert.Single(check.Details), StringComparison.Ordinal);
        Assert.Equal($"/subscriptions/{Canned.Subscription}", Assert.Single(check.Missing).Scope);
    }

    [Fact]
    public async Task Nobody_listening_is_told_from_silence()
    {
        var check = Assert.Single(await TestAsync(new Uri("http://127.0.0.1:9"), [ConnectionSource.Scopes]));
        Assert.Equal(ConnectionState.Failed, check.State);
        Assert.Contains("no connection to http://127.0.0.1:9: it was refused", check.Answer, StringComparison.Ordinal);
    }

    // What a name server answers is not this test's to arrange.
    [Fact]
    public void Faults_of_a_connection_are_told_apart()
    {
        static ConnectionFault Of(HttpRequestError error) => ConnectionFaults.Of(
            new AggregateException(new RequestFailedException("failed", new HttpRequestException(error))));
        Assert.Equal(ConnectionFault.NameNotFound, Of(HttpRequestError.NameResolutionError));
        Assert.Equal(ConnectionFault.NotTrusted, Of(HttpRequestError.SecureConnectionError));
        Assert.Equal(ConnectionFault.Other, Of(HttpRequestError.ResponseEnded));
        Assert.Equal(ConnectionFault.Silent, ConnectionFaults.Of(new TaskCanceledException("silence", new TimeoutException())));
        Assert.Equal(
            ConnectionFault.Refused,
            ConnectionFaults.Of(new HttpRequestException("refused", new SocketException((int)SocketError.ConnectionRefused))));
        var problems = new Problems(new AzureSettings());
        Assert.Contains(
            "https://management.azure.com:443, whose name is not known here",
            problems.Of(Problems.ResourceManager, "the list", new ArmFailure(FailureKind.NoConnection, 0, []) { Fault = ConnectionFault.NameNotFound }),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_certificate_that_is_not_trusted_is_told_from_a_network_that_is_down()
    {
        await using var simulator = await SimulatorHost.StartAsync(Options with { Https = true }, CancellationToken.None);
        var check = Assert.Single(await TestAsync(simulator.HttpsEndpoint!, [ConnectionSource.Scopes], credential: new FixedCredential("real")));
        Assert.Equal(ConnectionState.Failed, check.State);
        Assert.Contains("TLS failed", check.Answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task No_token_is_said_without_what_the_identity_service_said()
    {
        var credential = new FixedCredential("") { Failure = new AuthenticationFailedException("AADSTS700016 of tenant x") };
        var check = Assert.Single(await TestAsync(new Uri("https://127.0.0.1:9"), [ConnectionSource.Credential], credential: credential));
        Assert.Equal(ConnectionState.Failed, check.State);
        Assert.StartsWith("No token could be obtained with Default: sign in with az login", check.Answer, StringComparison.Ordinal);
        Assert.DoesNotContain("AADSTS", check.Answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_token_tells_whose_it_is_and_is_itself_never_told()
    {
        var token = Jwt("""{"oid":"11111111-2222-4333-8444-555555555555","appid":"$(rm)","tid":"66666666-2222-4333-8444-555555555555","upn":"<b>ann</b>@contoso.example"}""");
        var check = Assert.Single(await TestAsync(new Uri("https://127.0.0.1:9"), [ConnectionSource.Credential], credential: new FixedCredential(token)));
        Assert.Equal(
            new TokenIdentity("11111111-2222-4333-8444-555555555555", null, "66666666-2222-4333-8444-555555555555", "<b>ann</b>@contoso.example"), check.Identity);
        Assert.DoesNotContain(token, check.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("opaque")]
    [InlineData("a.b.c")]
    [InlineData("a.W10.c")]
    [InlineData("a.eyJvaWQiOjF9.c")]
    public async Task A_token_that_tells_nothing_is_a_token_all_the_same(string token)
    {
        var check = Assert.Single(await TestAsync(new Uri("https://127.0.0.1:9"), [ConnectionSource.Credential], credential: new FixedCredential(token)));
        Assert.Equal((ConnectionState.Good, null), (check.State, check.Identity));
    }

    private static Task<SimulatorHost> StartAsync() => SimulatorHost.StartAsync(Options, CancellationToken.None);

    private static Task<List<ConnectionCheck>> TestAsync(SimulatorHost simulator) => TestAsync(simulator.HttpEndpoint, ConnectionSources.Read);

    private static Task<List<ConnectionCheck>> TestAsync(
        SimulatorHost simulator, ConnectionSource source, Func<AzureSettings, AzureSettings>? change = null) =>
        TestAsync(simulator.HttpEndpoint, [source], change);

    private static async Task<List<ConnectionCheck>> TestAsync(
        Uri endpoint, IReadOnlyList<ConnectionSource> sources, Func<AzureSettings, AzureSettings>? change = null, TokenCredential? credential = null)
    {
        var settings = new AzureSettings(resourceManagerEndpoint: endpoint) { RetryDelay = TimeSpan.FromMilliseconds(1) };
        var services = new ServiceCollection().AddLogging();
        if (credential is not null) services.AddSingleton(credential);
        services.AddDashboardAzure(change?.Invoke(settings) ?? settings);
        await using var provider = services.BuildServiceProvider();
        var test = new ConnectionTest(provider.GetRequiredService<IConnectionProbe>(), TimeProvider.System);
        var found = new List<ConnectionCheck>();
        await foreach (var check in test.RunAsync(sources, CancellationToken.None)) found.Add(check);
        return found;
    }

    private static string Jwt(string payload) => "e30." + System.Buffers.Text.Base64Url.EncodeToString(System.Text.Encoding.UTF8.GetBytes(payload)) + ".c2ln";

    private sealed class FixedCredential(string token) : TokenCredential
    {
        public Exception? Failure { get; init; }

        public override AccessToken GetToken(TokenRequestContext requestContext, CancellationToken cancellationToken) =>
            Failure is null ? new AccessToken(token, DateTimeOffset.MaxValue) : throw Failure;

        public override ValueTask<AccessToken> GetTokenAsync(TokenRequestContext requestContext, CancellationToken cancellationToken) =>
            new(GetToken(requestContext, cancellationToken));
    }
}
