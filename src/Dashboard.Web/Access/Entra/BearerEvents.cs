using System.Security.Claims;
using Dashboard.Web.Access.Certificates;
using Dashboard.Web.Api;
using Dashboard.Web.Hosting.Settings;
using Microsoft.AspNetCore.Authentication.JwtBearer;

namespace Dashboard.Web.Access.Entra;

/// <summary>Tokens of programs at the API.</summary>
internal sealed partial class BearerEvents(SignInSettings settings, ClientCertificates certificates, ILogger<BearerEvents> logger) : JwtBearerEvents
{
    /// <summary>Answers who is nobody.</summary>
    public static Task ChallengeAsync(HttpContext context, string? error)
    {
        context.Response.Headers.WWWAuthenticate = error is null ? "Bearer" : $"Bearer error=\"{error}\"";
        return Problems.WriteAsync(
            context, StatusCodes.Status401Unauthorized, "Not signed in",
            error is null ? "Send an access token of the tenant for this API." : "The access token is not accepted; the log says why.");
    }

    /// <summary>Answers who lacks a role.</summary>
    public static Task ForbidAsync(HttpContext context) => Problems.WriteAsync(
        context, StatusCodes.Status403Forbidden, "Not allowed", "The roles of who asks do not include what the request needs."
            + (context.User.HasClaim(DashboardClaims.GroupsUnknown, "true") ? " Roles of groups are not known: the token has more groups than it can name." : ""));

    /// <inheritdoc/>
    public override Task TokenValidated(TokenValidatedContext context)
    {
        var token = context.Principal!.Claims.ToList();
        var kind = AccessToken.KindOf(token);
        var identity = EntraIdentity.Of(token, settings, JwtBearerDefaults.AuthenticationScheme);
        if (kind == TokenKind.Other) context.Fail("It is no access token.");
        else if (Admission.RefusesIdentity(identity, settings) is { } refusal) context.Fail($"Refused: {refusal}.");
        else if (!certificates.Accepts(context.Request)) context.Fail("The client certificate is missing or not accepted.");
        else context.Principal = new ClaimsPrincipal(kind == TokenKind.Machine ? AsMachine(identity, token) : identity);
        if (context.Result?.Failure is { } failure) LogRefused(failure.Message);
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public override Task AuthenticationFailed(AuthenticationFailedContext context)
    {
        // The exception's text has parts of the token: its type says enough.
        LogRefused(context.Exception.GetType().Name);
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public override Task Challenge(JwtBearerChallengeContext context)
    {
        context.HandleResponse();
        return ChallengeAsync(context.HttpContext, context.AuthenticateFailure is null ? null : "invalid_token");
    }

    /// <inheritdoc/>
    public override Task Forbidden(ForbiddenContext context) => ForbidAsync(context.HttpContext);

    /// <summary>A program's token has no name: the app that asked for it stands in.</summary>
    private static ClaimsIdentity AsMachine(ClaimsIdentity identity, List<Claim> token)
    {
        identity.AddClaim(new Claim(DashboardClaims.Machine, "true"));
        if (EntraClaims.First(token, "name") is not null || identity.FindFirst(ClaimTypes.Name) is not { } name) return identity;
        identity.RemoveClaim(name);
        identity.AddClaim(new Claim(ClaimTypes.Name, "app " + EntraClaims.First(token, "azp", "appid")));
        return identity;
    }

    [LoggerMessage(5202, LogLevel.Warning, "An access token was refused: {Reason}")]
    private partial void LogRefused(string reason);
}
