using Dashboard.Azure.Pipeline;
using Dashboard.Azure.Tests.Support;

namespace Dashboard.Azure.Tests;

public sealed class QuotaTests
{
    [Fact]
    public async Task It_waits_before_the_wall_and_is_never_throttled()
    {
        // Fifteen queries in five seconds, as the service documents it, on the same clock as the client.
        AzureWorld? world = null;
        var (used, windowEnds, refused) = (0, DateTimeOffset.MinValue, 0);
        await using var azure = await FakeAzure.StartAsync(request =>
        {
            var now = world!.Clock.GetUtcNow();
            if (now >= windowEnds) (used, windowEnds) = (0, now.AddSeconds(5));
            if (used >= 15) refused++;
            used++;
            var number = int.Parse(request.SkipToken ?? "0", System.Globalization.CultureInfo.InvariantCulture);
            var answer = used > 15
                ? FakeAnswer.Error(429, "RateLimiting").With("Retry-After", "2")
                : FakeAnswer.Page([Canned.App(number)], 50, number < 49 ? $"{number + 1}" : null);
            return answer
                .With("x-ms-user-quota-remaining", $"{Math.Max(0, 15 - used)}")
                .With("x-ms-user-quota-resets-after", (windowEnds - now).ToString("c"));
        });
        world = new AzureWorld(azure.Address);

        Assert.Equal(50, (await world.ReadAppsAsync()).Count);

        Assert.Equal(0, refused);
        Assert.Equal(50, world.Log.Requests);
        Assert.Equal([5d, 5d, 5d], world.Clock.Waits.Select(w => w.TotalSeconds));
        Assert.Equal(15_000, world.Log.Outcome().WaitedMilliseconds);
        world.Dispose();
    }

    [Fact]
    public async Task A_reset_beyond_belief_is_not_waited_for()
    {
        await using var azure = await FakeAzure.InTurnAsync(
            FakeAnswer.Page(Canned.Apps(0, 1), 2, "one").With("x-ms-user-quota-remaining", "0").With("x-ms-user-quota-resets-after", "23:00:00"),
            FakeAnswer.Page(Canned.Apps(1, 1), 2));
        using var world = new AzureWorld(azure.Address);

        Assert.Equal(2, (await world.ReadAppsAsync()).Count);
        Assert.Equal([TimeSpan.FromMinutes(1)], world.Clock.Waits);
    }

    [Fact]
    public void A_time_of_day_that_stands_still_keeps_nobody_waiting_for_ever()
    {
        var clock = new StandingClock();
        var window = new QuotaWindow(clock);
        Assert.True(window.TryEnter(out _));
        window.Leave(new QuotaHeaders(0, TimeSpan.FromSeconds(5)));
        Assert.False(window.TryEnter(out var wait));
        Assert.Equal(TimeSpan.FromSeconds(5), wait);
        clock.Elapsed = TimeSpan.FromSeconds(5);
        Assert.True(window.TryEnter(out _));
    }

    /// <summary>The clock of a demo's past: a day is filled in no time of its own, while real time goes on.</summary>
    private sealed class StandingClock : TimeProvider
    {
        public TimeSpan Elapsed { get; set; }

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override DateTimeOffset GetUtcNow() => DateTimeOffset.UnixEpoch;

        public override long GetTimestamp() => Elapsed.Ticks;
    }
}
