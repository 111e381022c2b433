using Dashboard.Core.Connections;
using Dashboard.Web.Connections;

namespace Dashboard.Web.Api.Contracts;

/// <summary>A source with the last test of it. <paramref name="State"/> and <paramref name="TestedAt"/> are null where there was none.</summary>
internal sealed record ConnectionResponse(
    ConnectionSource Source, ConnectionState? State, string? Answer, IReadOnlyList<string> Details, IReadOnlyList<MissingRoleResponse> Missing,
    IReadOnlyList<TagUse> Tags, TokenIdentity? Identity, DateTimeOffset? TestedAt, double? Seconds)
{
    /// <summary>The response of <paramref name="standing"/>; <paramref name="principal"/> is whom to grant a missing role.</summary>
    public static ConnectionResponse Of(ConnectionStanding standing, string? principal) => Of(standing.Source, standing.Check, standing.At, principal);

    /// <summary>The same of a test that nobody keeps.</summary>
    public static ConnectionResponse Of(ConnectionSource source, ConnectionCheck? check, DateTimeOffset? at, string? principal) => new(
        source, check?.State, check?.Answer, check?.Details ?? [],
        [.. (check?.Missing ?? []).Select(m => new MissingRoleResponse(m.Role, m.Scope, RoleGrant.Command(m, principal)))],
        check?.Tags ?? [], check?.Identity, at, at is null ? null : Math.Round(check!.Took.TotalSeconds, 1));
}

/// <summary>A role that is missing, and the command that grants it.</summary>
internal sealed record MissingRoleResponse(string Role, string Scope, string Command);
