using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace Dashboard.Storage.Sqlite;

/// <summary>
/// Lets <c>dotnet ef</c> build the model without the application:
/// <c>dotnet ef migrations add NAME --project src/Dashboard.Storage --context SqliteDashboardDbContext --output-dir Sqlite/Migrations</c>.
/// </summary>
internal sealed class SqliteDesignTimeFactory : IDesignTimeDbContextFactory<SqliteDashboardDbContext>
{
    public SqliteDashboardDbContext CreateDbContext(string[] args)
    {
        var options = new DbContextOptionsBuilder<SqliteDashboardDbContext>();
        SqliteDashboardDbContext.Configure(options, "Data Source=design-time-only.db");
        return new SqliteDashboardDbContext(options.Options);
    }
}
