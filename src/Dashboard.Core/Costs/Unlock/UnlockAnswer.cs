namespace Dashboard.Core.Costs.Unlock;

/// <summary>How an app comes to a tier that can ask for client certificates.</summary>
public enum UnlockWay
{
    /// <summary>It is on one already: no tier change needed.</summary>
    NoTierChange = 1,

    /// <summary>Its plan is upgraded in place.</summary>
    Upgrade = 2,

    /// <summary>It moves to a plan that exists.</summary>
    Move = 3,

    /// <summary>There is no way whose cost is known.</summary>
    Unknown = 9,
}

/// <summary>Parts of the reason for a way. Pages put them into words.</summary>
public enum UnlockReason
{
    /// <summary>The plan's tier supports client certificates.</summary>
    TierSupports = 1,

    /// <summary>The plan's tier was not read.</summary>
    TierNotRead = 2,

    /// <summary>There is no plan that its apps could move to.</summary>
    NoPlanToMoveTo = 3,

    /// <summary>The plans that its apps could move to have too little room for all of them.</summary>
    NoHeadroom = 4,

    /// <summary>There is room, and apps of other plans save more by it.</summary>
    HeadroomGoesToOthers = 5,

    /// <summary>The move costs less than the upgrade, or is the only one of the two whose cost is known.</summary>
    MoveCostsLess = 6,

    /// <summary>The upgrade costs no more than the move, and moves nothing.</summary>
    UpgradeCostsNoMore = 7,

    /// <summary>The upgrade is paid once for the plan, whatever the number of its apps.</summary>
    UpgradeCountsOnce = 8,

    /// <summary>All apps leave the old plan: what it costs is credited.</summary>
    OldPlanBecomesEmpty = 9,

    /// <summary>Apps out of scope stay on the old plan: what it costs is not credited.</summary>
    OtherAppsStay = 10,

    /// <summary>The price of the size to upgrade to is unknown.</summary>
    TargetPriceUnknown = 11,

    /// <summary>The price of the present size is unknown.</summary>
    PresentPriceUnknown = 12,

    /// <summary>That the apps can move there is assumed from resource group and region: a web space was not read.</summary>
    WebSpaceAssumed = 13,
}

/// <summary>What unlocking the apps in scope of one Free or Shared plan costs.</summary>
/// <param name="PlanId">The plan's ARM id.</param>
/// <param name="Currency">ISO 4217, upper case.</param>
/// <param name="Way">The way for all of its apps in scope.</param>
/// <param name="TargetSize">The size to upgrade to, also where another way was chosen; null where none is known.</param>
/// <param name="DeltaMinor">List price per month after less before, in minor units; negative where it saves. Null where unknown.</param>
/// <param name="UpgradeMinor">The same of an upgrade, chosen or not; null where unknown.</param>
/// <param name="MoveMinor">The same of a move of all apps in scope, were there room; null where unknown.</param>
/// <param name="Apps">Apps in scope on it.</param>
/// <param name="Reasons">Why this way.</param>
public sealed record PlanUnlock(
    string PlanId, string Currency, UnlockWay Way, string? TargetSize, long? DeltaMinor, long? UpgradeMinor, long? MoveMinor, int Apps,
    IReadOnlyList<UnlockReason> Reasons)
{
    /// <summary>Money needed each month: the difference, or 0 where it saves. Null where unknown.</summary>
    public long? UnlockMonthlyMinor => DeltaMinor is { } delta ? Math.Max(0, delta) : null;
}

/// <summary>How one app in scope is unlocked.</summary>
/// <param name="ResourceId">The app's ARM id.</param>
/// <param name="PlanId">The plan that it is on.</param>
/// <param name="Currency">ISO 4217, upper case.</param>
/// <param name="Way">The way.</param>
/// <param name="TargetPlanId">The plan that it moves to; null for the other ways.</param>
/// <param name="TargetSize">The size that its plan is upgraded to; null for the other ways.</param>
/// <param name="ShareMinor">
/// Its even share of its plan's difference, so that the shares of a plan add up to it; 0 without a tier change; null where unknown.
/// </param>
/// <param name="Reasons">Why this way.</param>
public sealed record AppUnlock(
    string ResourceId, string PlanId, string Currency, UnlockWay Way, string? TargetPlanId, string? TargetSize, long? ShareMinor,
    IReadOnlyList<UnlockReason> Reasons);

/// <summary>The cost of compliance in one currency.</summary>
/// <param name="Currency">ISO 4217, upper case.</param>
/// <param name="DeltaMinor">The sum of the plans' differences that are known; negative where the way there saves.</param>
/// <param name="NoTierChange">Apps in scope that need no tier change.</param>
/// <param name="Upgraded">Apps in scope whose plan is upgraded.</param>
/// <param name="Moved">Apps in scope that move.</param>
/// <param name="Unknown">Apps in scope whose unlock cost is unknown: beside the sum and not in it.</param>
public sealed record UnlockSum(string Currency, long DeltaMinor, int NoTierChange, int Upgraded, int Moved, int Unknown)
{
    /// <summary>Money needed each month, never negative.</summary>
    public long UnlockMonthlyMinor => Math.Max(0, DeltaMinor);

    /// <summary>The same; null where no way of known cost is in it while some cost is unknown: that is not 0.</summary>
    public long? KnownMonthlyMinor => Unknown > 0 && Upgraded + Moved == 0 ? null : UnlockMonthlyMinor;
}

/// <summary>The cost of compliance of an estate.</summary>
/// <param name="Plans">One for each Free or Shared plan with apps in scope, by id.</param>
/// <param name="Apps">One for each app in scope, by id.</param>
/// <param name="Sums">One per currency, by code.</param>
public sealed record UnlockAnswer(IReadOnlyList<PlanUnlock> Plans, IReadOnlyList<AppUnlock> Apps, IReadOnlyList<UnlockSum> Sums)
{
    /// <summary>
    /// The part of it that some of the apps have: the same ways, chosen for the whole estate, with the sums of these apps' shares. What they
    /// alone would need is another question.
    /// </summary>
    public UnlockAnswer Only(Func<AppUnlock, bool> includes)
    {
        var apps = Apps.Where(includes).ToList();
        var plans = apps.Select(a => a.PlanId).ToHashSet(StringComparer.Ordinal);
        var sums =
            from app in apps
            group app by app.Currency into currency
            orderby currency.Key
            select new UnlockSum(
                currency.Key, currency.Sum(a => a.ShareMinor ?? 0), currency.Count(a => a.Way == UnlockWay.NoTierChange),
                currency.Count(a => a.Way == UnlockWay.Upgrade), currency.Count(a => a.Way == UnlockWay.Move),
                currency.Count(a => a.Way == UnlockWay.Unknown));
        return new UnlockAnswer([.. Plans.Where(p => plans.Contains(p.PlanId))], apps, [.. sums]);
    }
}
