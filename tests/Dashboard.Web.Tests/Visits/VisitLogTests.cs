using System.Threading.Channels;
using Dashboard.Storage.Commands;
using Dashboard.Storage.Queries;
using Dashboard.Web.Tests.Support;
using Dashboard.Web.Visits;
using Microsoft.Extensions.Logging;

namespace Dashboard.Web.Tests.Visits;

public sealed class VisitLogTests
{
    private const string Ada = "demo:ada";
    private static readonly DateTimeOffset Start = new(2026, 11, 24, 8, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task Activity_is_written_in_the_background()
    {
        await using var history = await TestHistory.CreateAsync(Start);
        using var log = Log(history, new Complaints());
        await log.StartAsync(Token);
        log.Saw(Ada);
        history.Clock.Advance(TimeSpan.FromMinutes(31));
        while (await history.Get<LastVisitQuery>().RunAsync(Ada, Token) is null) await Task.Yield();
        Assert.Equal(Start, (await history.Get<LastVisitQuery>().RunAsync(Ada, Token))!.EndedAt);
        await log.StopAsync(Token);
    }

    [Fact]
    public async Task What_cannot_be_written_is_logged_and_nothing_else()
    {
        await using var history = await TestHistory.CreateAsync(Start, schema: false);
        var complaints = new Complaints();
        using var log = Log(history, complaints);
        await log.StartAsync(Token);
        log.Saw(Ada);
        await complaints.Next();
        log.Saw(Ada);
        history.Clock.Advance(TimeSpan.FromMinutes(2));
        log.Saw(Ada);
        await complaints.Next();
        await log.StopAsync(Token);
        Assert.Equal(2, complaints.Count);
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static VisitLog Log(TestHistory history, Complaints logger) => new(history.Get<RecordVisitCommand>(), history.Clock, logger);

    private sealed class Complaints : ILogger<VisitLog>
    {
        private readonly Channel<LogLevel> _told = Channel.CreateUnbounded<LogLevel>();

        public int Count { get; private set; }

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            Count++;
            _told.Writer.TryWrite(logLevel);
        }

        public Task<LogLevel> Next() => _told.Reader.ReadAsync(Token).AsTask().WaitAsync(TimeSpan.FromSeconds(30));
    }
}
