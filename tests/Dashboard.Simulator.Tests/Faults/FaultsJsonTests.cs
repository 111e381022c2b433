using System.Text.Json;
using System.Text.Json.Serialization;
using Dashboard.Simulator.CommandLine;
using Dashboard.Simulator.Faults;
using Dashboard.Simulator.Faults.Kinds;

namespace Dashboard.Simulator.Tests.Faults;

public class FaultsJsonTests
{
    [Fact]
    public void A_file_is_read_with_comments_and_every_part()
    {
        var fault = Assert.Single(FaultsJson.Parse("""
            [ // a storm
              { "match": { "method": "POST", "table": "resources" }, "when": { "first": 3, "from": "2026-11-01T00:00:00Z" },
                "retryAfterSeconds": 1, "kind": "throttle" }, ]
            """));
        Assert.Equal(
            new ThrottleFault(1)
            {
                Match = new FaultMatch { Method = "POST", Table = "resources" },
                When = new FaultTiming { First = 3, From = new DateTimeOffset(2026, 11, 1, 0, 0, 0, TimeSpan.Zero) },
            },
            fault);
        Assert.Equal(new ServiceClockFault(new TimeSpan(3, 2, 0, 0)), FaultsJson.Parse("""[{"kind":"serviceClock","offset":"3.02:00:00"}]""")[0]);
    }

    [Theory]
    [InlineData("""{"kind":"latency"}""", "array")]
    [InlineData("""[{]""", "JSON")]
    [InlineData("""[{"kind":"latency","milliseconds":1},{"kind":"earthquake"}]""", "Fault 2: there is no kind 'earthquake'")]
    [InlineData("""[{"milliseconds":1}]""", "'kind'")]
    [InlineData("""[7]""", "'kind'")]
    [InlineData("""[{"kind":"latency","milliseconds":1,"colour":"red"}]""", "'colour'")]
    [InlineData("""[{"kind":"latency","milliseconds":1,"match":{"verb":"GET"}}]""", "'verb'")]
    [InlineData("""[{"kind":"latency","milliseconds":1,"when":{"sometimes":true}}]""", "'sometimes'")]
    [InlineData("""[{"kind":"latency","Milliseconds":1}]""", "Milliseconds")]
    [InlineData("""[{"kind":"latency"}]""", "milliseconds")]
    [InlineData("""[{"kind":"latency","milliseconds":"1"}]""", "milliseconds")]
    [InlineData("""[{"kind":"latency","milliseconds":-1}]""", "'milliseconds'")]
    [InlineData("""[{"kind":"serverError","status":418}]""", "'status'")]
    [InlineData("""[{"kind":"malformedRows","rows":1,"shape":"round"}]""", "shape")]
    [InlineData("""[{"kind":"connectionReset","when":{"every":0}}]""", "'every'")]
    [InlineData("""[{"kind":"connectionReset","when":{"from":"2026-11-02","to":"2026-11-01"}}]""", "'from'")]
    public void What_is_not_understood_is_named(string json, string named) =>
        Assert.Contains(named, Assert.Throws<FaultsException>(() => FaultsJson.Parse(json)).Message, StringComparison.Ordinal);

    [Fact]
    public void Every_kind_is_in_the_help()
    {
        foreach (var kind in typeof(Fault).GetCustomAttributes(typeof(JsonDerivedTypeAttribute), false).Cast<JsonDerivedTypeAttribute>())
        {
            Assert.Matches($@"(?m)^  +{kind.TypeDiscriminator} ", Arguments.Help);
        }
    }

    [Fact]
    public void Every_kind_has_a_discriminator_and_survives_the_way_there_and_back()
    {
        Fault[] all =
        [
            new LatencyFault(1), new ThrottleFault(1, 2), new ServerErrorFault(503, true), new ConnectionResetFault(), new CutBodyFault(10, true),
            new SlowBodyFault(1, 2), new BrokenGzipFault(), new ProxyPageFault(), new MalformedRowsFault(2, RowShape.Null), new SmallPagesFault(3),
            new RepeatedPageFault(true), new LostPageFault(), new TruncatedResultFault(1), new WrongTotalFault(-4), new ReaderLostFault("s", "g"),
            new VaultForbiddenFault("v", "ForbiddenByPolicy"), new AllUnreadableFault(true), new ExpiredTokenFault(), new ServiceClockFault(TimeSpan.FromHours(-5)),
            new ForeignNextLinkFault(new Uri("http://localhost:1")), new ForeignRedirectFault(new Uri("http://localhost:1")),
        ];
        Assert.Equal(all, FaultsJson.Parse(JsonSerializer.Serialize(all, FaultsJson.Options)));
        var kinds = typeof(Fault).Assembly.GetTypes().Where(t => t.IsSubclassOf(typeof(Fault)) && !t.IsAbstract);
        Assert.Equal(kinds.OrderBy(t => t.Name), all.Select(f => f.GetType()).OrderBy(t => t.Name));
    }
}
