namespace Dashboard.Web.Status;

/// <summary>What to look for in the log.</summary>
/// <param name="EventId">The event's number, which stays the same.</param>
/// <param name="Category">The log's category: the class that wrote it.</param>
/// <param name="Meaning">What it tells.</param>
public sealed record LogEntry(int EventId, string Category, string Meaning);

/// <summary>How runs and errors are found in the log. Lines go to standard error, one each, in UTC.</summary>
public static class LogEntries
{
    /// <summary>The lines that tell of a run. Each but the last names its number.</summary>
    public static IReadOnlyList<LogEntry> OfRuns { get; } =
    [
        new(1001, "AppCollector", "A run started, with its trigger"),
        new(1002, "AppCollector", "A run ended: its status, apps, changes and requests"),
        new(1003, "AppCollector", "A run failed unexpectedly, with the cause"),
        new(1004, "AppCollector", "A run lost its lease to another"),
        new(1005, "AppCollector", "A run missed a heartbeat"),
        new(3030, "AbandonedRunWatch", "A run was abandoned and starts again"),
        new(3001, "CollectionService", "A run could not start or end, with the cause"),
    ];

    /// <summary>The lines that tell of errors on pages and in the API. Each names the id that the reader saw.</summary>
    public static IReadOnlyList<LogEntry> OfErrors { get; } =
    [
        new(3041, "FailedRequests", "A request failed, with the trace id of its answer and the cause"),
        new(5101, "PanelBoundary", "A panel could not be shown, with the id on the page and the cause"),
        new(5102, "its page", "A panel could not be loaded, with the id on the page and the cause"),
        new(5107, "FindingWork", "A note on a finding could not be stored, with the id on the page and the cause"),
        new(5108, "AssumptionForm", "Assumptions could not be stored or weighed, with the id on the page and the cause"),
        new(5105, "ConnectPage", "A test of the connection failed, with the id on the page and the cause"),
    ];
}
