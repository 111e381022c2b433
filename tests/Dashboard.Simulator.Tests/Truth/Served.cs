using Dashboard.Simulator.Estate;
using Dashboard.Simulator.Kql.Values;

namespace Dashboard.Simulator.Tests.Truth;

/// <summary>Reads apps out of the documents that the simulator serves, as a reader of Azure must.</summary>
internal static class Served
{
    public static IEnumerable<Resource> Sites(EstateSnapshot estate) =>
        estate.Rows(GraphSchema.Resources).Where(r => r.Parts.Type is "microsoft.web/sites" or "microsoft.web/sites/slots");

    public static object? Property(Bag document, string key) => ((Bag)document["properties"]!).Get(key);

    public static string Verdict(EstateSnapshot estate, Resource site)
    {
        var p = (Bag)site.Arm!["properties"]!;
        var kind = site.Arm.Get("kind") as string ?? "";
        if (kind.Contains("workflowapp", StringComparison.Ordinal) || kind.Contains("kubernetes", StringComparison.Ordinal) || kind.Contains("azurecontainerapps", StringComparison.Ordinal))
        {
            return "NotApplicable";
        }

        var tier = (string)((Bag)estate.Find((string)p["serverFarmId"]!)!.Arm!["sku"]!)["tier"]!;
        if (tier is "Free" or "Shared")
        {
            return "Unsupported";
        }

        var excluded = $"{p.Get("clientCertExclusionPaths")};{p.Get("clientCertExclusionEndPoints")}".Split(',', ';').Select(e => e.Trim()).Where(e => e.Length > 0).ToList();
        var on = Is(p.Get("clientCertEnabled"));
        var mode = p.Get("clientCertMode") as string;
        return (on, mode) switch
        {
            (not true, _) or (true, "Optional" or "OptionalInteractiveUser") => "NotEnforced",
            _ when excluded.Contains("/") => "NotEnforced",
            (true, not "Required") => "Unknown",
            _ => (Is(p.Get("httpsOnly")), excluded.Count) switch
            {
                (null, _) => "Unknown",
                (true, 0) => "Enforced",
                _ => "Gaps",
            },
        };
    }

    public static bool? InScope(EstateSnapshot estate, Resource site)
    {
        var at = site.Key.IndexOf("/slots/", StringComparison.Ordinal);
        var parent = at > 0 ? estate.Find(site.Key[..at]) : null;
        var group = estate.Find($"/subscriptions/{site.Parts.Subscription}/resourceGroups/{site.Parts.ResourceGroup}");
        var subscription = estate.Find($"/subscriptions/{site.Parts.Subscription}");
        var levels = new[] { site, parent, group, subscription }.Select(r => r?.Arm?.Get("tags") as Bag).OfType<Bag>()
            .Select(b => b.ToDictionary(t => t.Key.ToUpperInvariant(), t => ((string)t.Value!).Trim().ToUpperInvariant())).ToList();
        foreach (var tags in levels)
        {
            if (tags.GetValueOrDefault("MTLS") is "REQUIRED" or "NOT-REQUIRED")
            {
                return tags["MTLS"] == "REQUIRED";
            }
        }

        foreach (var tags in levels)
        {
            string?[] values = [tags.GetValueOrDefault("DATACLASSIFICATION"), tags.GetValueOrDefault("DATA-CLASSIFICATION")];
            if (values.Any(v => v is "CONFIDENTIAL" or "RESTRICTED"))
            {
                return true;
            }

            if (values.Any(v => v is "PUBLIC" or "INTERNAL"))
            {
                return false;
            }
        }

        return null;
    }

    private static bool? Is(object? flag) => flag is string text ? bool.Parse(text) : flag as bool?;
}
