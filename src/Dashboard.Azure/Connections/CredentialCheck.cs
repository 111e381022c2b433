using Azure;
using Azure.Core;
using Azure.Identity;
using Dashboard.Azure.Pipeline;
using Dashboard.Core.Connections;

namespace Dashboard.Azure.Connections;

/// <summary>Whether a token can be had, and whose it is.</summary>
internal sealed class CredentialCheck(ConnectionClients clients)
{
    /// <summary>Asks for a token. On loopback there is none to ask for.</summary>
    public async Task<ConnectionCheck> RunAsync(CancellationToken cancellationToken)
    {
        var settings = clients.Settings;
        if (settings.UsesLoopbackToken)
        {
            return new ConnectionCheck(
                ConnectionSource.Credential, ConnectionState.Good,
                $"No identity is asked: {settings.Origin} is a simulator on this machine and is sent a fixed word.");
        }

        try
        {
            var token = await clients.Credential.Value.GetTokenAsync(new TokenRequestContext([settings.Preset.TokenScope]), cancellationToken);
            return new ConnectionCheck(ConnectionSource.Credential, ConnectionState.Good, $"{settings.Credential} gave a token for {settings.Origin}.")
            {
                Identity = TokenIdentityReading.Of(token.Token),
            };
        }
        catch (Exception e) when (e is AuthenticationFailedException or ArgumentException or InvalidOperationException or RequestFailedException)
        {
            // What the identity service said stays out: it may quote what it was sent.
            return new ConnectionCheck(ConnectionSource.Credential, ConnectionState.Failed, CredentialFactory.NoToken(settings.Credential));
        }
    }
}
