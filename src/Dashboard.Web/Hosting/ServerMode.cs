using Dashboard.Web.Demo;
using Dashboard.Web.Hosting.Settings;

namespace Dashboard.Web.Hosting;

/// <summary>Wherein a server of the demo and one of a real estate differ: whose apps, who may come, and who somebody is.</summary>
internal abstract class ServerMode
{
    /// <summary>The mode of some settings.</summary>
    public static ServerMode Of(DashboardSettings settings, DemoEstate? demo) => demo is not null
        ? new DemoMode(demo)
        : new AzureMode(
            settings.Azure ?? throw new ArgumentException("Neither a demo nor an Azure is given."),
            settings.SignIn ?? throw new ArgumentException("A real estate is not served without sign-in."),
            settings.Edge ?? throw new ArgumentException("A real estate is not served without a public address."),
            settings.ClientCertificates);

    /// <summary>Registers its parts, after all that is common.</summary>
    public abstract void AddTo(IServiceCollection services);

    /// <summary>What stands before everything else, and the headers of every response.</summary>
    public abstract void UseGuard(IApplicationBuilder app);

    /// <summary>Finds out who asks.</summary>
    public abstract void UseAuthentication(IApplicationBuilder app);

    /// <summary>Maps its own endpoints.</summary>
    public abstract void Map(IEndpointRouteBuilder routes);
}
