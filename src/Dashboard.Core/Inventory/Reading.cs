namespace Dashboard.Core.Inventory;

/// <summary>What is known of one property of a resource after it was read.</summary>
public enum ReadingState
{
    /// <summary>The answer did not carry the property at all. It says nothing about its value.</summary>
    Absent,

    /// <summary>The property was there and was JSON null.</summary>
    Null,

    /// <summary>The property was there and was understood.</summary>
    Value,

    /// <summary>The property was there, but its type or text is none that we know. <see cref="Reading{T}.Raw"/> keeps it.</summary>
    NotUnderstood,
}

/// <summary>
/// A property as Azure gave it: a value, null, absent, or something that was not understood. The four are kept apart
/// because a missing property must never be taken for a safe default.
/// </summary>
/// <typeparam name="T">The type of an understood value.</typeparam>
/// <param name="State">What is known.</param>
/// <param name="Value">The value where <paramref name="State"/> is <see cref="ReadingState.Value"/>, else the default.</param>
/// <param name="Raw">The JSON text of a value that was not understood, cut to 200 characters; else null.</param>
public readonly record struct Reading<T>(ReadingState State, T? Value, string? Raw)
{
    /// <summary>True where the property was read, as a value or as null.</summary>
    public bool IsKnown => State is ReadingState.Value or ReadingState.Null;

    /// <summary>The value, or the default of <typeparamref name="T"/> where there is none.</summary>
    public T? OrDefault() => State == ReadingState.Value ? Value : default;

    /// <summary>The evidence text of this reading: <c>true</c>, <c>"Optional"</c>, <c>null</c>, <c>not read</c>, or the raw JSON.</summary>
    public string Evidence() => State switch
    {
        ReadingState.Absent => "not read",
        ReadingState.Null => "null",
        ReadingState.NotUnderstood => $"not understood: {Raw}",
        ReadingState.Value => Value switch
        {
            bool b => b ? "true" : "false",
            string s => $"\"{s}\"",
            var other => other?.ToString() ?? "null",
        },
    };
}

/// <summary>Makers of <see cref="Reading{T}"/>.</summary>
public static class Reading
{
    private const int MaxRaw = 200;

    /// <summary>An understood value.</summary>
    public static Reading<T> Of<T>(T value) => new(ReadingState.Value, value, null);

    /// <summary>A property that was there and was null.</summary>
    public static Reading<T> Null<T>() => new(ReadingState.Null, default, null);

    /// <summary>A property that the answer did not carry.</summary>
    public static Reading<T> Absent<T>() => new(ReadingState.Absent, default, null);

    /// <summary>A property whose content was not understood; <paramref name="raw"/> is its JSON text.</summary>
    public static Reading<T> NotUnderstood<T>(string raw) =>
        new(ReadingState.NotUnderstood, default, raw.Length <= MaxRaw ? raw : raw[..MaxRaw]);
}
