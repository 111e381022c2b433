using System.Text.Json;
using Dashboard.Azure.Pipeline;
using Dashboard.Azure.Rows;
using Dashboard.Core.Collection;
using Dashboard.Core.Posture;

namespace Dashboard.Azure.Arm;

/// <summary>What the front end of one site does with client certificates.</summary>
/// <param name="Mode">What it asks of clients.</param>
/// <param name="HasExclusions">True where some paths or ways in are left out of that.</param>
public sealed record SiteFrontEnd(EffectiveMode Mode, bool HasExclusions);

/// <summary>Reads one site by its resource id.</summary>
public interface ISiteReader
{
    /// <summary>Its front end; null where it could not be read.</summary>
    Task<SiteFrontEnd?> ReadAsync(string resourceId, CancellationToken cancellationToken);
}

/// <inheritdoc/>
internal sealed class SiteReader(ArmHttp http, AzureSettings settings) : ISiteReader
{
    /// <inheritdoc/>
    public async Task<SiteFrontEnd?> ReadAsync(string resourceId, CancellationToken cancellationToken)
    {
        if (ArmPath.Web(settings.ResourceManagerEndpoint, resourceId) is not { } address) return null;
        using var answer = await http.GetAsync(address, new SourceLog("own site"), cancellationToken);
        return answer.Failure is null ? Read(answer.Body) : null;
    }

    private static SiteFrontEnd? Read(ReadOnlyMemory<byte> body)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            var site = JsonReadings.Property(document.RootElement, "properties");
            if (site.ValueKind != JsonValueKind.Object) return null;
            var mode = EffectiveModes.Of(
                JsonReadings.Flag(JsonReadings.Property(site, "clientCertEnabled")), JsonReadings.Text(JsonReadings.Property(site, "clientCertMode")));
            return new SiteFrontEnd(mode, IsSet(site, "clientCertExclusionPaths") || IsSet(site, "clientCertExclusionEndPoints"));
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>Whatever is not plainly empty counts: a value that is not understood may leave paths out too.</summary>
    private static bool IsSet(JsonElement site, string name) => JsonReadings.Property(site, name) switch
    {
        { ValueKind: JsonValueKind.Undefined or JsonValueKind.Null } => false,
        { ValueKind: JsonValueKind.String } text => !string.IsNullOrWhiteSpace(text.GetString()),
        { ValueKind: JsonValueKind.Array } list => list.GetArrayLength() > 0,
        _ => true,
    };
}
