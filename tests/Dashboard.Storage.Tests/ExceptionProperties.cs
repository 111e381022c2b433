using CsCheck;
using Dashboard.Core.Exceptions;
using Dashboard.Core.Queries;
using Dashboard.Storage.Queries.Findings;
using Dashboard.Storage.Tests.Support;
using static Dashboard.Storage.Tests.Support.TestDatabase;

namespace Dashboard.Storage.Tests;

/// <summary>
/// Random lives of exceptions on one finding, told to the database and to a small model that knows nothing of it: a clock of hours in
/// which what is left of the allowance stands still while an exception is active. At every moment, past ones too, both say the same.
/// </summary>
public abstract class ExceptionProperties(DatabaseProvider provider) : DatabaseTests(provider)
{
    private const int AllowedHours = 30 * 24;

    public sealed class OnSqlite() : ExceptionProperties(DatabaseProvider.Sqlite);

    public sealed class OnPostgreSql() : ExceptionProperties(DatabaseProvider.PostgreSql);

    private enum Act
    {
        Wait,
        Ask,
        Approve,
        Reject,
        Withdraw,
        Revoke,
        Renew,
    }

    private static readonly Gen<(Act Act, int Hours)[]> Lives = Gen.Select(Gen.Enum<Act>(), Gen.Int[1, 20 * 24]).Array[5, 25];

    [Fact]
    public Task Due_dates_and_states_are_those_of_an_independent_clock() => Gen.Select(Lives, Gen.Int[0, 4000].Array[6]).SampleAsync(
        async (life, moments) =>
        {
            await using var world = await ExceptionWorld.CreateAsync(Provider);
            var model = await LiveAsync(world, life);
            var end = (int)(world.Now - Start).TotalHours;
            foreach (var hour in moments.Append(end).Select(h => Math.Min(h, end)))
            {
                var known = model.KnownAt(hour);
                var page = await world.Db.Get<FindingListQuery>().RunAsync(
                    AppFilter.Any, new FindingFilter(), FindingSort.Default, 1, 10, Start.AddHours(hour), Token);
                var finding = Assert.Single(page.Items);
                var due = Model.Due(known);
                Assert.Equal((Start, Start.AddHours(due), due < hour), (finding.Detected, finding.Due, finding.Overdue));
            }

            Assert.Empty((await world.Audit.VerifyAsync(anchored: false)).Findings);
        },
        iter: 25, threads: 2);

    private static async Task<Model> LiveAsync(ExceptionWorld world, (Act Act, int Hours)[] life)
    {
        var model = new Model();
        foreach (var (act, hours) in life)
        {
            var now = (int)(world.Now - Start).TotalHours;
            var (last, expected) = (model.Last, model.May(act, now));
            ExceptionRefusal? refusal = null;
            switch (act)
            {
                case Act.Wait:
                    world.Db.Clock.Advance(TimeSpan.FromHours(hours));
                    break;
                case Act.Ask or Act.Renew:
                    var outcome = await world.TryAskAsync(hours / 24.0, renews: act == Act.Renew ? last?.Id ?? 99 : null);
                    refusal = outcome.Refusal;
                    if (outcome.Id is { } id) model.Asked(id, now, now + hours, act == Act.Renew ? last : null);
                    break;
                default:
                    refusal = await world.StepAsync(last?.Id ?? 99, Step(act));
                    if (refusal is null) model.Took(act, now);
                    break;
            }

            Assert.Equal(expected, refusal is null);
        }

        return model;
    }

    private static ExceptionStep Step(Act act) => act switch
    {
        Act.Approve => ExceptionStep.Approved,
        Act.Reject => ExceptionStep.Rejected,
        Act.Withdraw => ExceptionStep.Withdrawn,
        _ => ExceptionStep.Revoked,
    };

    private sealed class Model
    {
        private readonly List<Life> _lives = [];

        public Life? Last => _lives.LastOrDefault();

        public bool May(Act act, int now) => act switch
        {
            Act.Wait => true,
            Act.Ask => !_lives.Exists(l => Pending(l, now) || Active(l, now)),
            Act.Renew => Last is { Approved: not null } last && (last.Ended is null || last.Ended == last.Expires) && !_lives.Exists(l => l != last && Active(l, now)),
            Act.Approve => Last is { } asked && Pending(asked, now),
            Act.Reject or Act.Withdraw => Last is { Approved: null, Ended: null },
            Act.Revoke => Last is { } active && Active(active, now),
            _ => false,
        };

        public void Asked(long id, int now, int expires, Life? renews) => _lives.Add(new Life(id, expires, renews) { Requested = now });

        public void Took(Act act, int now)
        {
            var last = Last!;
            if (act != Act.Approve) last.Ended = now;
            else last.Approved = now;
            if (act == Act.Approve && last.Renews is { } old && Active(old, now)) old.Ended = now;
        }

        public IReadOnlyList<(int From, int To)> KnownAt(int hour) =>
        [
            .. _lives.Where(l => l.Approved <= hour).Select(l => (l.Approved!.Value, l.Ended <= hour ? l.Ended.Value : l.Expires)),
        ];

        public static int Due(IReadOnlyList<(int From, int To)> active)
        {
            var left = AllowedHours;
            for (var hour = 0; ; hour++)
            {
                if (!active.Any(a => a.From <= hour && hour < a.To) && left-- == 0) return hour;
            }
        }

        private static bool Pending(Life life, int now) => life is { Approved: null, Ended: null } && now < life.Expires;

        private static bool Active(Life life, int now) => life.Approved is not null && now < (life.Ended ?? life.Expires);

        public sealed record Life(long Id, int Expires, Life? Renews)
        {
            public int Requested { get; init; }

            public int? Approved { get; set; }

            public int? Ended { get; set; }
        }
    }
}
