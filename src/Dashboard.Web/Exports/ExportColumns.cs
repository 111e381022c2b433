using Dashboard.Core.Posture;
using Dashboard.Core.Posture.Rules;
using Dashboard.Core.Queries;
using Dashboard.Web.Api.Contracts;

namespace Dashboard.Web.Exports;

/// <summary>The columns of each list.</summary>
internal static class ExportColumns
{
    /// <summary>Apps: the row of the contract, the failed rules in one cell, and a column per rule with its result.</summary>
    public static IReadOnlyList<ExportColumn<AppResponse>> Apps { get; } =
    [
        new("resourceId", a => a.ResourceId), new("name", a => a.Name), new("kind", a => a.Kind), new("isSlot", a => a.IsSlot),
        new("subscriptionId", a => a.SubscriptionId), new("resourceGroup", a => a.ResourceGroup), new("location", a => a.Location),
        new("planId", a => a.PlanId), new("tier", a => a.Tier), new("effectiveMode", a => a.EffectiveMode.ToString()),
        new("clientCertEnabled", a => a.ClientCertEnabled), new("clientCertMode", a => a.ClientCertMode),
        new("verdict", a => a.Verdict.ToString()), new("inScope", a => a.InScope), new("sensitivity", a => a.Sensitivity),
        new("owner", a => a.Owner), new("costCentre", a => a.CostCentre), new("environment", a => a.Environment),
        new("scenario", a => a.Scenario), new("state", a => a.State), new("httpsOnly", a => a.HttpsOnly),
        new("http20Enabled", a => a.Http20Enabled), new("minTlsVersion", a => a.MinTlsVersion),
        new("exclusionPaths", a => a.ExclusionPaths), new("publicNetworkAccess", a => a.PublicNetworkAccess),
        new("reachability", a => a.Reachability),
        new("failedRules", a => string.Join(' ', a.Rules.Where(r => r.Result == RuleResult.Fail).Select(r => r.Id))),
        new("excepted", a => a.Excepted), new("exceptedUntil", a => a.ExceptedUntil), new("firstSeen", a => a.FirstSeen), new("lastSeen", a => a.LastSeen), new("stale", a => a.Stale),
        new("monthlyCost", a => a.MonthlyCost), new("currency", a => a.Currency),
        .. RuleCatalogue.All.Select(rule => new ExportColumn<AppResponse>(
            rule.Id, a => a.Rules.FirstOrDefault(r => r.Id == rule.Id)?.Result.ToString())),
    ];

    /// <summary>Changes: the row of the contract, the properties in one cell (<c>clientCertMode: Required → Optional</c>).</summary>
    public static IReadOnlyList<ExportColumn<ChangeResponse>> Changes { get; } =
    [
        new("id", c => c.Id), new("occurredAt", c => c.OccurredAt), new("exact", c => c.Exact), new("recordedAt", c => c.RecordedAt),
        new("run", c => c.Run), new("resourceId", c => c.ResourceId), new("name", c => c.Name), new("subscriptionId", c => c.SubscriptionId),
        new("subscriptionName", c => c.SubscriptionName), new("owner", c => c.Owner), new("inScope", c => c.InScope),
        new("kind", c => c.Kind.ToString()), new("verdictBefore", c => c.VerdictBefore?.ToString()),
        new("verdictAfter", c => c.VerdictAfter?.ToString()), new("direction", c => c.Direction), new("changedBy", c => c.ChangedBy),
        new("changedByType", c => c.ChangedByType), new("clientType", c => c.ClientType), new("operation", c => c.Operation),
        new("changeId", c => c.ChangeId), new("formerResourceId", c => c.FormerResourceId),
        new("properties", c => string.Join("; ", c.Properties.Select(p => $"{p.Property}: {p.Before ?? "none"} → {p.After ?? "none"}"))),
    ];

    /// <summary>The history, interval by interval.</summary>
    public static IReadOnlyList<ExportColumn<HistoryResponse>> History { get; } =
    [
        new("appId", h => h.AppId), new("generation", h => h.Generation), new("resourceId", h => h.ResourceId), new("name", h => h.Name),
        new("from", h => h.From), new("to", h => h.To), new("verdict", h => h.Verdict.ToString()),
        new("effectiveMode", h => h.EffectiveMode.ToString()), new("inScope", h => h.InScope), new("optedOut", h => h.OptedOut),
        new("stale", h => h.Stale), new("stopped", h => h.Stopped), new("subscriptionId", h => h.SubscriptionId),
        new("resourceGroup", h => h.ResourceGroup), new("planId", h => h.PlanId), new("tier", h => h.Tier), new("owner", h => h.Owner),
        new("costCentre", h => h.CostCentre), new("environment", h => h.Environment), new("scenario", h => h.Scenario),
        new("sensitivity", h => h.Sensitivity), new("reachability", h => h.Reachability), new("clientCertEnabled", h => h.ClientCertEnabled),
        new("clientCertMode", h => h.ClientCertMode), new("exclusionPaths", h => h.ExclusionPaths), new("httpsOnly", h => h.HttpsOnly),
        new("http20Enabled", h => h.Http20Enabled), new("minTlsVersion", h => h.MinTlsVersion),
        new("publicNetworkAccess", h => h.PublicNetworkAccess), new("state", h => h.State),
    ];

