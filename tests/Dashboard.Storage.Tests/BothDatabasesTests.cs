using Dashboard.Storage.Tests.Support;

namespace Dashboard.Storage.Tests;

/// <summary>A class of tests that forgets one of the databases is found here.</summary>
public sealed class BothDatabasesTests
{
    /// <summary>Tests of what only one database has lie in a folder, and so a namespace, of its name.</summary>
    private static readonly string[] OfOneDatabase = ["Dashboard.Storage.Tests.Sqlite", "Dashboard.Storage.Tests.PostgreSql"];

    [Fact]
    public void Every_class_of_tests_runs_on_both()
    {
        var tests = typeof(BothDatabasesTests).Assembly.GetTypes()
            .Where(t => t.DeclaringType is null && t != typeof(BothDatabasesTests) && !OfOneDatabase.Contains(t.Namespace))
            .Where(t => t.GetMethods().Any(m => m.GetCustomAttributes(typeof(FactAttribute), inherit: false).Length > 0))
            .ToList();
        Assert.True(tests.Count > 5);
        var wrong = tests.Where(t => !typeof(DatabaseTests).IsAssignableFrom(t) || !Runs(t, "OnSqlite") || !Runs(t, "OnPostgreSql"));
        Assert.Empty(wrong.Select(t => t.Name));
    }

    private static bool Runs(Type tests, string name) => tests.GetNestedType(name) is { IsSealed: true } nested && nested.BaseType == tests;
}
