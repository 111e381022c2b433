using Dashboard.Core.Connections;

namespace Dashboard.Web.Connections;

/// <summary>Registers the tests of the connection.</summary>
internal static class ConnectionRegistration
{
    /// <summary>Adds them. Azure's side is registered with its clients.</summary>
    public static IServiceCollection AddConnectionTests(this IServiceCollection services) => services
        .AddSingleton<ConnectionTest>()
        .AddSingleton<ConnectionTester>();
}
