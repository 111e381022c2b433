using Dashboard.Core.Runs;
using Dashboard.Storage.Queries;
using Dashboard.Web.Collection;
using Dashboard.Web.Tests.Support;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging.Abstractions;

namespace Dashboard.Web.Tests.Collection;

public sealed class LatestRunWatchTests
{
    [Fact]
    public async Task A_run_of_another_process_is_news_once_and_what_was_before_is_none()
    {
        await using var world = await CollectionWorld.CreateAsync();
        await world.RunElsewhereAsync(RunStatus.Succeeded, new RunReport());
        var told = Told(world.Board);
        using var watch = Watch(world);

        await watch.LookAsync(CollectionWorld.Token);
        Assert.Empty(told);
        var lease = await world.BeginElsewhereAsync();
        await watch.LookAsync(CollectionWorld.Token);
        Assert.Empty(told);
        await world.Store.EndAsync(lease, RunStatus.Failed, new RunReport(), "No token.", CollectionWorld.Token);
        await watch.LookAsync(CollectionWorld.Token);
        await watch.LookAsync(CollectionWorld.Token);
        Assert.Equal([(2L, RunStatus.Failed)], told);
    }

    [Fact]
    public async Task A_run_of_this_process_is_told_by_itself_and_the_demos_past_not_at_all()
    {
        await using var world = await CollectionWorld.CreateAsync();
        using var watch = Watch(world);
        await watch.LookAsync(CollectionWorld.Token);
        var (told, ended) = (Told(world.Board), world.NextSuccess());
        await world.Service.StartAsync(RunTrigger.Manual, "Sam Security");
        var id = (await ended).RunId;
        await watch.LookAsync(CollectionWorld.Token);
        Assert.Equal([(id, RunStatus.Succeeded)], told);

        var past = await world.BeginElsewhereAsync(RunTrigger.Backfill);
        await world.Store.EndAsync(past, RunStatus.Failed, new RunReport(), "No.", CollectionWorld.Token);
        await watch.LookAsync(CollectionWorld.Token);
        Assert.Single(told);
    }

    [Fact]
    public async Task It_looks_each_half_minute()
    {
        await using var world = await CollectionWorld.CreateAsync();
        using var watch = Watch(world);
        await ((IHostedService)watch).StartAsync(CollectionWorld.Token);
        while (await world.Clock.TimerAsync() != LatestRunWatch.Every)
        {
        }

        await world.RunElsewhereAsync(RunStatus.Succeeded, new RunReport());
        var news = world.NextSuccess();
        world.Clock.Advance(LatestRunWatch.Every);
        Assert.Equal(1, (await news).RunId);
        await ((IHostedService)watch).StopAsync(CollectionWorld.Token);
    }

    private static LatestRunWatch Watch(CollectionWorld world) =>
        new(world.Get<LatestRunQuery>(), world.Board, world.Clock, NullLogger<LatestRunWatch>.Instance);

    private static List<(long, RunStatus)> Told(RunBoard board)
    {
        var told = new List<(long, RunStatus)>();
        board.RunChanged += notice =>
        {
            if (notice.Status != RunStatus.Running) told.Add((notice.RunId, notice.Status));
        };
        return told;
    }
}
