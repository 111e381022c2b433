using Dashboard.Core.Collection;

namespace Dashboard.Core.Costs;

/// <summary>
/// What plans really cost. As with <see cref="IAzureEstate"/>, an implementation writes what it could not read into the log that
/// it is given, and throws nothing but <see cref="OperationCanceledException"/>.
/// </summary>
public interface ICostSource
{
    /// <summary>Which of the sources this is: the better one's figure of a plan and month counts.</summary>
    CostSource Source { get; }

    /// <summary>
    /// The costs of the plans in <paramref name="subscriptionId"/> from one month to another, both included, page by page; a plan
    /// and month may come in several rows, of which the sum counts. A subscription that may not be read is a scope problem in
    /// the log, with the role that is missing.
    /// </summary>
    IAsyncEnumerable<IReadOnlyList<PlanCost>> ReadCostsAsync(
        string subscriptionId, CostMonth first, CostMonth last, SourceLog log, CancellationToken cancellationToken);
}

/// <summary>Azure's public list prices.</summary>
public interface IPriceSource
{
    /// <summary>The list prices of all sizes of App Service plans in a region and currency, page by page.</summary>
    IAsyncEnumerable<IReadOnlyList<ListPrice>> ReadPricesAsync(
        string region, string currency, SourceLog log, CancellationToken cancellationToken);
}
