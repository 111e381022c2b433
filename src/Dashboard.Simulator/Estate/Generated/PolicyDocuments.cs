using System.Globalization;
using Dashboard.Simulator.Kql.Values;

namespace Dashboard.Simulator.Estate.Generated;

/// <summary>Rows of <c>policyresources</c>. Nothing of them is served by ARM here.</summary>
internal static class PolicyDocuments
{
    public const string BuiltInDefinitions = "/providers/Microsoft.Authorization/policyDefinitions/";
    public const string Benchmark = "/providers/Microsoft.Authorization/policySetDefinitions/1f3afdf9-d0c9-4c3d-847f-89da613e70a8";

    /// <summary>How the benchmark calls its policies about client certificates.</summary>
    public const string WebReference = "ensureWebAppHasIncomingClientCertificatesSetToOnMonitoringEffect";
    public const string FunctionReference = "functionAppsShouldHaveClientCertificatesEnabledMonitoring";

    private const string WebDefinition = "19dd1db6-f442-49cf-a838-b0786b4401ef";
    private const string FunctionDefinition = "ab6a902f-9493-453b-928d-62c30b11b5a6";
    private const string LocationsDefinition = "e56962a6-4747-49cd-b67b-bf8b01975c4c";

    /// <summary>The built-in definitions that are served, and the benchmark that has two of them among others.</summary>
    public static IEnumerable<Resource> BuiltIn(string tenant) =>
    [
        Definition(BuiltInDefinitions, WebDefinition, "App Service apps should have Client Certificates (Incoming client certificates) enabled", "Microsoft.Web/sites/clientCertEnabled", tenant),
        Definition(BuiltInDefinitions, "5b0bd968-5cb5-4513-8987-27786c6f0df8", "App Service app slots should have Client Certificates (Incoming client certificates) enabled", "Microsoft.Web/sites/slots/clientCertEnabled", tenant),
        Definition(BuiltInDefinitions, FunctionDefinition, "Function apps should have Client Certificates (Incoming client certificates) enabled", "Microsoft.Web/sites/clientCertEnabled", tenant),
        Definition(BuiltInDefinitions, "153ab4ca-2d58-4b5d-9134-6d8c6bdd321c", "Function app slots should have Client Certificates (Incoming client certificates) enabled", "Microsoft.Web/sites/slots/clientCertEnabled", tenant),
        Definition(BuiltInDefinitions, LocationsDefinition, "Allowed locations", "location", tenant),
        Row(Benchmark, "Microsoft.Authorization/policySetDefinitions", tenant, new Bag
        {
            ["displayName"] = "Microsoft cloud security benchmark",
            ["policyType"] = "BuiltIn",
            ["policyDefinitions"] = new object?[]
            {
                Member("a4af4a39-4135-47fb-b175-47fbdf85311d", "webAppEnforceHttpsMonitoringEffect"),
                Member(WebDefinition, WebReference),
                Member("f0e6e85b-9b9f-4a4b-b67b-f730d42f1b0b", "requireTLSForWebAppMonitoringEffect"),
                Member(FunctionDefinition, FunctionReference),
            },
        }),
    ];

    /// <summary>A definition whose rule is about one field.</summary>
    public static Resource Definition(string folder, string name, string displayName, string field, string tenant) =>
        Row(folder + name, "Microsoft.Authorization/policyDefinitions", tenant, new Bag
        {
            ["displayName"] = displayName,
            ["policyType"] = folder == BuiltInDefinitions ? "BuiltIn" : "Custom",
            ["mode"] = "Indexed",
            ["policyRule"] = new Bag
            {
                ["if"] = new Bag { ["field"] = field, ["notEquals"] = "true" },
                ["then"] = new Bag { ["effect"] = "audit" },
            },
        });

    public static Resource Assignment(string id, string displayName, string definition, string tenant) =>
        Row(id, "Microsoft.Authorization/policyAssignments", tenant, new Bag
        {
            ["displayName"] = displayName,
            ["policyDefinitionId"] = definition,
            ["scope"] = id[..id.LastIndexOf("/providers/Microsoft.Authorization/", StringComparison.Ordinal)],
            ["enforcementMode"] = "Default",
        });

    public static Resource Exemption(string scope, ExemptionSpec spec, string tenant)
    {
        var properties = new Bag
        {
            ["policyAssignmentId"] = spec.Assignment,
            ["policyDefinitionReferenceIds"] = spec.References.ToArray<object?>(),
            ["exemptionCategory"] = spec.Category,
            ["displayName"] = spec.DisplayName,
            ["description"] = spec.Description,
            ["assignmentScopeValidation"] = "Default",
        };
        if (spec.Expires is { } expires)
        {
            properties["expiresOn"] = Time(expires);
        }

        if (spec.Locations.Count > 0)
        {
            properties["resourceSelectors"] = new object?[]
            {
                new Bag
                {
                    ["name"] = "by location",
                    ["selectors"] = new object?[] { new Bag { ["kind"] = "resourceLocation", ["in"] = spec.Locations.ToArray<object?>() } },
                },
            };
        }

        // Which of the two Resource Graph has is not documented: some rows have the one, some the other.
        properties[spec.HasSystemData ? "systemData" : "metadata"] = spec.HasSystemData
            ? new Bag
            {
                ["createdBy"] = spec.CreatedBy,
                ["createdByType"] = "User",
                ["createdAt"] = Time(spec.Lifetime.From),
                ["lastModifiedBy"] = spec.CreatedBy,
                ["lastModifiedByType"] = "User",
                ["lastModifiedAt"] = Time(spec.Lifetime.From.AddHours(3)),
            }
            : new Bag { ["createdBy"] = spec.CreatedBy, ["createdOn"] = Time(spec.Lifetime.From), ["updatedBy"] = null, ["updatedOn"] = null };
        return Row($"{scope}/providers/Microsoft.Authorization/policyExemptions/{spec.Name}", "Microsoft.Authorization/policyExemptions", tenant, properties);
    }

    private static Bag Member(string definition, string reference) => new()
    {
        ["policyDefinitionId"] = BuiltInDefinitions + definition,
        ["policyDefinitionReferenceId"] = reference,
        ["parameters"] = new Bag(),
        ["groupNames"] = Array.Empty<object?>(),
    };

    private static Resource Row(string id, string type, string tenant, Bag properties)
    {
        var parts = ResourceId.Parse(id);
        var graph = new Bag
        {
            ["id"] = id,
            ["name"] = id[(id.LastIndexOf('/') + 1)..],
            ["type"] = type.ToLowerInvariant(),
            ["tenantId"] = tenant,
            ["kind"] = "",
            ["location"] = "",
            ["resourceGroup"] = parts.ResourceGroup ?? "",
            ["subscriptionId"] = parts.Subscription ?? "",
            ["managedBy"] = "",
            ["properties"] = properties,
        };
        return new Resource(id, GraphSchema.Policy, graph, null);
    }

    private static string Time(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fffffff'Z'", CultureInfo.InvariantCulture);
}
