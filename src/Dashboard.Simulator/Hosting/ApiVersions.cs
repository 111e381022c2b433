namespace Dashboard.Simulator.Hosting;

/// <summary>Checks the <c>api-version</c> that ARM demands of every request.</summary>
internal static class ApiVersions
{
    public static void Demand(HttpRequest request, IReadOnlyCollection<string> known)
    {
        var version = request.Query["api-version"].ToString();
        if (version.Length == 0)
        {
            throw new ArmError(400, "MissingApiVersionParameter", "The api-version query parameter (?api-version=) is required for all requests.");
        }

        if (!known.Contains(version, StringComparer.OrdinalIgnoreCase))
        {
            throw new ArmError(400, "InvalidApiVersionParameter", $"The api-version '{version}' is invalid. The supported versions are '{string.Join(',', known)}'.");
        }
    }
}
