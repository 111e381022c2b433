using System.Runtime.CompilerServices;
using System.Text.Json;
using Dashboard.Azure.Pipeline;
using Dashboard.Azure.Rows;
using Dashboard.Core.Collection;
using Dashboard.Core.Costs;
using Microsoft.Extensions.Logging;

namespace Dashboard.Azure.Costs;

/// <summary>
/// List prices by the public Retail Prices API, without any token. Prices of a region that were not all read are not handed over:
/// a newer price of a size may have been on the page that is missing.
/// </summary>
internal sealed class RetailPricesClient(AzureSettings settings, Problems problems, TimeProvider clock, ILogger<ArmHttp> logger) : IPriceSource
{
    private const string What = "list prices of App Service plans";
    private const int MaxPages = 200;

    // Elastic Premium is a product of Functions, with the meters that all sizes share.
    private static readonly string[] Services = ["serviceName eq 'Azure App Service'", "serviceName eq 'Functions' and productName eq 'Premium Functions'"];

    private readonly ArmHttp _http = new(ArmPipeline.CreateAnonymous(settings, clock), settings, logger);

    /// <inheritdoc/>
    public async IAsyncEnumerable<IReadOnlyList<ListPrice>> ReadPricesAsync(
        string region, string currency, SourceLog log, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        // Both come from what others wrote, and go into a filter expression.
        var arm = region.Trim().ToLowerInvariant();
        if (arm.Length == 0 || !arm.All(char.IsAsciiLetterOrDigit) || CurrencyCode.Of(currency) is not { } code) yield break;
        var prices = new PriceCollection(arm, code, clock.GetUtcNow());
        foreach (var service in Services)
        {
            if (!await ReadServiceAsync(service, arm, code, prices, log, cancellationToken)) yield break;
        }

        if (prices.Prices() is { Count: > 0 } read) yield return read;
    }

    private async Task<bool> ReadServiceAsync(
        string service, string region, string currency, PriceCollection prices, SourceLog log, CancellationToken cancellationToken)
    {
        var asked = new HashSet<string>(StringComparer.Ordinal);
        for (var next = Address(service, region, currency); ;)
        {
            if (!asked.Add(next.AbsoluteUri) || asked.Count > MaxPages)
            {
                log.Incomplete($"{Problems.RetailPrices} gave pages of {What} in a circle; they do not count.");
                return false;
            }

            var (whole, link) = await ReadPageAsync(next, region, currency, prices, log, cancellationToken);
            if (!whole) return false;
            if (string.IsNullOrEmpty(link)) return true;
            if (!Uri.TryCreate(link, UriKind.Absolute, out var address) || AzureSettings.OriginOf(address) != settings.RetailPricesOrigin)
            {
                log.Incomplete($"{Problems.RetailPrices} named a next page of {What} on another host; it was not asked, and the rest does not count.");
                return false;
            }

            next = address;
        }
    }

    private Uri Address(string service, string region, string currency)
    {
        var filter = $"{service} and armRegionName eq '{region}' and priceType eq 'Consumption'";
        return new Uri(
            settings.RetailPricesEndpoint,
            $"/api/retail/prices?api-version=2023-01-01-preview&currencyCode='{currency}'&meterRegion='primary'&$filter={Uri.EscapeDataString(filter)}");
    }

    private async Task<(bool Whole, string? Next)> ReadPageAsync(
        Uri address, string region, string currency, PriceCollection prices, SourceLog log, CancellationToken cancellationToken)
    {
        for (var broken = 0; broken < 2; broken++)
        {
            using var answer = await _http.GetAsync(address, log, cancellationToken);
            if (answer.Failure is { Kind: not FailureKind.BrokenOff } failure)
            {
                log.Incomplete(problems.Of(Problems.RetailPrices, What, failure));
                return (false, null);
            }

            if (answer.Failure is null && TryRead(answer.Body, region, currency, prices, log, out var link)) return (true, link);
        }

        log.Incomplete(Problems.NotUnderstood(Problems.RetailPrices, What));
        return (false, null);
    }

    private static bool TryRead(
        ReadOnlyMemory<byte> body, string region, string currency, PriceCollection prices, SourceLog log, out string? link)
    {
        link = null;
        try
        {
            using var document = JsonDocument.Parse(body);
            var items = JsonReadings.Property(document.RootElement, "Items");
            if (items.ValueKind != JsonValueKind.Array) return false;
            link = JsonReadings.TextOrNull(JsonReadings.Property(document.RootElement, "NextPageLink"));
            var understood = 0;
            foreach (var item in items.EnumerateArray())
            {
                if (TryAdd(item, region, currency, prices)) understood++;
                else log.NotUnderstood();
            }

            log.Page(understood);
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private static bool TryAdd(JsonElement item, string region, string currency, PriceCollection prices)
    {
        try
        {
            var read = PriceItem.Read(item, region, currency, out var isOther);
            return isOther || (read is not null && prices.Add(read));
        }
        catch (Exception e) when (e is InvalidOperationException or OverflowException)
        {
            // A text that is none, or a price beyond any.
            return false;
        }
    }
}
