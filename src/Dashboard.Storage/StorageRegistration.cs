using Dashboard.Core.Collection;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Dashboard.Storage;

/// <summary>Where the history is kept.</summary>
/// <param name="ConnectionString">A Microsoft.Data.Sqlite connection string.</param>
public sealed record StorageSettings(string ConnectionString);

/// <summary>Registers the history.</summary>
public static class StorageRegistration
{
    /// <summary>Adds the context factory, every query and command, <see cref="IRunStore"/> and the migrator.</summary>
    public static IServiceCollection AddDashboardStorage(this IServiceCollection services, StorageSettings settings) =>
        throw new NotImplementedException(settings.ToString() + services + typeof(IRunStore) + typeof(DbContext));
}
