using Dashboard.Core.Costs;
using Dashboard.Core.Queries;
using Dashboard.Web.Components.Kit;

namespace Dashboard.Web.Components.Pages.Costs;

/// <summary>Words about upgrades that mutual TLS caused. What is unknown stands beside an amount and is never 0.</summary>
internal static class RealisedWords
{
    /// <summary>A sum of what is known, with how many have no known amount.</summary>
    public static string Sum(long? minor, string currency, int unknown, string what) => (minor, unknown) switch
    {
        (null, _) => $"Unknown ({Words.Of(unknown, what)})",
        ({ } known, > 0) => $"{MoneyWords.Of(known, currency)} and {Words.Of(unknown, what)} unknown",
        ({ } known, _) => MoneyWords.Of(known, currency),
    };

    /// <summary>A plan's amount over the months from one on.</summary>
    public static string Amount(RealisedPlan plan, CostMonth first) => (plan.KnownSince(first), plan.IsUnknownSince(first)) switch
    {
        (null, true) => "Unknown",
        (null, false) => "None",
        ({ } minor, true) => $"{MoneyWords.Of(minor, plan.Currency)} and unknown",
        ({ } minor, false) => MoneyWords.Of(minor, plan.Currency),
    };

    /// <summary>An app's name with its slot.</summary>
    public static string NameOf(string resourceId) =>
        resourceId[(resourceId.LastIndexOf("/sites/", StringComparison.OrdinalIgnoreCase) + 7)..].Replace("/slots/", "/", StringComparison.OrdinalIgnoreCase);
}
