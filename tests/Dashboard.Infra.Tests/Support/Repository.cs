namespace Dashboard.Infra.Tests.Support;

/// <summary>The templates in the repository.</summary>
internal static class Repository
{
    public static string Infra { get; } = Path.Combine(Root(), "infra");

    /// <summary>Every template and parameters file, by its path below <c>infra</c>.</summary>
    public static IEnumerable<string> BicepFiles() => Directory.EnumerateFiles(Infra, "*", SearchOption.AllDirectories)
        .Where(f => Path.GetExtension(f) is ".bicep" or ".bicepparam")
        .Select(f => Path.GetRelativePath(Infra, f))
        .Order(StringComparer.Ordinal);

    private static string Root()
    {
        var at = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(at.FullName, "Dashboard.sln")))
        {
            at = at.Parent ?? throw new InvalidOperationException("The tests run outside the repository.");
        }

        return at.FullName;
    }
}
