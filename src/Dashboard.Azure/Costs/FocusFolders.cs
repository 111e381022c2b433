namespace Dashboard.Azure.Costs;

/// <summary>Finds the files of FOCUS exports.</summary>
internal static class FocusFolders
{
    private static readonly EnumerationOptions Below = new()
    {
        RecurseSubdirectories = true,
        // Deeper than any export lays its folders; a link back to above must not be followed for ever.
        MaxRecursionDepth = 8,
        IgnoreInaccessible = false,
    };

    /// <summary>
    /// The files by folder, ordered by name, without the folders of earlier runs; null where the directory is not there or may not be
    /// read.
    /// </summary>
    public static IReadOnlyList<IReadOnlyList<FileInfo>>? Of(string directory)
    {
        try
        {
            var folders = new DirectoryInfo(directory).EnumerateFiles("*", Below)
                .Where(f => f.Name.EndsWith(".csv", StringComparison.OrdinalIgnoreCase) || f.Name.EndsWith(".csv.gz", StringComparison.OrdinalIgnoreCase))
                .GroupBy(f => f.DirectoryName!, StringComparer.Ordinal)
                .Select(g => (Folder: g.Key, Files: g.OrderBy(f => f.Name, StringComparer.Ordinal).ToList(), Written: g.Max(f => f.LastWriteTimeUtc)))
                .ToList();
            // Runs beside each other tell of the same time; folders of any other name are taken as parts of the whole.
            var newest = folders.GroupBy(f => IsRun(f.Folder) ? Path.GetDirectoryName(f.Folder)! : f.Folder + "/", StringComparer.Ordinal)
                .Select(g => g.OrderByDescending(f => f.Written).ThenByDescending(f => f.Folder, StringComparer.Ordinal).First());
            return [.. newest.OrderBy(f => f.Folder, StringComparer.Ordinal).Select(f => f.Files)];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return null;
        }
    }

    private static bool IsRun(string folder) => Guid.TryParse(Path.GetFileName(folder), out _);
}
