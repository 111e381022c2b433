namespace Dashboard.Web.Hosting.Settings;

/// <summary>Where files go. Paths are relative to the repository that the program was built in, else to the working directory.</summary>
internal static class DataPaths
{
    /// <summary>
    /// The directory to which relative paths belong. <c>dotnet run --project</c> changes the working directory to the
    /// project's, so that would be the wrong place for data that the README promises in the repository's <c>data/</c>.
    /// </summary>
    public static string Base()
    {
        for (var at = new DirectoryInfo(AppContext.BaseDirectory); at is not null; at = at.Parent)
            if (File.Exists(Path.Combine(at.FullName, "Dashboard.sln"))) return at.FullName;
        return Environment.CurrentDirectory;
    }

    /// <summary><paramref name="path"/> as an absolute path.</summary>
    public static string Absolute(string path) => Path.GetFullPath(path, Base());

    /// <summary>
    /// Makes the directory and writes a file into it, since access rights, read-only mounts and quotas show themselves
    /// only then. Null where that works, else what is wrong in a few words.
    /// </summary>
    public static string? TryPrepare(string directory)
    {
        try
        {
            Directory.CreateDirectory(directory);
            var probe = Path.Combine(directory, $".write-test-{Environment.ProcessId}");
            using (new FileStream(probe, FileMode.Create, FileAccess.Write, FileShare.None, 1, FileOptions.DeleteOnClose)) { }
            return null;
        }
        catch (UnauthorizedAccessException)
        {
            return "access is denied";
        }
        catch (IOException e)
        {
            return e is DirectoryNotFoundException or PathTooLongException ? "no such directory can be made" : "it cannot be written";
        }
    }
}
