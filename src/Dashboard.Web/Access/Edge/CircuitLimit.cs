using System.Collections.Concurrent;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Server.Circuits;

namespace Dashboard.Web.Access.Edge;

/// <summary>How many open pages each user has.</summary>
internal sealed class CircuitCount
{
    /// <summary>More tabs than anybody has open, and few enough that one account cannot fill the memory.</summary>
    public const int Most = 40;

    private readonly ConcurrentDictionary<string, int> _open = new(StringComparer.Ordinal);

    /// <summary>Counts another one; false where there are too many.</summary>
    public bool TryOpen(string user)
    {
        if (_open.AddOrUpdate(user, 1, (_, count) => count + 1) <= Most) return true;
        Close(user);
        return false;
    }

    /// <summary>Counts one less.</summary>
    public void Close(string user)
    {
        if (_open.AddOrUpdate(user, 0, (_, count) => count - 1) <= 0) _open.TryRemove(KeyValuePair.Create(user, 0));
    }
}

/// <summary>Refuses a circuit of who has too many.</summary>
internal sealed class CircuitLimit(AuthenticationStateProvider authentication, CircuitCount count) : CircuitHandler
{
    private string? _user;

    /// <inheritdoc/>
    public override async Task OnCircuitOpenedAsync(Circuit circuit, CancellationToken cancellationToken)
    {
        if (Actors.IdOf((await authentication.GetAuthenticationStateAsync()).User) is not { } user) return;
        if (!count.TryOpen(user)) throw new InvalidOperationException("One user has too many pages open.");
        _user = user;
    }

    /// <inheritdoc/>
    public override Task OnCircuitClosedAsync(Circuit circuit, CancellationToken cancellationToken)
    {
        if (_user is not null) count.Close(_user);
        return Task.CompletedTask;
    }
}
