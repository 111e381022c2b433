using Dashboard.Core.Exemptions;
using Dashboard.Core.Queries;
using Dashboard.Web.Components.Kit;

namespace Dashboard.Web.Api.Contracts;

/// <summary>
/// A policy exemption at the moment. <c>lastSeen</c> is null where the run of the moment saw it; else it was not seen since, and is not
/// known to be gone. <c>expiresOn</c> null with <c>expiryUnderstood</c> false: an expiry is set that is no moment. <c>exceptions</c> are the
/// active ones of the register that cover apps that it exempts.
/// </summary>
internal sealed record PolicyExemptionResponse(
    string ResourceId,
    string Name,
    string? Description,
    IReadOnlyList<ExemptionFinding> Findings,
    ExemptionScopeKind ScopeKind,
    string ScopeId,
    string ScopeName,
    string AssignmentId,
    string? AssignmentName,
    ExemptionRelevance Relevance,
    IReadOnlyList<string> References,
    bool HasResourceSelectors,
    ExemptionCategory? Category,
    DateTimeOffset? ExpiresOn,
    bool ExpiryUnderstood,
    string? CreatedBy,
    DateTimeOffset? CreatedAt,
    string? ModifiedBy,
    DateTimeOffset? ModifiedAt,
    IReadOnlyList<long> Exceptions,
    int ExceptedApps,
    DateTimeOffset FirstSeen,
    DateTimeOffset? LastSeen)
{
    /// <summary>The response of <paramref name="item"/>.</summary>
    public static PolicyExemptionResponse Of(ExemptionItem item)
    {
        var state = item.State;
        return new PolicyExemptionResponse(
            state.ResourceId, ExemptionWords.Name(state), state.Description, item.Findings, item.Scope.Kind, item.Scope.Id, item.ScopeName,
            state.AssignmentId, state.AssignmentName, state.Relevance, state.References, state.HasSelectors, state.Category, state.ExpiresOn,
            state.ExpiryUnderstood, state.CreatedBy, state.CreatedAt, state.ModifiedBy, state.ModifiedAt, item.Exceptions, item.ExceptedApps,
            item.FirstSeen, item.LastSeen);
    }
}

/// <summary>The policy exemptions, held against the register.</summary>
/// <param name="Items">The exemptions of this page.</param>
/// <param name="Total">Exemptions that match in all.</param>
/// <param name="Counts">How many of all have each finding.</param>
/// <param name="Source">How the run of the moment fared in reading them; null where it did not: then nothing is known, and not that there are none.</param>
/// <param name="ActiveExceptions">How many active exceptions are about demanding certificates.</param>
/// <param name="ExceptionsWithoutExemption">Those of them with apps that no exemption is known to cover, the soonest to end first.</param>
/// <param name="Definition">What counts as a counterpart, in the words of the pages.</param>
/// <param name="AsOf">The moment.</param>
/// <param name="Run">The run that stands then.</param>
internal sealed record PolicyExemptionsResponse(
    IReadOnlyList<PolicyExemptionResponse> Items, int Total, IReadOnlyDictionary<string, int> Counts, ExemptionSourceResponse? Source,
    int ActiveExceptions, IReadOnlyList<ExceptionWithoutExemptionResponse> ExceptionsWithoutExemption, string Definition, DateTimeOffset AsOf,
    RunRefResponse? Run)
{
    /// <summary>A page of <paramref name="answer"/>.</summary>
    public static PolicyExemptionsResponse Of(ExemptionsAnswer answer, IReadOnlyList<ExemptionItem> chosen, int page, int pageSize) => new(
        [.. chosen.Skip((page - 1) * pageSize).Take(pageSize).Select(PolicyExemptionResponse.Of)],
        chosen.Count,
        Enum.GetValues<ExemptionFinding>().ToDictionary(f => f.ToString(), f => answer.Items.Count(i => i.Findings.Contains(f))),
        answer.Source is { } source ? new ExemptionSourceResponse(answer.IsWhole, source.Rows, source.NotUnderstood, source.Problem) : null,
        answer.ActiveExceptions,
        [.. answer.Exceptions.Select(ExceptionWithoutExemptionResponse.Of)],
        Reconciliation.Definition, answer.AsOf, RunRefResponse.Of(answer.Run));
}

/// <summary>How a run fared in reading exemptions.</summary>
/// <param name="Complete">True where everything was read and understood.</param>
/// <param name="Rows">Rows read, those of assignments and definitions included.</param>
/// <param name="NotUnderstood">Rows that were not understood.</param>
/// <param name="Problem">What was not read, and what would mend it; null where everything was.</param>
internal sealed record ExemptionSourceResponse(bool Complete, int Rows, int NotUnderstood, string? Problem);

/// <summary>An active exception with apps that no exemption is known to cover.</summary>
/// <param name="ExceptionId">The exception's number.</param>
/// <param name="Until">When it ends, as far as is known.</param>
/// <param name="AppCount">How many apps.</param>
/// <param name="Apps">The first of them by name. <c>perhaps</c>: one may cover it, of which that cannot be told.</param>
internal sealed record ExceptionWithoutExemptionResponse(long ExceptionId, DateTimeOffset Until, int AppCount, IReadOnlyList<UnexemptedApp> Apps)
{
    private const int MaxApps = 20;

    /// <summary>The response of <paramref name="exception"/>.</summary>
    public static ExceptionWithoutExemptionResponse Of(ExceptionWithoutExemption exception) =>
        new(exception.ExceptionId, exception.Until, exception.Apps.Count, [.. exception.Apps.Take(MaxApps)]);
}
