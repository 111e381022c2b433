using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace Dashboard.Web.Tests.SignIn;

/// <summary>Keeps the exceptions that no code of the server handled.</summary>
internal sealed class RecordedErrors : ILoggerProvider, ILogger
{
    /// <summary>Where the framework tells of them.</summary>
    public const string Category = "Microsoft.AspNetCore.Diagnostics";

    private readonly ConcurrentQueue<Exception> _exceptions = new();

    /// <summary>Those so far.</summary>
    public IReadOnlyCollection<Exception> Exceptions => _exceptions;

    /// <inheritdoc/>
    public ILogger CreateLogger(string categoryName) => this;

    /// <inheritdoc/>
    public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

    /// <inheritdoc/>
    public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Error;

    /// <inheritdoc/>
    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (exception is not null && IsEnabled(logLevel)) _exceptions.Enqueue(exception);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
    }
}
