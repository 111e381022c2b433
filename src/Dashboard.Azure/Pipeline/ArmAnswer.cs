namespace Dashboard.Azure.Pipeline;

/// <summary>Why a request gave nothing that could be read.</summary>
internal enum FailureKind
{
    /// <summary>An HTTP status other than 200.</summary>
    Status,

    /// <summary>No connection, or silence.</summary>
    NoConnection,

    /// <summary>The answer broke off.</summary>
    BrokenOff,

    /// <summary>The credential gave no token.</summary>
    NoToken,
}

/// <summary>A request that failed.</summary>
/// <param name="Kind">How.</param>
/// <param name="Status">The HTTP status; 0 where there is none.</param>
/// <param name="Codes">The error codes of the body, the outer one first.</param>
internal sealed record ArmFailure(FailureKind Kind, int Status, IReadOnlyList<string> Codes)
{
    /// <summary>Why there was no connection, where there was none.</summary>
    public ConnectionFault Fault { get; init; }

    /// <summary>True where the body carries <paramref name="code"/>.</summary>
    public bool Has(string code) => Codes.Contains(code, StringComparer.OrdinalIgnoreCase);
}

/// <summary>What a request came back with: the body of a 200, or the failure.</summary>
internal sealed class ArmAnswer : IDisposable
{
    private readonly PooledBody? _body;

    public ArmAnswer(PooledBody body) => _body = body;

    public ArmAnswer(ArmFailure failure) => Failure = failure;

    /// <summary>Null where the answer is a whole 200.</summary>
    public ArmFailure? Failure { get; }

    /// <summary>True where Resource Graph searched only the first 10,000 subscriptions.</summary>
    public bool SubscriptionLimitHit { get; init; }

    /// <summary>The body of a 200; empty for a failure. Valid until disposal.</summary>
    public ReadOnlyMemory<byte> Body => _body?.Bytes ?? default;

    /// <inheritdoc/>
    public void Dispose() => _body?.Dispose();
}
