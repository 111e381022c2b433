using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Dashboard.Benchmarks.Harness;

/// <summary>
/// A row of the table. Every target is an upper bound: "twenty times faster" is a ratio of at most 0.05.
/// </summary>
/// <param name="Name">What was measured.</param>
/// <param name="Ratio">The product's figure by the baseline's.</param>
/// <param name="Target">The largest ratio that passes; null where the row is there to compare with.</param>
/// <param name="MedianMs">The product's median, in milliseconds; a count or a size where the detail says so.</param>
/// <param name="BaselineMs">The baseline's.</param>
/// <param name="Detail">What else is worth knowing.</param>
internal sealed record Result(string Name, double Ratio, double? Target, double MedianMs, double BaselineMs, string Detail)
{
    public bool Pass => Target is null || Ratio <= Target;

    /// <summary>The row of two series: medians are judged, the ratio of the fastest stands beside them.</summary>
    public static Result Of(string name, double? target, Series product, Series baseline, string detail = "") => new(
        name, product.Median / baseline.Median, target, product.Median, baseline.Median,
        string.Create(CultureInfo.InvariantCulture, $"fastest {product.Min:0.0} / {baseline.Min:0.0} = {product.Min / baseline.Min:0.00}, processor {product.Processor:0.0} / {baseline.Processor:0.0}. {detail}").Trim());

    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{Name,-44} {Ratio,9:0.####} {(Target is { } t ? $"<= {t:0.####}" : "-"),9} {(Target is null ? "-" : Pass ? "pass" : "MISS"),5} {MedianMs,11:0.0} {BaselineMs,11:0.0}  {Detail}");
}

/// <summary>The results as JSON: <c>{name, ratio, target, pass, medianMs, baselineMs, detail}</c> each.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true)]
[JsonSerializable(typeof(IReadOnlyList<Result>))]
internal sealed partial class ResultJson : JsonSerializerContext
{
    public static string Write(IReadOnlyList<Result> results) => JsonSerializer.Serialize(results, Default.IReadOnlyListResult);
}
