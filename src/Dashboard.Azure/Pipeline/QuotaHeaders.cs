using System.Globalization;
using Azure;

namespace Dashboard.Azure.Pipeline;

/// <summary>What Resource Graph says of the caller's quota with every answer.</summary>
/// <param name="Remaining">Queries left in the window; null where not said.</param>
/// <param name="ResetsAfter">Until the window starts anew; null where not said.</param>
internal readonly record struct QuotaHeaders(int? Remaining, TimeSpan? ResetsAfter)
{
    /// <summary>The quota headers of <paramref name="response"/>.</summary>
    public static QuotaHeaders Of(Response response)
    {
        int? remaining = response.Headers.TryGetValue("x-ms-user-quota-remaining", out var left)
            && int.TryParse(left, NumberStyles.Integer, CultureInfo.InvariantCulture, out var number) ? number : null;
        // hh:mm:ss
        TimeSpan? resets = response.Headers.TryGetValue("x-ms-user-quota-resets-after", out var after)
            && TimeSpan.TryParse(after, CultureInfo.InvariantCulture, out var span) && span >= TimeSpan.Zero ? span : null;
        return new QuotaHeaders(remaining, resets);
    }
}
