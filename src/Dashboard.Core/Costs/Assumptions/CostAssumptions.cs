using System.Globalization;

namespace Dashboard.Core.Costs.Assumptions;

/// <summary>What the cost of compliance assumes: how many apps an instance carries, and to which size a plan is upgraded.</summary>
public sealed record CostAssumptions
{
    /// <summary>The highest number of apps per instance that can be assumed: more is more than Azure recommends for any size.</summary>
    public const int MostAppsPerInstance = 100;

    /// <summary>The defaults.</summary>
    public static CostAssumptions Default { get; } = new();

    /// <summary>Apps that one instance of a Basic plan carries.</summary>
    public int AppsPerBasicInstance { get; init; } = 8;

    /// <summary>Apps that one instance of a Standard plan carries.</summary>
    public int AppsPerStandardInstance { get; init; } = 8;

    /// <summary>Apps that one instance of a Premium plan of any generation carries.</summary>
    public int AppsPerPremiumInstance { get; init; } = 8;

    /// <summary>The size that a Windows plan is upgraded to; null for the cheapest that has a price in its region.</summary>
    public string? WindowsTargetSize { get; init; }

    /// <summary>The size that a Linux plan is upgraded to; null for the cheapest that has a price in its region.</summary>
    public string? LinuxTargetSize { get; init; }

    /// <summary>Each of them with its key, unit and meaning, in the order of pages.</summary>
    public static IReadOnlyList<Assumption<CostAssumptions>> All { get; } =
    [
        Apps("costs.appsPerInstance.basic", "Basic", a => a.AppsPerBasicInstance, (a, n) => a with { AppsPerBasicInstance = n }),
        Apps("costs.appsPerInstance.standard", "Standard", a => a.AppsPerStandardInstance, (a, n) => a with { AppsPerStandardInstance = n }),
        Apps("costs.appsPerInstance.premium", "Premium", a => a.AppsPerPremiumInstance, (a, n) => a with { AppsPerPremiumInstance = n }),
        Size("costs.targetSize.windows", "Windows", a => a.WindowsTargetSize, (a, s) => a with { WindowsTargetSize = s }),
        Size("costs.targetSize.linux", "Linux", a => a.LinuxTargetSize, (a, s) => a with { LinuxTargetSize = s }),
    ];

    /// <summary>How many apps an instance of a class carries; 0 where apps are not moved to that class.</summary>
    public int AppsPerInstance(HostingClass hosting) => hosting switch
    {
        HostingClass.Basic => AppsPerBasicInstance,
        HostingClass.Standard => AppsPerStandardInstance,
        HostingClass.Premium => AppsPerPremiumInstance,
        HostingClass.None => 0,
    };

    /// <summary>The size that a plan of an operating system is upgraded to; null for the cheapest.</summary>
    public string? TargetSize(bool isLinux) => isLinux ? LinuxTargetSize : WindowsTargetSize;

    /// <summary>The keys whose values are not allowed; none where the record is valid.</summary>
    public IReadOnlyList<string> Problems() => [.. All.Where(a => a.Write(this, a.Read(this)) is null).Select(a => a.Key)];

    private static Assumption<CostAssumptions> Apps(
        string key, string tier, Func<CostAssumptions, int> read, Func<CostAssumptions, int, CostAssumptions> write) => new(
        key, "apps per instance", $"How many apps one instance of a {tier} plan carries. What is left of it is room for apps to move to.",
        "Azure's general guidance for the smallest size of the tier; larger sizes carry more, so this is the careful reading.",
        $"1 to {MostAppsPerInstance}", a => read(a).ToString(CultureInfo.InvariantCulture),
        (a, text) => AssumptionText.Whole(text, 1, MostAppsPerInstance) is { } apps ? write(a, apps) : null);

    private static Assumption<CostAssumptions> Size(
        string key, string system, Func<CostAssumptions, string?> read, Func<CostAssumptions, string?, CostAssumptions> write) => new(
        key, "size", $"The size that a {system} plan on Free or Shared is upgraded to, with as many instances as it has, at least one.",
        "Empty: the cheapest size that supports client certificates and has a price in the plan's region, as a rule B1.",
        "empty, or a size of Basic, Standard or Premium", a => read(a) ?? "",
        (a, text) => string.IsNullOrWhiteSpace(text) ? write(a, null) : HostingClasses.OfSize(text) == HostingClass.None ? null : write(a, text.Trim()));
}
