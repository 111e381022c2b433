using Dashboard.Core.Audit;
using Dashboard.Core.Connections;
using Dashboard.Storage.Auditing;
using Dashboard.Storage.Commands;
using Dashboard.Web.Connections;
using Dashboard.Web.Tests.Support;

namespace Dashboard.Web.Tests.Connections;

public sealed class ConnectionTesterTests
{
    private static readonly AuditActor Sam = new("demo:security", "Sam Security", ["Security"], ActorKind.Person);

    [Fact]
    public async Task One_test_at_a_time_and_its_outcome_stays_for_whoever_looks_next()
    {
        await using var world = await CollectionWorld.CreateAsync();
        var probe = new GatedProbe();
        using var tester = new ConnectionTester(new ConnectionTest(probe, world.Clock), world.Get<RecordEventCommand>(), world.Clock);
        Assert.All(tester.Standings.Take(5), s => Assert.Null(s.Check));
        Assert.All(tester.Standings.Skip(5), s => Assert.Equal(ConnectionState.NotRead, s.Check!.State));

        var first = tester.RunAsync(ConnectionSources.Read, Sam, CollectionWorld.Token);
        Assert.Equal(ConnectionSource.Credential, tester.Testing);
        Assert.False(await tester.RunAsync([ConnectionSource.Tags], Sam, CollectionWorld.Token));
        probe.Open();
        Assert.True(await first);
        Assert.Null(tester.Testing);
        Assert.All(tester.Standings.Take(5), s => Assert.Equal((ConnectionState.Good, CollectionWorld.Start), (s.Check!.State, s.At!.Value)));

        Assert.True(await tester.RunAsync([ConnectionSource.Tags], Sam, CollectionWorld.Token));
        var entries = (await world.Get<AuditTrailQuery>().ListAsync(new AuditFilter(Action: AuditActions.ConnectionTested), 1, 10, CollectionWorld.Token)).Items;
        Assert.Equal(["Tags", "all"], entries.Select(e => e.Entry!.Subject.Id));
        Assert.All(entries, e => Assert.Equal((Sam.Id, AuditOutcome.Succeeded), (e.Entry!.Actor.Id, e.Entry.Outcome)));
    }

    [Fact]
    public async Task A_cancelled_test_is_audited_as_done_in_part_and_the_next_one_can_start()
    {
        await using var world = await CollectionWorld.CreateAsync();
        var probe = new GatedProbe();
        using var tester = new ConnectionTester(new ConnectionTest(probe, world.Clock), world.Get<RecordEventCommand>(), world.Clock);
        using var cancel = new CancellationTokenSource();
        var running = tester.RunAsync(ConnectionSources.Read, Sam, cancel.Token);
        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running);
        Assert.Null(tester.Testing);

        var entry = Assert.Single(
            (await world.Get<AuditTrailQuery>().ListAsync(new AuditFilter(Action: AuditActions.ConnectionTested), 1, 10, CollectionWorld.Token)).Items);
        Assert.Equal(AuditOutcome.Partial, entry.Entry!.Outcome);
        probe.Open();
        Assert.True(await tester.RunAsync(ConnectionSources.Read, Sam, CollectionWorld.Token));
    }

    [Fact]
    public void What_is_not_known_stays_one_word_for_the_shell()
    {
        Assert.Equal(
            "az role assignment create --assignee '<principal id>' --role Reader --scope '/subscriptions/<subscription id>'",
            RoleGrant.Command(MissingRole.Reader, null));
        Assert.Equal(
            "az role assignment create --assignee 11111111-2222-4333-8444-555555555555 --role Reader --scope '/providers/Microsoft.Management/managementGroups/$(rm -rf)'",
            RoleGrant.Command(MissingRole.ReaderOnGroup("$(rm -rf)"), "11111111-2222-4333-8444-555555555555"));
    }

    private sealed class GatedProbe : IConnectionProbe, IConnectionVisit
    {
        private readonly TaskCompletionSource _gate = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public void Open() => _gate.TrySetResult();

        public IConnectionVisit Begin() => this;

        public async Task<ConnectionCheck> CheckAsync(ConnectionSource source, CancellationToken cancellationToken)
        {
            await _gate.Task.WaitAsync(cancellationToken);
            return new ConnectionCheck(source, ConnectionState.Good, "It works.");
        }
    }
}
