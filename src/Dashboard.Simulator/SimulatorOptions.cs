namespace Dashboard.Simulator;

/// <summary>How a simulator is set up.</summary>
public sealed record SimulatorOptions
{
    /// <summary>The port for HTTP on 127.0.0.1; 0 takes any free one.</summary>
    public int Port { get; init; }

    /// <summary>Whether to serve HTTPS as well, with a certificate authority made at start.</summary>
    public bool Https { get; init; }

    /// <summary>The port for HTTPS; 0 takes any free one.</summary>
    public int HttpsPort { get; init; }

    /// <summary>How many apps, slots included, the generated estate has by the end of its year.</summary>
    public int Apps { get; init; } = 400;

    /// <summary>The seed of the generated estate.</summary>
    public long Seed { get; init; } = 7;

    /// <summary>The simulated now, which then stands still until it is moved; null follows <see cref="TimeProvider"/>.</summary>
    public DateTimeOffset? AsOf { get; init; }

    /// <summary>
    /// The end of the year in which the generated organisation brings its coverage from under a half to about
    /// three quarters. Drift goes on before and after it.
    /// </summary>
    public DateTimeOffset YearEnd { get; init; } = DefaultYearEnd;

    /// <summary>Milliseconds that every answer is held back.</summary>
    public int LatencyMs { get; init; }

    /// <summary>A file with the estate to serve instead of a generated one.</summary>
    public string? EstateFile { get; init; }

    /// <summary>A file with faults to begin with: a JSON array, as <c>--help</c> shows it.</summary>
    public string? FaultsFile { get; init; }

    /// <summary>Resource Graph queries that each caller may make in five seconds.</summary>
    public int Quota { get; init; } = 15;

    /// <summary>Units of Cost Management that the tenant may use in ten seconds; five times as many in a minute, fifty times in an hour.</summary>
    public int CostQuota { get; init; } = 12;

    /// <summary>Rows of an answer of Cost Management before there is a next page.</summary>
    public int CostPageSize { get; init; } = 200;

    /// <summary>The source of real time.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    /// <summary>The default of <see cref="YearEnd"/>: absolute, so that equal seed and time mean an equal estate everywhere.</summary>
    public static DateTimeOffset DefaultYearEnd { get; } = new(2026, 12, 1, 0, 0, 0, TimeSpan.Zero);
}
