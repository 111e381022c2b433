using System.Text.Json;

namespace Dashboard.Benchmarks.Estate;

/// <summary>Writes the row of a plan with the columns of <c>plans.kql</c>.</summary>
internal static class PlanRow
{
    public static string Tier(int plan) => Draw.Of(plan, 50, "Free", "Shared", "Basic", "Standard", "PremiumV3", "PremiumV3", "PremiumV3", "Dynamic");

    public static void Write(Utf8JsonWriter json, EstatePlan estate, int plan)
    {
        json.WriteStartObject();
        json.WriteString("id", estate.PlanId(plan));
        json.WriteString("name", EstatePlan.PlanName(plan));
        json.WriteString("kind", "linux");
        json.WriteString("tier", Tier(plan));
        json.WriteString("skuName", "P1v3");
        json.WriteNumber("capacity", 1 + Draw.Of(plan, 51, 4));
        json.WriteBoolean("reserved", true);
        json.WriteString("location", "westeurope");
        json.WriteString("webSpace", "rg-WestEuropewebspace-Linux");
        json.WriteNull("hostingEnvironmentId");
        json.WriteNumber("maximumElasticWorkerCount", 1);
        json.WriteNumber("numberOfSites", 20);
        json.WriteNull("tags");
        json.WriteEndObject();
    }
}
