using System.Buffers;
using System.Text.Json;
using Dashboard.Azure.ResourceGraph;
using Dashboard.Core.Exemptions.Collection;
using Dashboard.Core.Inventory;

namespace Dashboard.Azure.Rows;

/// <summary>The columns of <c>policy-assignments.kql</c>, in its order.</summary>
internal enum AssignmentColumn
{
    Id,
    DisplayName,
    DefinitionId,
}

/// <summary>The columns of <c>policy-definitions.kql</c>, in its order.</summary>
internal enum DefinitionColumn
{
    Id,
    Name,
}

/// <summary>The columns of <c>policy-initiatives.kql</c>, in its order.</summary>
internal enum InitiativeColumn
{
    Id,
    Members,
}

/// <summary>Reads assignments, definitions and initiatives of Azure Policy.</summary>
internal static class PolicyRows
{
    private const string PlaceHolder = "'/providers/microsoft.authorization/policysetdefinitions/none'";

    private static readonly string Initiatives = QueryText.Of("policy-initiatives");

    // What an ARM id may hold. An id that an assignment names is others' text: with anything else it could change the query.
    private static readonly SearchValues<char> IdCharacters =
        SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789/-_.() ");

    /// <summary>The query for assignments.</summary>
    public static GraphQuery<PolicyAssignment> Assignments { get; } =
        new("policy assignments", QueryText.Of("policy-assignments"), GraphColumns.Of<AssignmentColumn>(), ReadAssignment) { AllLevels = true };

    /// <summary>The query for ids of definitions about client certificates.</summary>
    public static GraphQuery<string> Definitions { get; } =
        new("policy definitions", QueryText.Of("policy-definitions"), GraphColumns.Of<DefinitionColumn>(), row => JsonReadings.TextOrNull(row[0]))
        { AllLevels = true };

    /// <summary>The query for some initiatives; null where none of the ids can be asked for.</summary>
    public static GraphQuery<PolicyInitiative>? InitiativesOf(IEnumerable<string> ids)
    {
        var safe = ids.Select(ResourceIds.Key).Where(IsSafe).Distinct().Select(id => $"'{id}'").ToList();
        return safe.Count == 0
            ? null
            : new("policy initiatives", Initiatives.Replace(PlaceHolder, string.Join(", ", safe), StringComparison.Ordinal),
                GraphColumns.Of<InitiativeColumn>(), ReadInitiative)
            { AllLevels = true };
    }

    private static bool IsSafe(string id) => id.StartsWith('/') && id.Length <= 500 && !id.AsSpan().ContainsAnyExcept(IdCharacters);

    private static PolicyAssignment? ReadAssignment(GraphRow row)
    {
        var id = JsonReadings.TextOrNull(row[(int)AssignmentColumn.Id])!;
        return JsonReadings.TextOrNull(row[(int)AssignmentColumn.DefinitionId]) is { Length: > 0 } definition
            ? new PolicyAssignment(id, ExemptionRows.Text(row[(int)AssignmentColumn.DisplayName]), definition)
            : null;
    }

    private static PolicyInitiative? ReadInitiative(GraphRow row)
    {
        var members = row[(int)InitiativeColumn.Members];
        return members.ValueKind == JsonValueKind.Array
            ? new PolicyInitiative(JsonReadings.TextOrNull(row[0])!, [.. members.EnumerateArray().Select(ReadMember).OfType<InitiativeMember>()])
            : null;
    }

    private static InitiativeMember? ReadMember(JsonElement member) =>
        JsonReadings.TextOrNull(JsonReadings.Property(member, "policyDefinitionId")) is { Length: > 0 } definition
            ? new InitiativeMember(definition, JsonReadings.TextOrNull(JsonReadings.Property(member, "policyDefinitionReferenceId")))
            : null;
}
