namespace Dashboard.Azure;

/// <summary>What Resource Graph last said of the caller's quota, for status pages.</summary>
public interface IResourceGraphQuota
{
    /// <summary>The last answer that told it; null where none did since the start.</summary>
    QuotaReading? Last { get; }
}

/// <summary>The quota as an answer told it.</summary>
/// <param name="Remaining">Queries left in the window.</param>
/// <param name="ResetsAfter">Until the window started anew, counted from <paramref name="SeenAt"/>.</param>
/// <param name="SeenAt">When the answer came.</param>
public sealed record QuotaReading(int Remaining, TimeSpan ResetsAfter, DateTimeOffset SeenAt);
