namespace Dashboard.Core.Tests;

/// <summary>Finds files of the repository from a test's output folder.</summary>
internal static class Repository
{
    public static string Root { get; } = Find(new DirectoryInfo(AppContext.BaseDirectory));

    private static string Find(DirectoryInfo? folder) => folder switch
    {
        null => throw new InvalidOperationException("Dashboard.sln was not found above the test."),
        _ when File.Exists(Path.Combine(folder.FullName, "Dashboard.sln")) => folder.FullName,
        _ => Find(folder.Parent),
    };
}
