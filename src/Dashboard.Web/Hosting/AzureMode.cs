using Dashboard.Azure;
using Dashboard.Web.Access;
using Dashboard.Web.Access.Certificates;
using Dashboard.Web.Access.Edge;
using Dashboard.Web.Access.Entra;
using Dashboard.Web.Demo;
using Dashboard.Web.Hosting.Settings;
using Microsoft.AspNetCore.Components.Server.Circuits;

namespace Dashboard.Web.Hosting;

/// <summary>A real estate for those who sign in.</summary>
internal sealed class AzureMode(AzureSettings azure, SignInSettings signIn, EdgeSettings edge, ClientCertificateSettings? certificates) : ServerMode
{
    private static readonly TimeSpan HttpsRemembered = TimeSpan.FromDays(365);

    /// <inheritdoc/>
    public override void AddTo(IServiceCollection services) => services
        .AddDashboardAzure(azure)
        .AddSingleton(DemoProgress.None())
        .AddSingleton(provider => new ClientCertificates(certificates, provider.GetRequiredService<TimeProvider>()))
        .AddSingleton<CircuitCount>()
        .AddScoped<CircuitHandler, CircuitLimit>()
        .AddHsts(options => options.MaxAge = HttpsRemembered)
        .AddRateLimiter(_ => { })
        .AddEntraSignIn(signIn, edge);

    /// <inheritdoc/>
    public override void UseGuard(IApplicationBuilder app)
    {
        app.UseEdgeGuard(edge);
        if (edge.IsHttps) app.UseHsts();
        app.UseSecurityHeaders(signIn.AuthorityOrigin);
    }

    /// <inheritdoc/>
    public override void UseAuthentication(IApplicationBuilder app)
    {
        app.UseSignInLimit(edge);
        app.UseAuthentication();
        app.UseRequestLimit(edge);
    }

    /// <inheritdoc/>
    public override void Map(IEndpointRouteBuilder routes) => routes.MapSignIn();
}
