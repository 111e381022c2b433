using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace Dashboard.Storage.PostgreSql;

/// <summary>
/// Lets <c>dotnet ef</c> build the model without the application or a server:
/// <c>dotnet ef migrations add NAME --project src/Dashboard.Storage --context PostgresDashboardDbContext --output-dir PostgreSql/Migrations</c>.
/// </summary>
internal sealed class PostgresDesignTimeFactory : IDesignTimeDbContextFactory<PostgresDashboardDbContext>
{
    public PostgresDashboardDbContext CreateDbContext(string[] args)
    {
        var options = new DbContextOptionsBuilder<PostgresDashboardDbContext>();
        PostgresDashboardDbContext.Configure(options, "Host=design-time-only");
        return new PostgresDashboardDbContext(options.Options);
    }
}
