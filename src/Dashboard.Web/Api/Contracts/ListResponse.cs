using Dashboard.Core.Queries;
using Dashboard.Core.Runs;

namespace Dashboard.Web.Api.Contracts;

/// <summary>A list as every list endpoint answers it.</summary>
/// <typeparam name="T">The row.</typeparam>
/// <param name="Items">The rows of this page.</param>
/// <param name="Total">Rows that match in all.</param>
/// <param name="AsOf">The moment that the rows describe.</param>
/// <param name="Run">The run whose figures stand at that moment; null before the first.</param>
internal sealed record ListResponse<T>(IReadOnlyList<T> Items, int Total, DateTimeOffset AsOf, RunRefResponse? Run);

/// <summary>A list as a JSON file.</summary>
/// <typeparam name="T">The row.</typeparam>
/// <param name="AsOf">The moment that the rows describe.</param>
/// <param name="Run">The run whose figures stand at that moment; null before the first.</param>
/// <param name="RuleSetVersion">The rules that judged in that run; null before the first.</param>
/// <param name="Filter">The filter as a query string; empty for none.</param>
/// <param name="Items">The rows.</param>
/// <param name="Total">How many rows this file has.</param>
internal sealed record ListFileResponse<T>(
    DateTimeOffset AsOf, RunRefResponse? Run, string? RuleSetVersion, string Filter, IReadOnlyList<T> Items, int Total);

/// <summary>The run whose figures stand at a moment.</summary>
/// <param name="Id">Its number.</param>
/// <param name="Status">Its status.</param>
/// <param name="CompletedAt">When it was merged.</param>
/// <param name="MissingScopes">Names of subscriptions that it could not read.</param>
internal sealed record RunRefResponse(long Id, RunStatus Status, DateTimeOffset CompletedAt, IReadOnlyList<string> MissingScopes)
{
    /// <summary>The response of <paramref name="run"/>.</summary>
    public static RunRefResponse? Of(RunRef? run) =>
        run is null ? null : new RunRefResponse(run.Id, run.Status, run.CompletedAt, run.MissingScopes);
}
