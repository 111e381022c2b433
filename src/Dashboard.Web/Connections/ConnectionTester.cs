using System.Globalization;
using Dashboard.Core.Audit;
using Dashboard.Core.Connections;
using Dashboard.Storage.Commands;

namespace Dashboard.Web.Connections;

/// <summary>The last test of a source in this process.</summary>
/// <param name="Source">The source.</param>
/// <param name="Check">What it found; null where it was not tested since the program started.</param>
/// <param name="At">When it ended.</param>
public sealed record ConnectionStanding(ConnectionSource Source, ConnectionCheck? Check, DateTimeOffset? At);

/// <summary>
/// Runs tests of the connection, one at a time in this process, and keeps the last outcome of each source for whoever looks
/// next. Nothing is written but who tested, in the audit trail.
/// </summary>
public sealed class ConnectionTester(ConnectionTest test, RecordEventCommand events, TimeProvider clock) : IDisposable
{
    private readonly SemaphoreSlim _one = new(1, 1);
    private readonly Lock _gate = new();
    private readonly Dictionary<ConnectionSource, ConnectionStanding> _standings = [];

    /// <summary>Raised, on any thread, when a test began, ended, or told of a source.</summary>
    public event Action? Changed;

    /// <summary>The source that is being tested; null where none is.</summary>
    public ConnectionSource? Testing { get; private set; }

    /// <summary>Every source with what is known of it, in its order.</summary>
    public IReadOnlyList<ConnectionStanding> Standings
    {
        get
        {
            lock (_gate) return [.. ConnectionSources.All.Select(s => _standings.GetValueOrDefault(s) ?? Untested(s))];
        }
    }

    /// <summary>Tests <paramref name="sources"/>; false where another test is under way.</summary>
    public async Task<bool> RunAsync(IReadOnlyList<ConnectionSource> sources, AuditActor actor, CancellationToken cancellationToken)
    {
        if (!await _one.WaitAsync(0, CancellationToken.None)) return false;
        var found = new List<ConnectionCheck>();
        try
        {
            Show(sources[0]);
            await foreach (var check in test.RunAsync(sources, cancellationToken))
            {
                found.Add(check);
                lock (_gate) _standings[check.Source] = new ConnectionStanding(check.Source, check, clock.GetUtcNow());
                Show(found.Count < sources.Count ? sources[found.Count] : null);
            }
        }
        finally
        {
            Show(null);
            _one.Release();
            // Also a test that was cancelled asked Azure something in somebody's name.
            await events.RunAsync(Event(sources, found, actor), CancellationToken.None);
        }

        return true;
    }

    /// <inheritdoc/>
    public void Dispose() => _one.Dispose();

    private void Show(ConnectionSource? source)
    {
        Testing = source;
        Changed?.Invoke();
    }

    private static ConnectionStanding Untested(ConnectionSource source) => ConnectionSources.Read.Contains(source)
        ? new ConnectionStanding(source, null, null)
        : new ConnectionStanding(source, new ConnectionCheck(source, ConnectionState.NotRead, "Not read by this version."), null);

    private static AuditDraft Event(IReadOnlyList<ConnectionSource> sources, List<ConnectionCheck> found, AuditActor actor) => new(
        actor, AuditActions.ConnectionTested,
        new AuditSubject(AuditSubjects.Connection, sources.Count == 1 ? sources[0].ToString() : "all"),
        [
            new("tested", found.Count.ToString(CultureInfo.InvariantCulture)),
            new("good", found.Count(c => c.State == ConnectionState.Good).ToString(CultureInfo.InvariantCulture)),
        ],
        found.Count == sources.Count ? AuditOutcome.Succeeded : AuditOutcome.Partial);
}
