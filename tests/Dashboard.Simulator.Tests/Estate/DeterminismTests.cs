using Dashboard.Simulator.Estate;
using Dashboard.Simulator.Estate.Generated;
using Dashboard.Simulator.Kql.Values;

namespace Dashboard.Simulator.Tests.Estate;

public class DeterminismTests
{
    private static readonly DateTimeOffset Then = new(2026, 5, 17, 9, 30, 0, TimeSpan.Zero);

    [Fact]
    public void The_same_seed_and_time_give_the_same_bytes() =>
        Assert.Equal(Text(Estate(7), Then), Text(Estate(7), Then));

    [Fact]
    public void Going_back_and_forth_changes_nothing()
    {
        var straight = Text(Estate(7), Then);
        var wandering = Estate(7);
        foreach (var days in new[] { 400, -300, 20, -1, 5000, -5000 })
        {
            Text(wandering, Then.AddDays(days));
        }

        Assert.Equal(straight, Text(wandering, Then));
    }

    [Fact]
    public void Another_seed_or_time_gives_another_estate()
    {
        Assert.NotEqual(Text(Estate(7), Then), Text(Estate(8), Then));
        Assert.NotEqual(Text(Estate(7), Then), Text(Estate(7), Then.AddMonths(1)));
    }

    [Fact]
    public void Nothing_of_it_depends_on_the_machine() =>
        Assert.Equal("b4721942-9113-4a8d-871d-74579d9b190d", Estate(7).TenantId);

    [Theory]
    [InlineData(2024)]
    [InlineData(2026)]
    [InlineData(2031)]
    public void The_estate_lives_in_every_year(int year)
    {
        var estate = new EstateDrawing(400, 7, new Calendar(SimulatorOptions.DefaultYearEnd)).Run();
        var changes = estate.Apps.SelectMany(a => a.Life.Moments).Count(m => m.Since.Year == year);
        Assert.InRange(changes, 150, 1500);
    }

    [Fact]
    public void A_timeline_changes_at_its_exact_instants()
    {
        var line = new Timeline<string>("a", [new(Then.AddDays(1), "second", s => s + "c"), new(Then, "first", s => s + "b")]);
        Assert.Equal("a", line.At(Then.AddTicks(-1)).State);
        Assert.Equal("ab", line.At(Then).State);
        Assert.Equal("abc", line.At(DateTimeOffset.MaxValue).State);
    }

    private static GeneratedEstate Estate(long seed) => new(150, seed, SimulatorOptions.DefaultYearEnd);

    private static string Text(GeneratedEstate estate, DateTimeOffset at)
    {
        var snapshot = estate.At(at);
        return string.Join('\n', snapshot.Resources.Concat(snapshot.Rows(GraphSchema.Changes)).Select(r => Json.Text(r.Graph) + Json.Text(r.Arm)));
    }
}
