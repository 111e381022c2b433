namespace Dashboard.Web.Demo;

/// <summary>How far the demo has filled its past, for pages to show.</summary>
public sealed class DemoProgress
{
    /// <summary>Raised, on any thread, when a day was filled and at the end.</summary>
    public event Action? Changed;

    /// <summary>Days filled in this process.</summary>
    public int Day { get; private set; }

    /// <summary>Days to fill; 0 until known.</summary>
    public int Days { get; private set; }

    /// <summary>True where nothing is left to fill, and outside demo mode.</summary>
    public bool Done { get; private set; }

    /// <summary>True where filling ended before its end; the log says why.</summary>
    public bool Failed { get; private set; }

    /// <summary>Outside demo mode: there is nothing to fill.</summary>
    internal static DemoProgress None() => new() { Done = true };

    /// <summary>Reports that <paramref name="day"/> of <paramref name="days"/> are filled.</summary>
    internal void Report(int day, int days)
    {
        (Day, Days) = (day, days);
        Changed?.Invoke();
    }

    /// <summary>Reports the end.</summary>
    internal void End(bool failed)
    {
        (Done, Failed) = (true, failed);
        Changed?.Invoke();
    }
}
