namespace Dashboard.Storage;

/// <summary>How much room a database takes.</summary>
/// <param name="Bytes">The data in bytes.</param>
/// <param name="LogBytes">The write-ahead log in bytes; null where the database does not tell.</param>
internal sealed record DatabaseSize(long Bytes, long? LogBytes);
