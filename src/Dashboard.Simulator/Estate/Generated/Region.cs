namespace Dashboard.Simulator.Estate.Generated;

/// <summary>A region in Resource Graph's spelling and in App Service's own.</summary>
internal sealed record Region(string Name, string Display)
{
    public static IReadOnlyList<(Region Item, double Weight)> All { get; } =
    [
        (new("westeurope", "West Europe"), 45), (new("northeurope", "North Europe"), 20),
        (new("germanywestcentral", "Germany West Central"), 10), (new("eastus", "East US"), 15), (new("uksouth", "UK South"), 10),
    ];

    /// <summary>The stamp that plans and apps of a resource group in this region share.</summary>
    public string WebSpace(string resourceGroup) => $"{resourceGroup}-{Display.Replace(" ", "", StringComparison.Ordinal)}webspace";
}
