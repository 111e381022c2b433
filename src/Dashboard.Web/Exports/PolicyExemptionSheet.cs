using Dashboard.Storage.Queries.Exemptions;
using Dashboard.Web.Api;
using Dashboard.Web.Api.Contracts;
using Dashboard.Web.Urls;

namespace Dashboard.Web.Exports;

/// <summary>Opens the list of policy exemptions.</summary>
internal sealed class PolicyExemptionSheet(PolicyExemptionQuery exemptions)
{
    /// <summary>An exemption a row; findings and exceptions are separated by a space, which neither has in it.</summary>
    private static readonly IReadOnlyList<ExportColumn<PolicyExemptionResponse>> Columns =
    [
        new("resourceId", e => e.ResourceId), new("name", e => e.Name), new("description", e => e.Description),
        new("findings", e => string.Join(' ', e.Findings)), new("scopeKind", e => e.ScopeKind.ToString()), new("scopeId", e => e.ScopeId),
        new("scopeName", e => e.ScopeName), new("assignmentId", e => e.AssignmentId), new("assignmentName", e => e.AssignmentName),
        new("relevance", e => e.Relevance.ToString()), new("references", e => string.Join("; ", e.References)),
        new("hasResourceSelectors", e => e.HasResourceSelectors), new("category", e => e.Category?.ToString()), new("expiresOn", e => e.ExpiresOn),
        new("expiryUnderstood", e => e.ExpiryUnderstood), new("createdBy", e => e.CreatedBy), new("createdAt", e => e.CreatedAt),
        new("modifiedBy", e => e.ModifiedBy), new("modifiedAt", e => e.ModifiedAt), new("exceptions", e => string.Join(' ', e.Exceptions)),
        new("exceptedApps", e => e.ExceptedApps), new("firstSeen", e => e.FirstSeen), new("lastSeen", e => e.LastSeen),
    ];

    /// <summary>The exemptions with what is wrong with them.</summary>
    public async Task<ExportSheet> OpenAsync(ExportRequest request, ExportFacts facts, CancellationToken cancellationToken)
    {
        var answer = await exemptions.RunAsync(request.AsOf, cancellationToken);
        IEnumerable<PolicyExemptionResponse> rows = ExemptionsView.Of(answer.Items, request.Exemptions).Select(PolicyExemptionResponse.Of);
        if (request.Page is { } page) rows = rows.Skip((page.Number - 1) * page.Size).Take(page.Size);
        return new ExportSheet<PolicyExemptionResponse>(Columns, rows.ToAsyncEnumerable()) { Name = PolicyExemptionEndpoints.ListName, Facts = facts };
    }
}
