using Dashboard.Core.Runs;
using Dashboard.Web.Collection;
using Dashboard.Web.Demo;
using Microsoft.Extensions.Time.Testing;

namespace Dashboard.Web.Tests.Collection;

public sealed class LiveUpdatesTests
{
    private readonly FakeTimeProvider _clock = new();
    private readonly RunBoard _board;
    private readonly DemoProgress _demo = new();

    public LiveUpdatesTests() => _board = new RunBoard(_clock);

    [Fact]
    public void A_single_reader_sees_the_end_of_a_run_at_once_and_what_follows_within_the_pace()
    {
        using var live = Listen(new UpdateSpread(), out var told);
        _board.Began(1);
        Assert.Empty(told);
        _board.Ended(1, RunStatus.Succeeded);
        Assert.Equal([1L], told);

        _board.Ended(2, RunStatus.Succeeded);
        _board.Ended(3, RunStatus.Partial);
        Assert.Equal([1L], told);
        _clock.Advance(LiveUpdates.Pace - TimeSpan.FromMilliseconds(1));
        Assert.Equal([1L], told);
        _clock.Advance(TimeSpan.FromMilliseconds(1));
        Assert.Equal([1L, 3L], told);
    }

    [Fact]
    public void The_days_of_the_demo_are_followed_at_the_pace_and_its_end_is_not_missed()
    {
        using var live = Listen(new UpdateSpread(), out var told);
        for (var day = 1; day <= 100; day++)
        {
            _demo.Report(day, 100);
            _clock.Advance(TimeSpan.FromMilliseconds(100));
        }

        _demo.End(failed: false);
        _clock.Advance(LiveUpdates.Pace);
        Assert.Equal([null, null, null, null], told);
    }

    [Fact]
    public void Nothing_is_read_for_a_hidden_tab_and_it_is_made_up_for_once()
    {
        using var live = Listen(new UpdateSpread(), out var told);
        live.SetHidden(true);
        _board.Ended(1, RunStatus.Succeeded);
        _board.Ended(2, RunStatus.Succeeded);
        _clock.Advance(TimeSpan.FromHours(1));
        Assert.Empty(told);
        live.SetHidden(false);
        Assert.Equal([2L], told);
        live.SetHidden(true);
        live.SetHidden(false);
        Assert.Equal([2L], told);
    }

    [Fact]
    public void Five_hundred_readers_do_not_read_at_the_same_instant()
    {
        var draws = 0;
        var spread = new UpdateSpread(() => draws++ % 500 / 500d);
        var told = 0;
        var readers = Enumerable.Range(0, 500).Select(_ => new LiveUpdates(_board, _demo, spread, _clock)).ToList();
        foreach (var reader in readers) reader.Due += _ => told++;
        Assert.Equal(500, spread.Readers);

        _board.Ended(1, RunStatus.Succeeded);
        var most = told;
        for (var second = 0; second < 10; second++)
        {
            var before = told;
            _clock.Advance(TimeSpan.FromSeconds(1));
            most = Math.Max(most, told - before);
        }

        Assert.Equal((500, 50), (told, most));
        readers.ForEach(r => r.Dispose());
        Assert.Equal(0, spread.Readers);
    }

    [Fact]
    public void Who_has_left_is_told_nothing()
    {
        var live = Listen(new UpdateSpread(), out var told);
        live.Dispose();
        _board.Ended(1, RunStatus.Succeeded);
        _demo.Report(1, 2);
        live.SetHidden(false);
        Assert.Empty(told);
    }

    private LiveUpdates Listen(UpdateSpread spread, out List<long?> told)
    {
        var list = told = [];
        var live = new LiveUpdates(_board, _demo, spread, _clock);
        live.Due += update => list.Add(update.RunId);
        return live;
    }
}
