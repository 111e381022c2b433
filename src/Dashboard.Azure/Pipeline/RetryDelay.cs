using System.Globalization;
using Azure;

namespace Dashboard.Azure.Pipeline;

/// <summary>How long to wait before a retry.</summary>
internal static class RetryDelay
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(30);

    /// <summary>
    /// The largest of what the service asks for, the end of its quota window and the waits that Cost Management names in headers
    /// of its own, each of which may be later than the others; where it says none of them, exponential from <paramref name="first"/> with jitter of a fifth, so that callers do not return in step.
    /// </summary>
    public static TimeSpan Next(Response? response, int attempt, TimeSpan first, DateTimeOffset now)
    {
        var asked = response is null ? null : Asked(response, now);
        if (asked is { } wait) return wait;
        var backoff = Math.Min(first.TotalSeconds * Math.Pow(2, attempt), Longest.TotalSeconds);
        // Jitter is no secret: a predictable source does. CA5394 is about security.
#pragma warning disable CA5394
        return TimeSpan.FromSeconds(backoff * (0.8 + (0.4 * Random.Shared.NextDouble())));
#pragma warning restore CA5394
    }

    private static TimeSpan? Asked(Response response, DateTimeOffset now)
    {
        var after = RetryAfter(response, now);
        var quota = QuotaHeaders.Of(response);
        var resets = response.Status == 429 || quota.Remaining == 0 ? quota.ResetsAfter : null;
        return Larger(Larger(after, resets), CostHeaders.RetryAfter(response));
    }

    private static TimeSpan? Larger(TimeSpan? a, TimeSpan? b) => (a, b) switch
    {
        ({ } x, { } y) => x > y ? x : y,
        _ => a ?? b,
    };

    private static TimeSpan? RetryAfter(Response response, DateTimeOffset now)
    {
        foreach (var name in (ReadOnlySpan<string>)["retry-after-ms", "x-ms-retry-after-ms"])
        {
            if (response.Headers.TryGetValue(name, out var text) && Number(text) is { } ms) return TimeSpan.FromMilliseconds(ms);
        }

        if (!response.Headers.TryGetValue("Retry-After", out var value)) return null;
        if (Number(value) is { } seconds) return TimeSpan.FromSeconds(seconds);
        return DateTimeOffset.TryParse(value, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var date) && date > now
            ? date - now
            : null;
    }

    private static int? Number(string? text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
