namespace Dashboard.Storage.Tests.Support;

/// <summary>
/// Tests of the storage. Each class of them is abstract and has two nested ones, <c>OnSqlite</c> and <c>OnPostgreSql</c>,
/// so that whatever is claimed of the one database is claimed of the other.
/// </summary>
public abstract class DatabaseTests(DatabaseProvider provider)
{
    protected DatabaseProvider Provider => provider;

    /// <summary>A database of its own with the newest schema.</summary>
    protected Task<TestDatabase> CreateAsync(DateTimeOffset? start = null) => TestDatabase.CreateAsync(provider, start);
}
