using Dashboard.Core.Connections;
using Dashboard.Core.Posture;

namespace Dashboard.Azure.Connections;

/// <summary>Tries Azure as runs would read it.</summary>
internal sealed class AzureConnectionProbe(ConnectionClients clients, JudgementSettings judgement) : IConnectionProbe
{
    /// <inheritdoc/>
    public IConnectionVisit Begin() => new AzureConnectionVisit(clients, judgement);
}

/// <summary>One visit, with what its checks learn from each other.</summary>
internal sealed class AzureConnectionVisit(ConnectionClients clients, JudgementSettings judgement) : IConnectionVisit
{
    private readonly VisitedScopes _scopes = new(clients);

    /// <inheritdoc/>
    public async Task<ConnectionCheck> CheckAsync(ConnectionSource source, CancellationToken cancellationToken)
    {
        if (source == ConnectionSource.Credential) return await new CredentialCheck(clients).RunAsync(cancellationToken);
        var scopes = await _scopes.ReadAsync(cancellationToken);
        return source switch
        {
            ConnectionSource.Scopes => await new ScopeCheck(clients).RunAsync(scopes, cancellationToken),
            _ when scopes.InScope.Count == 0 => new ConnectionCheck(source, ConnectionState.Untested, WithoutScopes(scopes)),
            ConnectionSource.ResourceGraph => await new GraphCheck(clients).RunAsync(scopes, cancellationToken),
            ConnectionSource.ResourceManager => await new ManagerCheck(clients).RunAsync(scopes, cancellationToken),
            ConnectionSource.Tags => await new TagCheck(clients, judgement).RunAsync(scopes, cancellationToken),
            _ => throw new ArgumentOutOfRangeException(nameof(source), source, "This source is not read."),
        };
    }

    private static string WithoutScopes(ScopeReading scopes) => scopes.Problem is null
        ? "Not tried: no subscription can be read. See the scopes above."
        : "Not tried: the subscriptions could not be listed. See the scopes above.";
}
