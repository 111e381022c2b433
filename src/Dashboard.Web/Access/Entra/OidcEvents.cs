using System.Security.Claims;
using Dashboard.Core.Audit;
using Dashboard.Storage.Commands;
using Dashboard.Web.Access.Sessions;
using Dashboard.Web.Hosting.Settings;
using Dashboard.Web.Urls;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;

namespace Dashboard.Web.Access.Entra;

/// <summary>What happens at sign-in and sign-out, beyond the protocol itself.</summary>
internal sealed partial class OidcEvents(
    SignInSettings settings, SessionBook sessions, RecordEventCommand audit, ILogger<OidcEvents> logger) : OpenIdConnectEvents
{
    /// <summary>Whom an entry names where nobody is known.</summary>
    private static readonly AuditActor Unknown = new("unknown", "unknown", [], ActorKind.Person);

    /// <inheritdoc/>
    public override async Task TokenValidated(TokenValidatedContext context)
    {
        var identity = EntraIdentity.Of(context.Principal!.Claims.ToList(), settings, OpenIdConnectDefaults.AuthenticationScheme);
        var actor = Actors.IdOf(new ClaimsPrincipal(identity)) is null ? Unknown : Actors.Of(new ClaimsPrincipal(identity));
        var cancelled = context.HttpContext.RequestAborted;
        if (Admission.Refuses(identity, settings) is { } refusal)
        {
            await RefuseAsync(actor, refusal, cancelled);
            context.HandleResponse();
            context.Response.Redirect(DashboardUrls.SignInRefused(refusal.ToString()));
            return;
        }

        // Who is missing a role that a group would have brought asks an Admin, who has to be able to see why.
        IReadOnlyList<AuditDetail> details = [];
        if (identity.HasClaim(DashboardClaims.GroupsUnknown, "true"))
        {
            LogGroupsUnknown(actor.Id);
            details = [new("groups", "unknown")];
        }

        identity.AddClaim(new Claim(DashboardClaims.Session, await sessions.StartAsync(actor, settings.SessionLifetime, cancelled, details)));
        if (context.Principal.FindFirstValue(EntraClaims.LoginHint) is { Length: > 0 } hint) identity.AddClaim(new Claim(EntraClaims.LoginHint, hint));
        context.Principal = new ClaimsPrincipal(identity);
    }

    /// <inheritdoc/>
    public override Task RedirectToIdentityProviderForSignOut(RedirectContext context)
    {
        // No token is kept to hint with: the provider learns by the client's id where to send the browser back.
        context.ProtocolMessage.ClientId = settings.ClientId;
        if (context.HttpContext.User.FindFirstValue(EntraClaims.LoginHint) is { } hint)
            context.ProtocolMessage.SetParameter("logout_hint", hint);
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public override async Task RemoteFailure(RemoteFailureContext context)
    {
        var failure = context.Failure?.GetBaseException();
        LogFailed(failure?.GetType().Name ?? "nothing known");
        // Only here somebody came back with a code of the provider's. Anyone can send the rest, and the trail is kept for ever.
        var refusal = failure is SecurityTokenException or OpenIdConnectProtocolInvalidNonceException ? Refusal.NotVouchedFor : Refusal.BrokenOff;
        if (refusal == Refusal.NotVouchedFor) await RefuseAsync(Unknown, refusal, context.HttpContext.RequestAborted);
        context.HandleResponse();
        context.Response.Redirect(DashboardUrls.SignInRefused(refusal.ToString()));
    }

    /// <inheritdoc/>
    public override Task AccessDenied(AccessDeniedContext context)
    {
        context.HandleResponse();
        context.Response.Redirect(DashboardUrls.SignInRefused(Refusal.BrokenOff.ToString()));
        return Task.CompletedTask;
    }

    private async Task RefuseAsync(AuditActor actor, Refusal refusal, CancellationToken cancellationToken)
    {
        LogRefused(actor.Id, refusal);
        await audit.RunAsync(
            new AuditDraft(
                actor, AuditActions.SignInRefused, new AuditSubject(AuditSubjects.User, actor.Id), [new("reason", refusal.ToString())], AuditOutcome.Failed),
            cancellationToken);
    }

    [LoggerMessage(5204, LogLevel.Warning, "{User} was refused at sign-in: {Reason}")]
    private partial void LogRefused(string user, Refusal reason);

    [LoggerMessage(5206, LogLevel.Warning, "{User} is in more groups than a token holds and got none of the roles of groups. Assign app roles instead, or emit only groups that are assigned to the app")]
    private partial void LogGroupsUnknown(string user);

    [LoggerMessage(5205, LogLevel.Warning, "A sign-in failed: {Reason}")]
    private partial void LogFailed(string reason);
}
