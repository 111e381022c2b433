using Dashboard.Core.Costs;
using Dashboard.Core.Queries;
using Dashboard.Storage.Queries.Costs;
using Dashboard.Web.Api.Contracts;
using Dashboard.Web.Hosting.Settings;

namespace Dashboard.Web.Api;

/// <summary>The Overview's costs: the last complete month, and what compliance costs, per currency.</summary>
internal sealed class OverviewCosts(CostQuery costs, UnlockCostsQuery unlock, DashboardSettings settings)
{
    /// <summary>The costs under a filter at a moment. <paramref name="asOf"/> null means <paramref name="now"/>.</summary>
    public async Task<IReadOnlyList<CostResponse>> AtAsync(
        AppFilter filter, DateTimeOffset? asOf, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var month = CostPeriod.LastComplete(asOf ?? now);
        var trend = await costs.TrendAsync(filter, month, month, asOf, cancellationToken);
        var needed = await unlock.RunAsync(filter, settings.CoverageTargetPercent, asOf, cancellationToken);
        // None before the first run.
        var figures = trend.Months.SingleOrDefault();
        var amounts = trend.Months.SelectMany(m => m.Amounts).ToDictionary(a => a.Currency, StringComparer.Ordinal);
        var sums = needed.Unlock.Sums.ToDictionary(s => s.Currency, StringComparer.Ordinal);
        return [.. amounts.Keys.Union(sums.Keys).Order(StringComparer.Ordinal).Select(currency =>
        {
            var (amount, sum) = (amounts.GetValueOrDefault(currency), sums.GetValueOrDefault(currency));
            decimal? monthly = amount is null ? null : Currencies.FromMinor(amount.Minor, currency);
            // A currency in which no app in scope is billed needs no money; one whose ways have no known cost needs nobody knows how much.
            long? minor = sum is null ? 0 : sum.KnownMonthlyMinor;
            return new CostResponse(
                currency, month.ToString(), monthly, minor is { } known ? Currencies.FromMinor(known, currency) : null, amount?.Share(),
                figures?.IsPreliminary ?? true, figures?.UnknownPlans ?? 0);
        })];
    }
}
