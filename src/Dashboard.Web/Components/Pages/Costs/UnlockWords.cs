using Dashboard.Core.Costs.Unlock;
using Dashboard.Web.Components.Kit;

namespace Dashboard.Web.Components.Pages.Costs;

/// <summary>What compliance costs, in one sentence.</summary>
internal static class UnlockWords
{
    /// <summary>The answer of the page.</summary>
    public static string Headline(IReadOnlyList<UnlockSum> sums)
    {
        var (ways, unknown) = (sums.Sum(s => s.Upgraded + s.Moved), sums.Sum(s => s.Unknown));
        if (ways + unknown == 0) return "No app that must enforce mutual TLS is held back by its tier";
        if (ways == 0) return $"What it costs to unlock {Words.Of(unknown, "app")} is unknown";
        var paid = sums.Where(s => s.UnlockMonthlyMinor > 0).Select(s => MoneyWords.Of(s.UnlockMonthlyMinor, s.Currency)).ToList();
        var money = paid.Count == 0 ? "nothing" : string.Join(" and ", paid);
        return $"Unlocking {Words.Of(ways, "app")} costs {money} a month" + (unknown == 0 ? "" : $"; of {Words.Count(unknown)} more it is unknown");
    }

    /// <summary>The amounts alone, within a sentence.</summary>
    public static string Sums(IReadOnlyList<UnlockSum> sums)
    {
        var (ways, unknown) = (sums.Sum(s => s.Upgraded + s.Moved), sums.Sum(s => s.Unknown));
        if (ways + unknown == 0) return "nothing to pay";
        if (ways == 0) return $"unknown for all of {Words.Of(unknown, "app")}";
        var paid = sums.Where(s => s.UnlockMonthlyMinor > 0).Select(s => MoneyWords.Of(s.UnlockMonthlyMinor, s.Currency)).ToList();
        return $"{(paid.Count == 0 ? "nothing" : string.Join(" and ", paid))} a month" + (unknown == 0 ? "" : $", and unknown for {Words.Of(unknown, "app")}");
    }
}
