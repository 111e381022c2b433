using System.Collections.Concurrent;
using System.Threading.Channels;
using Dashboard.Core.Queries;
using Dashboard.Storage.Commands;

namespace Dashboard.Web.Visits;

/// <summary>
/// Remembers when readers were here. Who reports activity never waits: it is written in the background, at most once a minute
/// for each reader, and where it cannot be written the log says so and nothing else happens.
/// </summary>
internal sealed partial class VisitLog(RecordVisitCommand record, TimeProvider clock, ILogger<VisitLog> logger) : BackgroundService
{
    private const int MostWaiting = 1000;

    private readonly ConcurrentDictionary<string, DateTimeOffset> _told = [];

    private readonly Channel<Activity> _activities = Channel.CreateBounded<Activity>(
        new BoundedChannelOptions(MostWaiting) { FullMode = BoundedChannelFullMode.DropWrite, SingleReader = true });

    /// <summary>Notes that a reader is active now.</summary>
    public void Saw(string userId)
    {
        var now = clock.GetUtcNow();
        if (_told.TryGetValue(userId, out var last) && (now - last).Duration() < LastVisit.RecordedEvery) return;
        _told[userId] = now;
        _activities.Writer.TryWrite(new Activity(userId, now));
    }

    /// <inheritdoc />
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await foreach (var activity in _activities.Reader.ReadAllAsync(stoppingToken)) await RecordAsync(activity, stoppingToken);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The program ends.
        }
    }

    private async Task RecordAsync(Activity activity, CancellationToken stoppingToken)
    {
        try
        {
            await record.RunAsync(activity.UserId, activity.At, stoppingToken);
        }
        catch (Exception e)
        {
            // At the program's end the database may be gone already: that is no news.
            if (!stoppingToken.IsCancellationRequested) NotRecorded(logger, e);
        }
    }

    [LoggerMessage(EventId = 5104, Level = LogLevel.Warning, Message = "A visit could not be recorded; \"since your last visit\" then begins earlier")]
    private static partial void NotRecorded(ILogger logger, Exception exception);

    private readonly record struct Activity(string UserId, DateTimeOffset At);
}
