using Azure.Core;
using Azure.Identity;

namespace Dashboard.Azure.Tests;

public sealed class DatabaseTokenTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(AzureCloud.Public, "https://ossrdbms-aad.database.windows.net/.default")]
    [InlineData(AzureCloud.Government, "https://ossrdbms-aad.database.usgovcloudapi.net/.default")]
    [InlineData(AzureCloud.China, "https://ossrdbms-aad.database.chinacloudapi.cn/.default")]
    public async Task A_token_is_asked_for_databases_of_the_cloud_and_each_time_anew(AzureCloud cloud, string scope)
    {
        var asked = new List<string>();
        var tokens = DatabaseTokens.Of(new AzureSettings(cloud), () => new Answering(request =>
        {
            asked.AddRange(request.Scopes);
            return $"token {asked.Count}";
        }));

        Assert.Empty(asked);
        Assert.Equal("token 1", await tokens(Token));
        Assert.Equal("token 2", await tokens(Token));
        Assert.Equal([scope, scope], asked);
    }

    [Fact]
    public async Task No_token_is_said_in_plain_words_without_what_the_identity_service_said()
    {
        var tokens = DatabaseTokens.Of(
            new AzureSettings(credential: CredentialKind.ManagedIdentity), () => new Answering(_ => throw new AuthenticationFailedException("AADSTS700016 of tenant x")));

        var none = await Assert.ThrowsAsync<NoDatabaseTokenException>(() => tokens(Token).AsTask());
        Assert.Contains("managed identity", none.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("AADSTS", none.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_credential_that_cannot_be_made_is_one_that_gives_no_token() => await Assert.ThrowsAsync<NoDatabaseTokenException>(
        () => DatabaseTokens.Of(new AzureSettings { TenantId = "no tenant at all" })(Token).AsTask());

    private sealed class Answering(Func<TokenRequestContext, string> answer) : TokenCredential
    {
        public override AccessToken GetToken(TokenRequestContext requestContext, CancellationToken cancellationToken) => throw new NotSupportedException();

        public override ValueTask<AccessToken> GetTokenAsync(TokenRequestContext requestContext, CancellationToken cancellationToken) =>
            ValueTask.FromResult(new AccessToken(answer(requestContext), DateTimeOffset.MaxValue));
    }
}
