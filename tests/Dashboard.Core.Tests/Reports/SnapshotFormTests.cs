using System.Collections;
using System.Globalization;
using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using Dashboard.Core.Costs;
using Dashboard.Core.Costs.Assumptions;
using Dashboard.Core.Findings.Remediation;
using Dashboard.Core.Reports;

namespace Dashboard.Core.Tests.Reports;

/// <summary>
/// A sealed month is reckoned again for ever with what the program carries: prices, defaults, periods and the form itself. Where one of them
/// changes, figures that were sealed before would be others, and <c>verify</c> would say that the history was changed.
/// </summary>
public sealed class SnapshotFormTests
{
    /// <summary>What each version of the form hangs on. An entry is never changed: a change is another version and another entry.</summary>
    private static readonly Dictionary<(int Version, string Part), string> Known = new()
    {
        [(1, "properties")] = "0ff1726bae7ab179",
        [(1, "prices")] = "2eb166e2656366f1",
        [(1, "assumptions")] = "c95f8bf77604d0cc",
        [(1, "periods")] = "12a50d0d6122888f",
    };

    public static TheoryData<string> Parts => [.. Known.Keys.Select(k => k.Part).Distinct()];

    [Theory]
    [MemberData(nameof(Parts))]
    public void What_sealed_figures_hang_on_changes_with_the_version_only(string part)
    {
        var text = TextOf(part);
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..16];
        Assert.True(
            Known.GetValueOrDefault((MonthFigures.CurrentVersion, part)) == hash,
            $"The {part} that snapshots hang on are others than those of version {MonthFigures.CurrentVersion} (now {hash}). Months that were sealed would not be "
            + "reckoned alike. Raise MonthFigures.CurrentVersion, keep what the older version was reckoned with and reckon its months with that "
            + $"(ADR 0014, 14), and add an entry here. Only before a version was ever released may its own entry be changed. They are:\n{text}");
    }

    private static string TextOf(string part) => string.Join('\n', part switch
    {
        "properties" => Properties(typeof(MonthFigures), "").Order(StringComparer.Ordinal),
        "prices" => Prices().Order(StringComparer.Ordinal),
        "assumptions" => AssumptionValues.All.Select(a => $"{a.Key}={a.Read(AssumptionValues.Default)}"),
        "periods" =>
        [
            $"patience {MonthSealing.Patience}", $"settling {CostMonth.SettlingDays}", $"hours {CostMonth.ListHours}", $"window {TimeToRemediate.WindowDays}",
            $"weeks {BacklogForecast.FewestWeeks} {BacklogForecast.MostWeeks} {BacklogForecast.Horizon}", $"named {MonthMoves.Most}",
        ],
        _ => throw new ArgumentOutOfRangeException(nameof(part), part, "No such part."),
    });

    // The names of the properties as they nest, with their types, and the words of enums.
    private static IEnumerable<string> Properties(Type type, string under)
    {
        foreach (var property in type.GetProperties(BindingFlags.Public | BindingFlags.Instance))
        {
            if (property.GetIndexParameters().Length > 0) continue;
            var (name, of) = ($"{under}.{property.Name}", property.PropertyType);
            var item = of != typeof(string) && of.IsAssignableTo(typeof(IEnumerable)) ? of.GetGenericArguments().Single() : Nullable.GetUnderlyingType(of) ?? of;
            var words = item.IsEnum ? $" ({string.Join(' ', Enum.GetNames(item))})" : "";
            yield return $"{name}: {item.Name}{(item == of ? "" : " of " + of.Name)}{words}";
            if (item.Assembly == typeof(MonthFigures).Assembly && !item.IsEnum)
                foreach (var inner in Properties(item, name)) yield return inner;
        }
    }

    private static IEnumerable<string> Prices()
    {
        var field = typeof(BundledPrices).GetField("ByRegion", BindingFlags.Static | BindingFlags.NonPublic);
        Assert.True(field is not null, "The table of bundled prices is kept elsewhere: read it from there.");
        return ((ILookup<string, ListPrice>)field.GetValue(null)!).SelectMany(g => g).Concat(BundledPrices.Of("anywhere", "XXX")).Select(p => string.Create(
            CultureInfo.InvariantCulture, $"{p.Region} {p.IsLinux} {p.SkuName} {p.Currency} {p.PerHour} {p.EffectiveFrom:O} {p.Source}"));
    }
}
