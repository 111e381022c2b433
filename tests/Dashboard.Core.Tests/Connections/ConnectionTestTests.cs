using Dashboard.Core.Connections;
using Microsoft.Extensions.Time.Testing;

namespace Dashboard.Core.Tests.Connections;

public sealed class ConnectionTestTests
{
    private static readonly FakeTimeProvider Clock = new();

    [Fact]
    public async Task Sources_are_tried_in_their_order_and_unread_ones_are_never_asked()
    {
        var asked = new List<ConnectionSource>();
        var found = await RunAsync(ConnectionSources.All, (source, _) =>
        {
            asked.Add(source);
            return Task.FromResult(new ConnectionCheck(source, ConnectionState.Good, "It works."));
        });

        Assert.Equal(ConnectionSources.Read, asked);
        Assert.Equal(ConnectionSources.All, found.Select(c => c.Source));
        Assert.All(found.Where(c => !asked.Contains(c.Source)), c => Assert.Equal(ConnectionState.NotRead, c.State));
    }

    [Fact]
    public async Task One_that_does_not_end_is_given_up_and_the_next_one_is_tried()
    {
        var clock = new FakeTimeProvider();
        var begun = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var running = RunAsync(
            [ConnectionSource.Scopes, ConnectionSource.ResourceGraph],
            async (source, cancellationToken) =>
            {
                if (source == ConnectionSource.Scopes)
                {
                    begun.SetResult();
                    await Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken);
                }

                return new ConnectionCheck(source, ConnectionState.Good, "It works.");
            },
            clock);
        await begun.Task.WaitAsync(TimeSpan.FromSeconds(30));
        clock.Advance(ConnectionTest.Limit);
        var found = await running.WaitAsync(TimeSpan.FromSeconds(30));

        Assert.Equal([ConnectionState.Failed, ConnectionState.Good], found.Select(c => c.State));
        Assert.Contains("within 30 seconds", found[0].Answer, StringComparison.Ordinal);
        Assert.Equal(ConnectionTest.Limit, found[0].Took);
    }

    [Fact]
    public async Task Who_cancels_gets_no_outcome()
    {
        using var cancel = new CancellationTokenSource();
        var running = RunAsync(
            [ConnectionSource.Scopes],
            async (source, cancellationToken) =>
            {
                await cancel.CancelAsync();
                await Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken);
                return new ConnectionCheck(source, ConnectionState.Good, "");
            },
            cancellationToken: cancel.Token);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running);
    }

    private static async Task<List<ConnectionCheck>> RunAsync(
        IReadOnlyList<ConnectionSource> sources, Func<ConnectionSource, CancellationToken, Task<ConnectionCheck>> check,
        TimeProvider? clock = null, CancellationToken cancellationToken = default)
    {
        var found = new List<ConnectionCheck>();
        await foreach (var one in new ConnectionTest(new Probe(check), clock ?? Clock).RunAsync(sources, cancellationToken)) found.Add(one);
        return found;
    }

    private sealed class Probe(Func<ConnectionSource, CancellationToken, Task<ConnectionCheck>> check) : IConnectionProbe, IConnectionVisit
    {
        public IConnectionVisit Begin() => this;

        public Task<ConnectionCheck> CheckAsync(ConnectionSource source, CancellationToken cancellationToken) => check(source, cancellationToken);
    }
}
