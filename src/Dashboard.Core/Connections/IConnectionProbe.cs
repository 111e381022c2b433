namespace Dashboard.Core.Connections;

/// <summary>Tries the sources with the very clients that runs use.</summary>
public interface IConnectionProbe
{
    /// <summary>Begins a visit, in which what one source tells is not asked again for the next.</summary>
    IConnectionVisit Begin();
}

/// <summary>One visit. It does not throw for what Azure answers, only <see cref="OperationCanceledException"/>.</summary>
public interface IConnectionVisit
{
    /// <summary>Tries one of the sources in <see cref="ConnectionSources.Read"/>.</summary>
    Task<ConnectionCheck> CheckAsync(ConnectionSource source, CancellationToken cancellationToken);
}
