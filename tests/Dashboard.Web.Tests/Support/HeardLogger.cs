using System.Threading.Channels;
using Microsoft.Extensions.Logging;

namespace Dashboard.Web.Tests.Support;

/// <summary>A log of which a test waits for the next line above the level of debugging.</summary>
internal sealed class HeardLogger<T> : ILogger<T>
{
    private readonly Channel<(int Id, string Text)> _lines = Channel.CreateUnbounded<(int Id, string Text)>();

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => logLevel > LogLevel.Debug;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (IsEnabled(logLevel)) _lines.Writer.TryWrite((eventId.Id, formatter(state, exception)));
    }

    /// <summary>The next line.</summary>
    public async Task<(int Id, string Text)> NextAsync() =>
        await _lines.Reader.ReadAsync(TestContext.Current.CancellationToken).AsTask().WaitAsync(TimeSpan.FromSeconds(60));
}
