using Dashboard.Simulator.Faults.Kinds;

namespace Dashboard.Simulator.Hosting;

/// <summary>Logs what the simulator itself got wrong, and not what it does wrong on demand.</summary>
internal static partial class ErrorLog
{
    public static async Task InvokeAsync(HttpContext http, RequestDelegate next, ILogger logger)
    {
        try
        {
            await next(http);
        }
        catch (Exception e) when (e is not CutOffException && !http.RequestAborted.IsCancellationRequested)
        {
            Failed(logger, http.Request.Method, http.Request.Path, e);
            throw;
        }
    }

    [LoggerMessage(3001, LogLevel.Error, "{Method} {Path} failed")]
    private static partial void Failed(ILogger logger, string method, string path, Exception exception);
}
