using Dashboard.Web.Hosting.Settings;
using Microsoft.IdentityModel.Tokens;

namespace Dashboard.Web.Access.Entra;

/// <summary>When a token counts, of people and programs alike.</summary>
internal static class TokenRules
{
    private static readonly TimeSpan ClockSkew = TimeSpan.FromMinutes(2);

    /// <summary>
    /// The rules. The issuer is compared with the configured authority as it stands, whatever the provider's metadata call
    /// themselves; one algorithm is taken, so that no other key of the provider can be read as a shared secret.
    /// </summary>
    public static TokenValidationParameters Of(SignInSettings settings, IEnumerable<string> audiences) => new()
    {
        ValidateIssuer = true,
        IssuerValidator = (issuer, _, _) => issuer.TrimEnd('/') == settings.Authority
            ? issuer
            : throw new SecurityTokenInvalidIssuerException("The token is of another issuer.") { InvalidIssuer = issuer },
        ValidateAudience = true,
        ValidAudiences = audiences,
        ValidateIssuerSigningKey = true,
        ValidAlgorithms = [SecurityAlgorithms.RsaSha256],
        RequireSignedTokens = true,
        RequireExpirationTime = true,
        ValidateLifetime = true,
        ClockSkew = ClockSkew,
    };
}
