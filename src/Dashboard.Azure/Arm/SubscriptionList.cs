using System.Text.Json;
using Dashboard.Azure.Pipeline;
using Dashboard.Azure.Rows;
using Dashboard.Core.Collection;
using Dashboard.Core.Inventory;

namespace Dashboard.Azure.Arm;

/// <summary>Resource Manager's list of the subscriptions that the identity can read.</summary>
internal sealed class SubscriptionList(ArmHttp http, AzureSettings settings, Problems problems)
{
    private const string Path = "/subscriptions?api-version=2022-12-01";
    private const string What = "the list of subscriptions";
    private const int MaxPages = 1000;

    /// <summary>The address of the first page.</summary>
    public Uri Address { get; } = new(settings.ResourceManagerEndpoint, Path);

    /// <summary>The subscriptions; null where not even the first page could be read.</summary>
    public async Task<IReadOnlyList<SubscriptionObservation>?> ReadAsync(SourceLog log, CancellationToken cancellationToken)
    {
        var read = new Dictionary<string, SubscriptionObservation>(StringComparer.OrdinalIgnoreCase);
        var asked = new HashSet<string>(StringComparer.Ordinal);
        for (var next = Address; ;)
        {
            if (!asked.Add(next.AbsoluteUri) || asked.Count > MaxPages)
            {
                log.Incomplete($"{Problems.ResourceManager} gave pages of {What} in a circle; the rest was not read.");
                return [.. read.Values];
            }

            var (whole, link) = await ReadPageAsync(next, read, log, cancellationToken);
            if (!whole) return read.Count == 0 ? null : [.. read.Values];
            if (string.IsNullOrEmpty(link)) return [.. read.Values];
            if (!Uri.TryCreate(link, UriKind.Absolute, out var address) || AzureSettings.OriginOf(address) != settings.Origin)
            {
                log.Incomplete($"{Problems.ResourceManager} named a next page of {What} on another host; it was not asked.");
                return [.. read.Values];
            }

            next = address;
        }
    }

    private async Task<(bool Whole, string? NextLink)> ReadPageAsync(
        Uri address, Dictionary<string, SubscriptionObservation> read, SourceLog log, CancellationToken cancellationToken)
    {
        for (var broken = 0; broken < 2; broken++)
        {
            using var answer = await http.GetAsync(address, log, cancellationToken);
            if (answer.Failure is { Kind: not FailureKind.BrokenOff } failure)
            {
                log.Incomplete(problems.Of(Problems.ResourceManager, What, failure));
                return (false, null);
            }

            if (answer.Failure is null && TryRead(answer.Body, read, log, out var link)) return (true, link);
        }

        log.Incomplete(Problems.NotUnderstood(Problems.ResourceManager, What));
        return (false, null);
    }

    private static bool TryRead(
        ReadOnlyMemory<byte> body, Dictionary<string, SubscriptionObservation> read, SourceLog log, out string? nextLink)
    {
        nextLink = null;
        try
        {
            using var document = JsonDocument.Parse(body);
            var value = JsonReadings.Property(document.RootElement, "value");
            if (value.ValueKind != JsonValueKind.Array) return false;
            nextLink = JsonReadings.TextOrNull(JsonReadings.Property(document.RootElement, "nextLink"));
            foreach (var item in value.EnumerateArray()) Add(item, read, log);
            return true;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return false;
        }
    }

    private static void Add(JsonElement item, Dictionary<string, SubscriptionObservation> read, SourceLog log)
    {
        var id = JsonReadings.TextOrNull(JsonReadings.Property(item, "subscriptionId"))?.ToLowerInvariant();
        if (string.IsNullOrWhiteSpace(id))
        {
            log.NotUnderstood();
            return;
        }

        // A deleted subscription is listed for a while, but nothing in it can be read.
        var state = JsonReadings.TextOrNull(JsonReadings.Property(item, "state"));
        if ("Deleted".Equals(state, StringComparison.OrdinalIgnoreCase)) return;
        var name = JsonReadings.TextOrNull(JsonReadings.Property(item, "displayName"));
        var tags = JsonReadings.Property(item, "tags");
        read[id] = new SubscriptionObservation(id, string.IsNullOrWhiteSpace(name) ? id : name, TagReading.Of(tags))
        {
            TagsRead = TagReading.IsRead(tags),
        };
    }
}
