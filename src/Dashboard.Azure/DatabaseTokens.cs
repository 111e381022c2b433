using Azure.Core;
using Azure.Identity;
using Dashboard.Azure.Pipeline;

namespace Dashboard.Azure;

/// <summary>Tokens of Entra ID that Azure Database for PostgreSQL takes in place of a password.</summary>
public static class DatabaseTokens
{
    /// <summary>
    /// Asks the credential that <paramref name="settings"/> name; it keeps a token as long as it is good, so asking often
    /// costs little. What it gives throws <see cref="NoDatabaseTokenException"/> where there is none.
    /// </summary>
    public static Func<CancellationToken, ValueTask<string>> Of(AzureSettings settings) => Of(settings, () => CredentialFactory.Create(settings));

    /// <summary>The same with another credential, made with the first use.</summary>
    internal static Func<CancellationToken, ValueTask<string>> Of(AzureSettings settings, Func<TokenCredential> credential)
    {
        var made = new Lazy<TokenCredential>(credential);
        var request = new TokenRequestContext([settings.Preset.DatabaseTokenScope]);
        return async cancellationToken =>
        {
            try
            {
                return (await made.Value.GetTokenAsync(request, cancellationToken)).Token;
            }
            catch (Exception e) when (e is AuthenticationFailedException or ArgumentException or InvalidOperationException)
            {
                // Without the cause: its text may quote what the identity service answered.
                throw new NoDatabaseTokenException(CredentialFactory.NoToken(settings.Credential));
            }
        };
    }
}
