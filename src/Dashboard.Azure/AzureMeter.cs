using System.Diagnostics.Metrics;

namespace Dashboard.Azure;

/// <summary>What is measured of the requests to Azure. No address, name or tenant is in it.</summary>
public static class AzureMeter
{
    /// <summary>The meter's name.</summary>
    public const string Name = "Dashboard.Azure";

    private static readonly Meter Meter = new(Name);

    private static readonly Counter<long> Requests = Meter.CreateCounter<long>(
        "requests", description: "Requests to Azure by how they were answered, each try by itself.");

    /// <summary>Counts a try; <paramref name="status"/> is null where no answer came.</summary>
    internal static void Count(int? status) => Requests.Add(1, new KeyValuePair<string, object?>("answer", status switch
    {
        null => "none",
        429 => "throttled",
        < 400 => "ok",
        < 500 => "refused",
        _ => "error",
    }));
}
