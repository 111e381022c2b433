namespace Dashboard.Simulator.Faults;

/// <summary>What the caller cannot read during one request, because a role is lost. Kept as a feature of the request.</summary>
internal sealed class Sight
{
    private readonly SortedSet<string> lost = new(StringComparer.Ordinal);

    /// <summary>The same text for the same losses.</summary>
    public string Key => string.Join('|', lost);

    public static Sight Of(HttpContext http)
    {
        if (http.Features.Get<Sight>() is { } sight)
        {
            return sight;
        }

        http.Features.Set(sight = new Sight());
        return sight;
    }

    public void LoseAll() => lost.Add("*");

    public void Lose(string subscription, string? group) => lost.Add(Scope(subscription, group));

    public bool CanSee(string? subscription, string? group) =>
        !lost.Contains("*")
        && (subscription is null || !lost.Contains(Scope(subscription, null)))
        && (subscription is null || group is null || !lost.Contains(Scope(subscription, group)));

    private static string Scope(string subscription, string? group) => $"{subscription}/{group}".ToLowerInvariant();
}
