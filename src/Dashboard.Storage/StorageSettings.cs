namespace Dashboard.Storage;

/// <summary>The databases that can keep the history.</summary>
public enum DatabaseProvider
{
    /// <summary>A file beside the program; one process serves it.</summary>
    Sqlite,

    /// <summary>A PostgreSQL server, 15 or later.</summary>
    PostgreSql,
}

/// <summary>Where the history is kept.</summary>
/// <param name="Provider">The database.</param>
/// <param name="ConnectionString">A connection string of Microsoft.Data.Sqlite or Npgsql. It may hold a password.</param>
public sealed record StorageSettings(DatabaseProvider Provider, string ConnectionString)
{
    /// <summary>The provider alone: a connection string must not reach a log.</summary>
    public override string ToString() => $"{nameof(StorageSettings)} {{ {nameof(Provider)} = {Provider} }}";
}
