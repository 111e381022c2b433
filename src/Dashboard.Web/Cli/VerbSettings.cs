using Dashboard.Storage;
using Dashboard.Web.Hosting.Settings;

namespace Dashboard.Web.Cli;

/// <summary>Configuration as every verb reads it.</summary>
internal static class VerbSettings
{
    /// <summary>The configuration: appsettings.json beside the program, then the environment.</summary>
    public static IConfiguration Load()
    {
        try
        {
            return new ConfigurationBuilder()
                .SetBasePath(AppContext.BaseDirectory)
                .AddJsonFile("appsettings.json", optional: true)
                .AddEnvironmentVariables("ASPNETCORE_")
                .AddEnvironmentVariables()
                .Build();
        }
        catch (InvalidDataException)
        {
            throw new OperatorException("appsettings.json is no JSON. Mend it, or remove it and use the environment.");
        }
    }

    /// <summary>The settings; null where they cannot be used, after every problem was told, a line each.</summary>
    public static async Task<DashboardSettings?> ReadAsync(IConfiguration configuration, TimeProvider clock, bool serving = false)
    {
        var result = SettingsReader.Read(configuration, clock.GetUtcNow(), serving);
        foreach (var problem in result.Problems) await Console.Error.WriteLineAsync(problem.ToString());
        return result.Settings;
    }

    /// <summary>Refuses a place where the database cannot be, before a driver says so in its own words.</summary>
    /// <exception cref="OperatorException">It cannot be written there.</exception>
    public static void PrepareDatabasePlace(DashboardSettings settings)
    {
        // Another database needs nothing on this machine's disk.
        if (settings.Storage.Provider != DatabaseProvider.Sqlite) return;
        var file = settings.DatabaseFile;
        if (file is not null && Directory.Exists(file))
            throw new OperatorException($"Dashboard__Database__ConnectionString: {file} is a directory. Name a file in it.");
        foreach (var directory in new[] { settings.DataDirectory, Path.GetDirectoryName(file) }.OfType<string>().Distinct())
        {
            if (DataPaths.TryPrepare(directory) is not { } problem) continue;
            var key = directory == settings.DataDirectory ? "Dashboard__DataDirectory" : "Dashboard__Database__ConnectionString";
            throw new OperatorException($"{key}: {directory} cannot be used: {problem}. Set it to a directory that can be written.");
        }
    }
}
