namespace Dashboard.Web.Components.Kit;

/// <summary>What a panel has to show.</summary>
public enum LoadState
{
    /// <summary>Not there yet: a skeleton.</summary>
    Loading,

    /// <summary>There.</summary>
    Ready,

    /// <summary>It could not be loaded: retry and an id.</summary>
    Failed,
}

/// <summary>A value on its way to a panel.</summary>
/// <typeparam name="T">The value.</typeparam>
/// <param name="State">Where it is.</param>
/// <param name="Value">The value where ready.</param>
/// <param name="ErrorId">The id under which the log has the reason, where failed. The reason itself never reaches a page.</param>
public readonly record struct Load<T>(LoadState State, T? Value, string? ErrorId);

/// <summary>Makers of <see cref="Load{T}"/>.</summary>
public static class Load
{
    /// <summary>The value is there.</summary>
    public static Load<T> Ready<T>(T value) => new(LoadState.Ready, value, null);

    /// <summary>It could not be loaded.</summary>
    public static Load<T> Failed<T>(string errorId) => new(LoadState.Failed, default, errorId);
}
