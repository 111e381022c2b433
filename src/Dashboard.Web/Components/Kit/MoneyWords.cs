using System.Globalization;
using Dashboard.Core.Costs;
using Dashboard.Core.Costs.Unlock;

namespace Dashboard.Web.Components.Kit;

/// <summary>Money, months and sources of costs in words. An amount never stands without its currency, and what is unknown is never 0.</summary>
public static class MoneyWords
{
    /// <summary><c>EUR 1,234.56</c>, held together in one line; separators are the reader's.</summary>
    public static string Of(long minor, string currency) => Of(Currencies.FromMinor(minor, currency), currency);

    /// <summary><c>EUR 1,234.56</c>.</summary>
    public static string Of(decimal amount, string currency) =>
        $"{currency}\u00a0{amount.ToString("N" + Currencies.Digits(currency).ToString(CultureInfo.InvariantCulture), CultureInfo.CurrentCulture)}";

    /// <summary>A difference with its sign: <c>EUR +12.41</c>.</summary>
    public static string Difference(long minor, string currency) =>
        $"{currency}\u00a0{(minor > 0 ? "+" : "")}{Currencies.FromMinor(minor, currency).ToString("N" + Currencies.Digits(currency).ToString(CultureInfo.InvariantCulture), CultureInfo.CurrentCulture)}";

    /// <summary><c>October 2026</c>.</summary>
    public static string Month(CostMonth month) => month.Start.UtcDateTime.ToString("MMMM yyyy", CultureInfo.InvariantCulture);

    /// <summary><c>Oct 2026</c>.</summary>
    public static string ShortMonth(CostMonth month) => month.Start.UtcDateTime.ToString("MMM yyyy", CultureInfo.InvariantCulture);

    /// <summary>A share as a percentage: <c>12.5% estimate</c>; <c>no estimate</c> where there is none.</summary>
    public static string EstimateShare(decimal? share) => share switch
    {
        null => "estimate share not defined: refunds outweigh",
        0 => "no estimate in it",
        { } s => $"{Words.Percent(Math.Max(0.1m, Math.Floor(s * 1000) / 10))} of it list-price estimate",
    };

    /// <summary>Who says what a plan costs.</summary>
    public static string Source(CostSource source) => source switch
    {
        CostSource.CostManagement => "Cost Management",
        CostSource.FocusExport => "FOCUS export",
        CostSource.ListPrice => "Estimate from list price",
        CostSource.Unknown => "Unknown",
    };

    /// <summary>Why a cost is unknown.</summary>
    public static string Why(UnknownCost? why) => why switch
    {
        UnknownCost.NoPrice => "No list price of this size, region and currency is known",
        UnknownCost.ChargedByUse => "Charged by use: only an actual cost tells",
        UnknownCost.SizeNotRead => "Tier, size or instances were not read",
        null => "No source tells of it",
    };

    /// <summary>How an app or plan is unlocked.</summary>
    public static string Way(UnlockWay way) => way switch
    {
        UnlockWay.NoTierChange => "No tier change needed",
        UnlockWay.Upgrade => "Upgrade the plan",
        UnlockWay.Move => "Move its apps",
        UnlockWay.Unknown => "Cost unknown",
    };

    /// <summary>A part of the reason for a way.</summary>
    public static string Reason(UnlockReason reason) => reason switch
    {
        UnlockReason.TierSupports => "the tier supports client certificates",
        UnlockReason.TierNotRead => "the tier was not read",
        UnlockReason.NoPlanToMoveTo => "there is no plan to move to",
        UnlockReason.NoHeadroom => "the plans to move to have too little room",
        UnlockReason.HeadroomGoesToOthers => "the room is worth more to other plans",
        UnlockReason.MoveCostsLess => "moving costs less than an upgrade",
        UnlockReason.UpgradeCostsNoMore => "an upgrade costs no more than a move",
        UnlockReason.UpgradeCountsOnce => "paid once for the plan",
        UnlockReason.OldPlanBecomesEmpty => "the old plan becomes empty and is credited",
        UnlockReason.OtherAppsStay => "other apps stay on the old plan",
        UnlockReason.TargetPriceUnknown => "the price of the size to upgrade to is unknown",
        UnlockReason.PresentPriceUnknown => "the price of the present size is unknown",
        UnlockReason.WebSpaceAssumed => "web space assumed from resource group and region",
    };
}
