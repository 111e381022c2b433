namespace Dashboard.Web.Demo;

/// <summary>Warnings and worse only: a year of ordinary days would bury what the operator should read.</summary>
internal sealed class QuietLogger<T>(ILoggerFactory loggers) : ILogger<T>
{
    private readonly ILogger _inner = loggers.CreateLogger<T>();

    /// <inheritdoc/>
    public IDisposable? BeginScope<TState>(TState state) where TState : notnull => _inner.BeginScope(state);

    /// <inheritdoc/>
    public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Warning && _inner.IsEnabled(logLevel);

    /// <inheritdoc/>
    public void Log<TState>(
        LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (IsEnabled(logLevel)) _inner.Log(logLevel, eventId, state, exception, formatter);
    }
}
