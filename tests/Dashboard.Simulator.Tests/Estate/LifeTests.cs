using Dashboard.Simulator.Estate;
using Dashboard.Simulator.Estate.Generated;
using Dashboard.Simulator.Kql.Values;

namespace Dashboard.Simulator.Tests.Estate;

/// <summary>What happens in the year of an estate: enough of everything, and not too much.</summary>
public class LifeTests
{
    private static readonly DateTimeOffset YearEnd = SimulatorOptions.DefaultYearEnd;
    private static readonly DateTimeOffset YearStart = YearEnd.AddMonths(-12);

    [Theory]
    [InlineData(1, 7)]
    [InlineData(20, 7)]
    [InlineData(120, 7)]
    [InlineData(400, 7)]
    [InlineData(400, 11)]
    [InlineData(3000, 3)]
    public void As_many_apps_as_asked_for_exist_at_the_years_end(int apps, long seed) =>
        Assert.Equal(apps, new GeneratedEstate(apps, seed, YearEnd).At(YearEnd).Rows(GraphSchema.Resources).Count(r => r.Parts.Type.StartsWith("microsoft.web/sites", StringComparison.Ordinal)));

    [Theory]
    [InlineData(400, 7)]
    [InlineData(1000, 4)]
    public void About_three_drifts_happen_each_week_and_most_are_repaired(int apps, long seed)
    {
        var estate = Draw(apps, seed);
        var drifts = Moments(estate, What.Drifted).ToList();
        var lengths = drifts.Select(d => d.App.Life.Moments.FirstOrDefault(m => m.Since > d.Moment.Since)?.Since - d.Moment.Since).ToList();
        TestContext.Current.SendDiagnosticMessage("{0} drifts", drifts.Count);
        Assert.InRange(drifts.Count * 400.0 / apps / 52, 2, 4.5);
        Assert.InRange(lengths.Count(l => l < TimeSpan.FromHours(10.1)), drifts.Count / 10, drifts.Count / 3);
        Assert.InRange(lengths.Count(l => l < TimeSpan.FromDays(30)), drifts.Count * 4 / 5, drifts.Count);
    }

    [Theory]
    [InlineData(400, 7)]
    [InlineData(1000, 4)]
    public void About_one_app_in_seventeen_is_deleted(int apps, long seed)
    {
        var estate = Draw(apps, seed);
        var deleted = Moments(estate, What.Deleted).Where(d => !d.App.Life.At(YearEnd).State.Exists).ToList();
        Assert.InRange(deleted.Count / (double)estate.Apps.Count, 0.05, 0.07);
        Assert.Contains(deleted, d => d.App.Slot is not null);
    }

    [Fact]
    public void Apps_are_recreated_with_the_defaults_of_Azure()
    {
        var again = Moments(Draw(400, 7), What.Recreated).ToList();
        Assert.InRange(again.Count, 2, 15);
        Assert.All(again, r => Assert.Equal((Posture.Default, 2), (r.Moment.State.Posture, r.Moment.State.Generation)));
        var gone = again.ConvertAll(r => r.Moment.Since - r.App.Life.Moments.Last(m => m.Since < r.Moment.Since).Since);
        Assert.Contains(gone, g => g < TimeSpan.FromDays(1));
        Assert.Contains(gone, g => g > TimeSpan.FromDays(1));
    }

    [Fact]
    public void A_moved_app_keeps_its_host_name_and_kind_and_takes_its_slots_along()
    {
        var drawn = Draw(1000, 7);
        var moved = Moments(drawn, What.Moved).ToList();
        var estate = new GeneratedEstate(1000, 7, YearEnd);
        Assert.Contains(moved, m => m.Moment.State.Place!.Group.SubscriptionId == m.App.Group.SubscriptionId);
        Assert.Contains(moved, m => m.Moment.State.Place!.Group.SubscriptionId != m.App.Group.SubscriptionId);
        Assert.Contains(moved, m => m.App.Slot is not null);
        foreach (var (app, moment) in moved.Where(m => m.App.Life.At(m.Moment.Since.AddTicks(-1)).State.Exists && m.Moment.State.Exists))
        {
            var there = app.In(moment.State);
            var (before, after) = (estate.At(moment.Since.AddTicks(-1)), estate.At(moment.Since));
            var (old, now) = (before.Find(app.Id)!.Arm!, after.Find(there.Id)!.Arm!);
            Assert.Null(after.Find(app.Id));
            Assert.Null(before.Find(there.Id));
            Assert.Equal((old["kind"], old["location"], Property(old, "defaultHostName"), Property(old, "webSpace").ToString()!.Split('-')[^1]),
                (now["kind"], now["location"], Property(now, "defaultHostName"), Property(now, "webSpace").ToString()!.Split('-')[^1]));
            Assert.NotNull(after.Find((string)Property(now, "serverFarmId")));
            Assert.NotNull(after.Find(there.Group.Id));
            Assert.All(drawn.Apps.Where(a => a.Parent?.Name == app.Name && app.Slot is null && a.Life.At(moment.Since).State.Exists),
                slot => Assert.NotNull(after.Find(slot.In(slot.Life.At(moment.Since).State).Id)));
        }
    }

    [Fact]
    public void Swaps_change_some_verdicts_and_are_put_right()
    {
        var swaps = Moments(Draw(1000, 7), What.Swapped).ToList();
        Assert.NotEmpty(swaps);
        var changed = swaps.Where(s => s.Moment.State.Posture != s.App.Life.At(s.Moment.Since.AddTicks(-1)).State.Posture).ToList();
        Assert.InRange(changed.Count, 1, swaps.Count / 2);
        Assert.All(changed, s => Assert.True(s.App.Traits.SwapsSettings || s.App.Parent!.Traits.SwapsSettings));
        Assert.All(changed, s => Assert.Contains(s.App.Life.Moments, m => m.Since > s.Moment.Since && m.Since < s.Moment.Since.AddDays(14) && m.State.Replaced is null));
    }

    [Fact]
    public void Plans_go_up_and_down()
    {
        var steps = Draw(1000, 7).Plans.SelectMany(p => p.Sizes.Moments.Zip(p.Sizes.Moments.Skip(1), (a, b) => (Before: a.State.Tier, After: b.State.Tier))).ToList();
        Assert.Contains(steps, s => s.Before is "Free" or "Shared" && s.After is not ("Free" or "Shared"));
        Assert.Contains(steps, s => s.After is "Free");
        Assert.Contains(steps, s => s is { Before: "PremiumV3" or "PremiumV2", After: "Standard" });
    }

    private static DrawnEstate Draw(int apps, long seed) => new EstateDrawing(apps, seed, new Calendar(YearEnd)).Run();

    private static IEnumerable<(AppSpec App, Timeline<AppState>.Moment Moment)> Moments(DrawnEstate estate, string what) =>
        estate.Apps.SelectMany(a => a.Life.Moments.Where(m => m.What == what && m.Since >= YearStart && m.Since < YearEnd).Select(m => (a, m)));

    private static object Property(Bag document, string key) => ((Bag)document["properties"]!)[key]!;
}
