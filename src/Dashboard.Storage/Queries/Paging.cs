namespace Dashboard.Storage.Queries;

/// <summary>Pages count from 1.</summary>
internal static class Paging
{
    /// <summary>Rows before the page; a page beyond any list is merely empty.</summary>
    public static int Skip(int page, int pageSize)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(page, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(pageSize, 1);
        return (int)Math.Min((page - 1L) * pageSize, int.MaxValue);
    }
}
