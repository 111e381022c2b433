using System.Security.Claims;
using System.Text.Json;

namespace Dashboard.Web.Access.Entra;

/// <summary>The groups that a token tells of.</summary>
/// <param name="Ids">Their object ids.</param>
/// <param name="Unknown">True where there are more than a token holds, and it names none of them.</param>
internal sealed record EntraGroups(IReadOnlySet<string> Ids, bool Unknown)
{
    /// <summary>
    /// Reads them. With too many groups ("overage") Entra ID sends a pointer to Microsoft Graph instead: in <c>_claim_names</c>, or
    /// <c>hasgroups</c>. The list is then unknown, which is not the same as empty.
    /// </summary>
    public static EntraGroups Of(IReadOnlyCollection<Claim> token) => new(
        EntraClaims.All(token, "groups").ToHashSet(StringComparer.OrdinalIgnoreCase),
        token.Any(c => c.Type == "hasgroups" && c.Value.Equals("true", StringComparison.OrdinalIgnoreCase))
        || EntraClaims.All(token, "_claim_names").Any(NamesGroups));

    private static bool NamesGroups(string json)
    {
        try
        {
            using var names = JsonDocument.Parse(json);
            return names.RootElement.ValueKind == JsonValueKind.Object && names.RootElement.TryGetProperty("groups", out _);
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
