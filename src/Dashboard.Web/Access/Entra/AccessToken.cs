using System.Security.Claims;

namespace Dashboard.Web.Access.Entra;

/// <summary>What kind of token a validated one is.</summary>
internal enum TokenKind
{
    /// <summary>None that opens the API.</summary>
    Other,

    /// <summary>An access token of a person, by an app.</summary>
    Person,

    /// <summary>An access token of a program of its own.</summary>
    Machine,
}

/// <summary>
/// Tells access tokens from others. An ID token has the same issuer, key and, with version 2, the same audience; it is for the app
/// that asked for it, and whoever finds one must not get into the API by it.
/// </summary>
internal static class AccessToken
{
    /// <summary>The kind, by what only access tokens carry: the app that asked, and a scope or the mark of a program.</summary>
    public static TokenKind KindOf(IReadOnlyCollection<Claim> token)
    {
        if (EntraClaims.First(token, "azp", "appid") is null || token.Any(c => c.Type == "nonce")) return TokenKind.Other;
        if (EntraClaims.First(token, "scp") is not null) return TokenKind.Person;
        var mark = EntraClaims.First(token, "idtyp");
        // The mark is optional; without it a program is its own subject.
        var ownSubject = EntraClaims.First(token, "sub") is { } subject && subject == EntraClaims.First(token, EntraClaims.Object);
        return mark == "app" || (mark is null && ownSubject) ? TokenKind.Machine : TokenKind.Other;
    }
}
