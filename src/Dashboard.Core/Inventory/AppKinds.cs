namespace Dashboard.Core.Inventory;

/// <summary>What the <c>kind</c> text of an app says.</summary>
public static class AppKinds
{
    private static readonly string[] WithoutClientCertificates = ["workflowapp", "kubernetes", "azurecontainerapps"];

    /// <summary>
    /// True for kinds whose front end has no client certificate setting (Logic Apps, Kubernetes, Container Apps).
    /// Kinds are comma-separated words that grow over time, so the test is "contains", as in the portal.
    /// </summary>
    public static bool CannotAskForCertificates(string? kind) =>
        kind is not null && WithoutClientCertificates.Any(k => kind.Contains(k, StringComparison.OrdinalIgnoreCase));
}
