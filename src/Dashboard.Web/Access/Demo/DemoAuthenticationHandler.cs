using System.Text.Encodings.Web;
using Dashboard.Web.Api;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;

namespace Dashboard.Web.Access.Demo;

/// <summary>
/// Takes the persona from the header <c>X-Demo-Persona</c>, else from the browser's cookie. Pages fall back to the
/// default persona; the API does not, and accepts the cookie for reading only, so that a form on another page of this
/// machine cannot start anything.
/// </summary>
internal sealed class DemoAuthenticationHandler(
    IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    /// <summary>The scheme's name.</summary>
    public new const string Scheme = "Demo";

    private const string Header = "X-Demo-Persona";

    /// <inheritdoc/>
    protected override Task<AuthenticateResult> HandleAuthenticateAsync() => Task.FromResult(Authenticate());

    /// <inheritdoc/>
    protected override Task HandleChallengeAsync(AuthenticationProperties properties) => Problems.WriteAsync(
        Context, StatusCodes.Status401Unauthorized, "Not signed in",
        $"Name a persona in the header {Header}: {string.Join(", ", Personas.All.Select(p => p.Key))}.");

    /// <inheritdoc/>
    protected override Task HandleForbiddenAsync(AuthenticationProperties properties)
    {
        if (ApiPaths.AnswersProblems(Context))
            return Problems.WriteAsync(
                Context, StatusCodes.Status403Forbidden, "Not allowed", "This persona's roles do not include what the request needs.");
        // A person gets the page that says so.
        Response.StatusCode = StatusCodes.Status403Forbidden;
        return Task.CompletedTask;
    }

    private AuthenticateResult Authenticate()
    {
        if (Request.Headers.TryGetValue(Header, out var named))
        {
            return named.Count == 1 && Personas.Find(named[0]) is { } persona
                ? Success(persona)
                : AuthenticateResult.Fail("There is no such persona.");
        }

        var chosen = PersonaCookie.Read(Request);
        if (!ApiPaths.IsApi(Request.Path)) return Success(chosen ?? Personas.Default);
        return chosen is not null && (HttpMethods.IsGet(Request.Method) || HttpMethods.IsHead(Request.Method))
            ? Success(chosen)
            : AuthenticateResult.NoResult();
    }

    private static AuthenticateResult Success(Persona persona) =>
        AuthenticateResult.Success(new AuthenticationTicket(persona.ToPrincipal(Scheme), Scheme));
}
