using Dashboard.Web.Access;
using Dashboard.Web.Access.Demo;
using Dashboard.Web.Demo;

namespace Dashboard.Web.Hosting;

/// <summary>The simulated estate for this machine alone, with personas instead of sign-in.</summary>
internal sealed class DemoMode(DemoEstate estate) : ServerMode
{
    /// <inheritdoc/>
    public override void AddTo(IServiceCollection services) => services.AddDemoEstate(estate).AddDemoBackfill().AddPersonas();

    /// <inheritdoc/>
    public override void UseGuard(IApplicationBuilder app)
    {
        app.UseDemoGuard();
        app.UseSecurityHeaders();
    }

    /// <inheritdoc/>
    public override void UseAuthentication(IApplicationBuilder app)
    {
        app.UseDefaultPersona();
        app.UseAuthentication();
    }

    /// <inheritdoc/>
    public override void Map(IEndpointRouteBuilder routes) => routes.MapPersona();
}
