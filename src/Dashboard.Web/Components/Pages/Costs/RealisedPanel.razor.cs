using Dashboard.Core.Costs.Unlock;
using Dashboard.Core.Queries;
using Dashboard.Web.Components.Kit;
using Microsoft.AspNetCore.Components;

namespace Dashboard.Web.Components.Pages.Costs;

/// <summary>What mutual TLS has cost so far beside what is planned, with the upgrades that it is of.</summary>
public partial class RealisedPanel
{
    private const int Few = 10;
    private const int FewApps = 3;

    /// <summary>What mutual TLS has caused.</summary>
    [Parameter, EditorRequired] public Load<RealisedAnswer> Load { get; set; }

    /// <summary>What compliance costs: the planned part; null where it could not be read.</summary>
    [Parameter] public UnlockCostsAnswer? Unlock { get; set; }

    /// <summary>The moment in the URL.</summary>
    [Parameter] public DateTimeOffset? AsOf { get; set; }

    /// <summary>All rows, and not the first ones.</summary>
    [Parameter] public bool All { get; set; }

    /// <summary>Loads again after a fault.</summary>
    [Parameter] public EventCallback OnRetry { get; set; }

    private IEnumerable<UnlockSum> Needed => Unlock?.Unlock.Sums.Where(s => s.Upgraded + s.Moved + s.Unknown > 0) ?? [];

    private List<string> Codes(RealisedAnswer answer) =>
        [.. answer.SumsSince(answer.First).Select(s => s.Currency).Concat(Needed.Select(s => s.Currency)).Distinct().Order(StringComparer.Ordinal)];

    private string Planned(string currency) => (Unlock, Needed.FirstOrDefault(s => s.Currency == currency)) switch
    {
        (null, _) => "–",
        (_, null) => "None",
        (_, var sum) => RealisedWords.Sum(sum.KnownMonthlyMinor, currency, sum.Unknown, "app"),
    };

    private static string Sum(IReadOnlyList<RealisedSum> sums, string currency) => sums.FirstOrDefault(s => s.Currency == currency) is { } sum
        ? RealisedWords.Sum(sum.KnownMinor, currency, sum.UnknownPlans, "plan")
        : "None";
}
