using System.Runtime.CompilerServices;

namespace Dashboard.Core.Connections;

/// <summary>Tests sources one after the other, each within a limit of its own. It changes nothing anywhere.</summary>
public sealed class ConnectionTest(IConnectionProbe probe, TimeProvider clock)
{
    /// <summary>How long the test of one source may take.</summary>
    public static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    /// <summary>Tests <paramref name="sources"/> in their order and tells of each as soon as it is known.</summary>
    public async IAsyncEnumerable<ConnectionCheck> RunAsync(
        IReadOnlyList<ConnectionSource> sources, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var visit = probe.Begin();
        foreach (var source in sources)
        {
            yield return ConnectionSources.Read.Contains(source)
                ? await CheckAsync(visit, source, cancellationToken)
                : new ConnectionCheck(source, ConnectionState.NotRead, "Not read by this version.");
        }
    }

    private async Task<ConnectionCheck> CheckAsync(IConnectionVisit visit, ConnectionSource source, CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(Limit, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        var began = clock.GetTimestamp();
        try
        {
            return await visit.CheckAsync(source, either.Token) with { Took = clock.GetElapsedTime(began) };
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            return new ConnectionCheck(
                source, ConnectionState.Failed,
                $"It did not come to an end within {Limit.TotalSeconds:0} seconds and was given up. Check network, proxy and firewall, and try again.")
            {
                Took = clock.GetElapsedTime(began),
            };
        }
    }
}