    /// <summary>Runs.</summary>
    public static IReadOnlyList<ExportColumn<RunResponse>> Runs { get; } =
    [
        new("id", r => r.Id), new("status", r => r.Status.ToString()), new("trigger", r => r.Trigger.ToString()),
        new("startedBy", r => r.StartedBy), new("runTime", r => r.RunTime), new("startedAt", r => r.StartedAt),
        new("completedAt", r => r.CompletedAt), new("runRuleSetVersion", r => r.RuleSetVersion), new("apps", r => r.Apps),
        new("changed", r => r.Changed), new("requests", r => r.Requests), new("armReads", r => r.ArmReads), new("reason", r => r.Reason),
        new("missingScopes", r => string.Join("; ", r.MissingScopes)),
    ];

    /// <summary>Rules.</summary>
    public static IReadOnlyList<ExportColumn<RuleResponse>> Rules { get; } =
    [
        new("id", r => r.Id), new("title", r => r.Title), new("failsWhen", r => r.FailsWhen), new("rationale", r => r.Rationale),
        new("remedy", r => r.Remedy), new("severity", r => r.Severity.ToString()), new("severityNote", r => r.SeverityNote),
        new("looksAt", r => string.Join("; ", r.LooksAt)), new("judged", r => r.Judged), new("limits", r => r.Limits),
        new("appsFail", r => r.Apps?.Fail), new("appsPass", r => r.Apps?.Pass), new("appsNotApplicable", r => r.Apps?.NotApplicable),
        new("appsUnknown", r => r.Apps?.Unknown), new("appsNotJudged", r => r.Apps?.NotJudged),
        new("frameworks", r => string.Join("; ", r.Frameworks.Select(f => $"{f.Framework}: {f.Controls}"))),
    ];

    /// <summary>Tags.</summary>
    public static IReadOnlyList<ExportColumn<TagResponse>> Tags { get; } =
    [
        new("kind", t => t.Kind.ToString()), new("standing", t => t.Standing.ToString()), new("level", t => t.Level), new("name", t => t.Name),
        new("value", t => t.Value), new("apps", t => t.Apps), new("unclassified", t => t.Unclassified), new("suggestedName", t => t.SuggestedName),
        new("suggestedValue", t => t.SuggestedValue), new("appsFilter", t => t.AppsFilter),
    ];

    /// <summary>Where a tag is missing.</summary>
    public static IReadOnlyList<ExportColumn<UntaggedResponse>> Untagged { get; } =
    [
        new("kind", u => u.Kind.ToString()), new("subscriptionId", u => u.SubscriptionId), new("subscriptionName", u => u.SubscriptionName),
        new("resourceGroup", u => u.ResourceGroup), new("resourceId", u => u.ResourceId), new("apps", u => u.Apps),
        new("unclassified", u => u.Unclassified),
    ];

    /// <summary>Subscriptions, as the last merged run found them.</summary>
    public static IReadOnlyList<ExportColumn<SubscriptionStatus>> Subscriptions { get; } =
    [
        new("subscriptionId", s => s.SubscriptionId), new("name", s => s.Name), new("condition", s => s.Condition.ToString()),
        new("apps", s => s.Apps), new("lastSeen", s => s.LastSeen), new("missingSince", s => s.MissingSince),
        new("retiredAt", s => s.RetiredAt), new("problem", s => s.Problem),
    ];

    /// <summary>The audit trail; the canonical JSON, which the hashes are of, is in the last column but two.</summary>
    public static IReadOnlyList<ExportColumn<AuditResponse>> Audit { get; } =
    [
        new("seq", a => a.Seq), new("at", a => a.At), new("actor", a => a.Actor?.Id), new("actorName", a => a.Actor?.Name),
        new("actorKind", a => a.Actor?.Kind), new("roles", a => a.Actor is null ? null : string.Join(' ', a.Actor.Roles)),
        new("action", a => a.Action), new("subjectKind", a => a.Subject?.Kind), new("subject", a => a.Subject?.Id),
        new("details", a => string.Join("; ", a.Details.Select(d => $"{d.Key}: {d.Value}"))), new("outcome", a => a.Outcome),
        new("content", a => a.Content), new("prevHash", a => a.PrevHash), new("hash", a => a.Hash),
    ];

    /// <summary>The Overview: a figure a row.</summary>
    public static IReadOnlyList<ExportColumn<KeyValuePair<string, object?>>> Figures { get; } =
        [new("figure", f => f.Key), new("value", f => f.Value)];
}
