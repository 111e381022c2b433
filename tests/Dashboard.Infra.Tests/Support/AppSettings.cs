using System.Text.Json.Nodes;

namespace Dashboard.Infra.Tests.Support;

/// <summary>The environment that the app is given.</summary>
internal static class AppSettings
{
    public static async Task<Dictionary<string, string>> OfAsync(params (string Name, JsonNode? Value)[] given)
    {
        var site = (await Deployment.MainAsync(given)).Single("Microsoft.Web/sites");
        return site["properties"]!["siteConfig"]!["appSettings"]!.AsArray().ToDictionary(s => (string)s!["name"]!, s => (string)s!["value"]!);
    }
}
