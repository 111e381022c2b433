using System.Globalization;
using System.Text.Json;
using Dashboard.Azure.Rows;
using Dashboard.Core.Costs;
using Dashboard.Core.Inventory;

namespace Dashboard.Azure.Costs;

/// <summary>One page of an answer of Cost Management.</summary>
/// <param name="Rows">The rows that are understood.</param>
/// <param name="Foreign">How many were of other months, of another subscription, or of what is no plan.</param>
/// <param name="Unreadable">How many could not be read: what they bill is missing in the sums of the others.</param>
/// <param name="NextLink">Where the next page is; null on the last.</param>
internal sealed record CostPage(IReadOnlyList<PlanCost> Rows, int Foreign, int Unreadable, string? NextLink)
{
    /// <summary>
    /// Reads a page; null where the bytes are cut, are no answer, or lack one of the columns. Columns are found by name: their order
    /// depends on agreement and version.
    /// </summary>
    public static CostPage? Read(ReadOnlyMemory<byte> body, string subscriptionId, CostMonth first, CostMonth last)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            var properties = JsonReadings.Property(document.RootElement, "properties");
            if (Columns.Of(JsonReadings.Property(properties, "columns")) is not { } columns) return null;
            var rows = JsonReadings.Property(properties, "rows");
            if (rows.ValueKind != JsonValueKind.Array) return null;
            var (read, foreign, unreadable) = (new List<PlanCost>(rows.GetArrayLength()), 0, 0);
            foreach (var row in rows.EnumerateArray())
            {
                if (columns.Read(row) is not { } cost) unreadable++;
                else if (cost.Month >= first && cost.Month <= last && IsIn(cost.PlanId, subscriptionId)) read.Add(cost);
                else foreign++;
            }

            var link = JsonReadings.TextOrNull(JsonReadings.Property(properties, "nextLink"));
            return new CostPage(read, foreign, unreadable, string.IsNullOrEmpty(link) ? null : link);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return null;
        }
    }

    private static bool IsIn(string planId, string subscriptionId) =>
        string.Equals(ResourceIds.Segment(planId, "subscriptions"), subscriptionId, StringComparison.OrdinalIgnoreCase)
        && ResourceIds.Segment(planId, "serverfarms") is not null;

    /// <summary>Where each value stands in a row.</summary>
    private sealed record Columns(int Cost, int Date, int ResourceId, int Currency, int Count)
    {
        public static Columns? Of(JsonElement columns)
        {
            if (columns.ValueKind != JsonValueKind.Array) return null;
            var names = columns.EnumerateArray().Select(c => JsonReadings.TextOrNull(JsonReadings.Property(c, "name"))).ToList();
            int At(params ReadOnlySpan<string> spellings)
            {
                foreach (var spelling in spellings)
                {
                    if (names.FindIndex(n => spelling.Equals(n, StringComparison.OrdinalIgnoreCase)) is >= 0 and var at) return at;
                }

                return -1;
            }

            var found = new Columns(At("Cost", "PreTaxCost"), At("BillingMonth", "UsageDate"), At("ResourceId"), At("Currency"), names.Count);
            return found is { Cost: >= 0, Date: >= 0, ResourceId: >= 0, Currency: >= 0 } ? found : null;
        }

        public PlanCost? Read(JsonElement row)
        {
            if (row.ValueKind != JsonValueKind.Array || row.GetArrayLength() != Count) return null;
            try
            {
                return Amount(row[Cost]) is { } amount && MonthOf(row[Date]) is { } month
                    && JsonReadings.TextOrNull(row[ResourceId]) is { } id && CurrencyOf(row[Currency]) is { } currency
                    ? new PlanCost(ResourceIds.Key(id), month, amount, currency)
                    : null;
            }
            catch (InvalidOperationException)
            {
                // A text that is no valid UTF-16.
                return null;
            }
        }
    }

    private static decimal? Amount(JsonElement value) =>
        value.ValueKind == JsonValueKind.Number && value.TryGetDecimal(out var amount) && Amounts.IsReal(amount) ? amount : null;

    private static string? CurrencyOf(JsonElement value) => JsonReadings.TextOrNull(value) is { } text ? CurrencyCode.Of(text) : null;

    // BillingMonth is a text, "2026-09-01T00:00:00"; UsageDate a number, 20260901.
    private static CostMonth? MonthOf(JsonElement value)
    {
        var text = value.ValueKind == JsonValueKind.Number ? value.GetRawText() : JsonReadings.TextOrNull(value);
        if (DateTime.TryParseExact(text, "yyyyMMdd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            || DateTime.TryParseExact(text, ["yyyy-MM-dd'T'HH:mm:ss", "yyyy-MM-dd'T'HH:mm:ss'Z'", "yyyy-MM-dd"], CultureInfo.InvariantCulture, DateTimeStyles.None, out day))
            return new CostMonth(day.Year, day.Month);
        return null;
    }
}
