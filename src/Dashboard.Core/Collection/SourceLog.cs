using Dashboard.Core.Costs;
using Dashboard.Core.Runs;

namespace Dashboard.Core.Collection;

/// <summary>
/// Where a source writes down what it read and what it could not. One per source and run; safe for concurrent use,
/// since ARM reads run side by side.
/// </summary>
/// <param name="name">The source's name as the Runs page shows it.</param>
public sealed class SourceLog(string name)
{
    private readonly Lock _gate = new();
    private readonly List<string> _problems = [];
    private readonly Dictionary<string, string> _scopeProblems = new(StringComparer.OrdinalIgnoreCase);
    private int _rows;
    private int _notUnderstood;
    private int _pages;
    private int _requests;
    private int _armReads;
    private int _notThere;
    private int _unallocated;
    private long _waitedTicks;
    private readonly HashSet<CostMonth> _noDataYet = [];

    /// <summary>The source's name.</summary>
    public string Name { get; } = name;

    /// <summary>False as soon as anything was not read.</summary>
    public bool Complete { get; private set; } = true;

    /// <summary>Rows that the source announced (<c>totalRecords</c>), summed over batches; null before the first page.</summary>
    public int? Announced { get; private set; }

    /// <summary>The last <c>Date</c> header seen; null where none was.</summary>
    public DateTimeOffset? ServiceDate { get; private set; }

    /// <summary>Pages read.</summary>
    public int Pages => _pages;

    /// <summary>Requests sent, retries included.</summary>
    public int Requests => _requests;

    /// <summary>Reads of single resources by ARM.</summary>
    public int ArmReads => _armReads;

    /// <summary>Subscriptions that this source could not read, with the reason in plain words.</summary>
    public IReadOnlyDictionary<string, string> ScopeProblems
    {
        get { lock (_gate) return new Dictionary<string, string>(_scopeProblems, StringComparer.OrdinalIgnoreCase); }
    }

    /// <summary>Counts a page and its understood rows.</summary>
    public void Page(int rows)
    {
        Interlocked.Increment(ref _pages);
        Interlocked.Add(ref _rows, rows);
    }

    /// <summary>Counts one understood row that came by itself (an ARM read).</summary>
    public void Row() => Interlocked.Increment(ref _rows);

    /// <summary>Counts a row that was not understood.</summary>
    public void NotUnderstood() => Interlocked.Increment(ref _notUnderstood);

    /// <summary>A row that was counted with its page turns out not to be understood.</summary>
    public void RowNotUnderstood()
    {
        Interlocked.Decrement(ref _rows);
        Interlocked.Increment(ref _notUnderstood);
    }

    /// <summary>Counts a request as it is sent.</summary>
    public void Request() => Interlocked.Increment(ref _requests);

    /// <summary>Resources that answered 404 although their app is there.</summary>
    public int NotThereCount => _notThere;

    /// <summary>Counts a resource that answered 404 although its app is there: shown on the run, and no failure.</summary>
    public void NotThere() => Interlocked.Increment(ref _notThere);

    /// <summary>Rows of the service that name no resource, so that what they tell belongs to none.</summary>
    public int UnallocatedCount => _unallocated;

    /// <summary>Counts rows that name no resource: told, and no failure.</summary>
    public void Unallocated(int rows) => Interlocked.Add(ref _unallocated, rows);

    /// <summary>Months of which the service has no data yet: told, and no failure. Nothing is known of them, and not that there is nothing.</summary>
    public IReadOnlySet<CostMonth> MonthsWithoutData
    {
        get { lock (_gate) return new HashSet<CostMonth>(_noDataYet); }
    }

    /// <summary>Records that the service has no data yet of some months.</summary>
    public void NoDataYet(CostMonth first, CostMonth last)
    {
        lock (_gate)
        {
            for (var month = first; month <= last; month = month.Plus(1)) _noDataYet.Add(month);
        }
    }

    /// <summary>Counts an ARM read of a single resource.</summary>
    public void ArmRead() => Interlocked.Increment(ref _armReads);

    /// <summary>Time spent waiting for quota, summed over requests: those that ran side by side waited side by side.</summary>
    public TimeSpan Waits => new(Interlocked.Read(ref _waitedTicks));

    /// <summary>Counts a wait for quota that is over.</summary>
    public void Waited(TimeSpan time) => Interlocked.Add(ref _waitedTicks, time.Ticks);

    /// <summary>Adds to the rows that the source announced.</summary>
    public void Announce(int rows)
    {
        lock (_gate) Announced = (Announced ?? 0) + rows;
    }

    /// <summary>Records the service's clock.</summary>
    public void SawDate(DateTimeOffset date)
    {
        lock (_gate) ServiceDate = date;
    }

    /// <summary>Records that something was not read; the source is incomplete from here on.</summary>
    /// <param name="problem">What, and what would mend it, in plain words; never a secret.</param>
    /// <param name="subscriptionId">The subscription, where it is one.</param>
    public void Incomplete(string problem, string? subscriptionId = null)
    {
        lock (_gate)
        {
            Complete = false;
            if (subscriptionId is not null) _scopeProblems.TryAdd(subscriptionId, problem);
            else if (!_problems.Contains(problem) && _problems.Count < 20) _problems.Add(problem);
        }
    }

    /// <summary>Adds what another log says of a part of this source.</summary>
    public void Add(SourceLog part)
    {
        Interlocked.Add(ref _rows, part._rows);
        Interlocked.Add(ref _notUnderstood, part._notUnderstood);
        Interlocked.Add(ref _pages, part._pages);
        Interlocked.Add(ref _requests, part._requests);
        Interlocked.Add(ref _armReads, part._armReads);
        Interlocked.Add(ref _notThere, part._notThere);
        Unallocated(part._unallocated);
        Waited(part.Waits);
        if (part.Announced is { } announced) Announce(announced);
        if (part.ServiceDate is { } date) SawDate(date);
        foreach (var (subscription, problem) in part.ScopeProblems) Incomplete(problem, subscription);
        foreach (var problem in part._problems) Incomplete(problem);
    }

    /// <summary>The outcome so far.</summary>
    public SourceOutcome Outcome()
    {
        lock (_gate)
        {
            var problems = _problems.Concat(_scopeProblems.Select(p => $"Subscription {p.Key}: {p.Value}")).ToList();
            return new SourceOutcome(
                Name, Complete, _rows, _notUnderstood, _pages, _requests, problems.Count == 0 ? null : string.Join(" ", problems))
            {
                WaitedMilliseconds = (long)Waits.TotalMilliseconds,
            };
        }
    }
}
