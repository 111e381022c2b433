using System.Text.RegularExpressions;

namespace Dashboard.Core.Costs.Assumptions;

/// <summary>The classes of plans that an app on Free or Shared can move or be upgraded to.</summary>
public enum HostingClass
{
    /// <summary>No such plan: Free and Shared, those charged by use, for Functions or workflows only, and those in an App Service Environment.</summary>
    None = 0,

    /// <summary>Basic.</summary>
    Basic = 1,

    /// <summary>Standard.</summary>
    Standard = 2,

    /// <summary>Premium of any generation.</summary>
    Premium = 3,
}

/// <summary>Tells the class of a plan or size.</summary>
public static partial class HostingClasses
{
    /// <summary>The class of a plan's tier (<c>PremiumV3</c>). A tier that is not known by name is no place to move to.</summary>
    public static HostingClass OfTier(string? tier) => tier?.Trim().ToUpperInvariant() switch
    {
        "BASIC" => HostingClass.Basic,
        "STANDARD" => HostingClass.Standard,
        // Containers of Windows run there and nothing else.
        "PREMIUMCONTAINER" => HostingClass.None,
        { } name when name.StartsWith("PREMIUM", StringComparison.Ordinal) => HostingClass.Premium,
        _ => HostingClass.None,
    };

    /// <summary>The class of a size (<c>P1v3</c>).</summary>
    public static HostingClass OfSize(string? skuName) =>
        skuName is null || !Size().IsMatch(skuName.Trim()) ? HostingClass.None : char.ToUpperInvariant(skuName.Trim()[0]) switch
        {
            'B' => HostingClass.Basic,
            'S' => HostingClass.Standard,
            _ => HostingClass.Premium,
        };

    [GeneratedRegex(@"^([BS][0-9]|P[0-9](m?v[0-9])?)$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Size();
}
