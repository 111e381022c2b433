using Microsoft.Extensions.Logging.Console;

namespace Dashboard.Web.Hosting;

/// <summary>Logs go to stderr, a line each: stdout carries data only.</summary>
internal static class DashboardLogging
{
    /// <summary>Sets logging up; <c>Logging:LogLevel</c> in the configuration has the last word.</summary>
    public static ILoggingBuilder AddDashboardLogging(this ILoggingBuilder logging, IConfiguration configuration)
    {
        logging.ClearProviders();
        logging.SetMinimumLevel(LogLevel.Information);
        logging.AddFilter("Microsoft.AspNetCore", LogLevel.Warning);
        logging.AddFilter("Microsoft.EntityFrameworkCore", LogLevel.Warning);
        // A query, a command or a connection that fails throws, and whoever catches that tells it once, in words an operator can use.
        logging.AddFilter("Microsoft.EntityFrameworkCore.Database.Command", LogLevel.Critical);
        logging.AddFilter("Microsoft.EntityFrameworkCore.Database.Connection", LogLevel.Critical);
        logging.AddFilter("Microsoft.EntityFrameworkCore.Query", LogLevel.Critical);
        logging.AddFilter("Azure", LogLevel.Warning);
        logging.AddFilter("Npgsql", LogLevel.Warning);
        logging.AddConfiguration(configuration.GetSection("Logging"));
        logging.AddSimpleConsole(options =>
        {
            options.SingleLine = true;
            options.TimestampFormat = "yyyy-MM-dd'T'HH:mm:ss'Z' ";
            options.UseUtcTimestamp = true;
            options.ColorBehavior = LoggerColorBehavior.Disabled;
        });
        logging.Services.Configure<ConsoleLoggerOptions>(options => options.LogToStandardErrorThreshold = LogLevel.Trace);
        return logging;
    }
}
