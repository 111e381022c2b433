using CsCheck;
using Dashboard.Core.Costs;
using static Dashboard.Core.Tests.Costs.CostSamples;

namespace Dashboard.Core.Tests.Costs;

/// <summary>What holds of the split whatever the amount and the apps.</summary>
public sealed class CostAllocationProperties
{
    // Few apps, slots of them, and whole hours in and around the month, so that ties and overlaps are common.
    private static readonly Gen<AppStay> Stays = Gen.Select(
        Gen.OneOf("a", "b", "B", "c", "a/slots/s", "b/slots/s", "d/slots/s"), Gen.Int[-48, 760], Gen.Int[0, 400].Nullable(),
        (app, from, length) => Stay(app, June.Start.AddHours(from), length is { } hours ? June.Start.AddHours(from + hours) : null));

    private static readonly Gen<AppStay[]> Plans = Stays.Array[0, 8];

    private static readonly Gen<long> Amounts = Gen.Frequency((4, Gen.Long[-200, 200]), (1, Gen.Long));

    [Fact]
    public void Parts_and_unallocated_are_the_whole() => Gen.Select(Amounts, Plans).Sample((minor, stays) =>
    {
        var split = Split(minor, stays);
        var sum = split.Apps.Aggregate((Int128)split.UnallocatedMinor, (total, app) => total + app.Minor);
        Assert.Equal(minor, sum);
        Assert.True(split.UnallocatedMinor == 0 || split.Apps.Count == 0);
    });

    [Fact]
    public void The_order_of_apps_does_not_matter() => Gen.Select(Amounts, Plans, Gen.Int).Sample((minor, stays, seed) =>
    {
        var mixed = stays.ToArray();
        new Random(seed).Shuffle(mixed);
        Assert.Equal(Split(minor, stays).Apps, Split(minor, mixed).Apps);
    });

    [Fact]
    public void Each_part_is_its_exact_share_up_or_down() => Gen.Select(Gen.Long[-100_000, 100_000], Plans).Sample((minor, stays) =>
    {
        var hours = Hours(stays);
        var split = Split(minor, stays);
        Assert.Equal(hours.Where(h => h.Value > 0).Select(h => h.Key).Order(StringComparer.Ordinal), split.Apps.Select(a => a.ResourceId));
        foreach (var app in split.Apps)
        {
            var exact = (decimal)minor * hours[app.ResourceId] / hours.Values.Sum();
            Assert.InRange(app.Minor, Math.Floor(exact), Math.Ceiling(exact));
        }
    });

    [Fact]
    public void Who_was_there_longer_pays_no_less() => Gen.Select(Amounts, Plans).Sample((minor, stays) =>
    {
        var hours = Hours(stays);
        var apps = Split(minor, stays).Apps;
        foreach (var (longer, shorter) in from a in apps from b in apps where hours[a.ResourceId] > hours[b.ResourceId] select (a, b))
            Assert.True(minor < 0 ? longer.Minor <= shorter.Minor : longer.Minor >= shorter.Minor);
    });

    [Fact]
    public void A_slot_beside_its_app_changes_nobodys_part() => Gen.Select(Amounts, Plans).Sample((minor, stays) =>
    {
        var app = Stay("a");
        AppStay[] without = [.. stays.Where(s => !s.ResourceId.EndsWith("a/slots/s", StringComparison.Ordinal)), app];
        Assert.Equal(Split(minor, without).Apps, Split(minor, [.. without, .. stays.Where(s => s.ResourceId.EndsWith("a/slots/s", StringComparison.Ordinal))]).Apps);
    });

    [Fact]
    public void A_refund_is_split_as_the_charge_was() => Gen.Select(Gen.Long[0, 100_000], Plans).Sample((minor, stays) => Assert.Equal(
        Split(minor, stays).Apps.Select(a => -a.Minor), Split(-minor, stays).Apps.Select(a => a.Minor)));

    private static AllocatedCost Split(long minor, AppStay[] stays) => CostAllocation.Split(minor, June, After, stays);

    // In other words than the program's: hour by hour, who is there on his own account.
    private static Dictionary<string, int> Hours(AppStay[] stays)
    {
        var hours = new Dictionary<string, int>();
        for (var hour = June.Start; hour < June.End; hour = hour.AddHours(1))
        {
            var there = stays.Where(s => s.From <= hour && (s.To is null || hour < s.To)).Select(s => s.ResourceId.ToLowerInvariant()).ToHashSet();
            foreach (var id in there.Where(id => !there.Contains(id.Split("/slots/")[0]) || !id.Contains("/slots/", StringComparison.Ordinal)))
                hours[id] = hours.GetValueOrDefault(id) + 1;
        }
        return hours;
    }
}
