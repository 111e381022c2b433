using Dashboard.Core.Reports;

namespace Dashboard.Storage.Reports;

/// <summary>Reckons sealed months again from the history.</summary>
public sealed class RestatementQuery
{
    private readonly MonthFiguresReader _reader;
    private readonly TimeProvider _clock;

    /// <summary>Made by the services of the storage.</summary>
    internal RestatementQuery(MonthFiguresReader reader, TimeProvider clock) => (_reader, _clock) = (reader, clock);

    /// <summary>What is another figure with what is known of costs by now. Nothing, where the sealed one is all that is known.</summary>
    public Task<IReadOnlyList<FigureDifference>> RunAsync(SealedMonth month, CancellationToken cancellationToken) =>
        BetweenAsync(month.Text, MonthTerms.Of(month.Figures) with { KnownAt = _clock.GetUtcNow() }, cancellationToken);

    /// <summary>What is another figure under the very terms of the sealing: nothing, or the history was changed.</summary>
    public Task<IReadOnlyList<FigureDifference>> AsSealedAsync(MonthFigures figures, string text, CancellationToken cancellationToken) =>
        BetweenAsync(text, MonthTerms.Of(figures), cancellationToken);

    private async Task<IReadOnlyList<FigureDifference>> BetweenAsync(string text, MonthTerms terms, CancellationToken cancellationToken)
    {
        var now = await _reader.ReadAsync(terms, cancellationToken);
        return Restatement.Between(text, now is null ? "{}" : SnapshotJson.Write(now));
    }
}
