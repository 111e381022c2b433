namespace Dashboard.Benchmarks.Harness;

/// <summary>One measured run, in milliseconds.</summary>
/// <param name="Elapsed">By the clock on the wall.</param>
/// <param name="Processor">What this process used of all processors: other work on the machine does not show in it.</param>
internal readonly record struct Sample(double Elapsed, double Processor);

/// <summary>The runs of one measurement.</summary>
internal sealed class Series
{
    private readonly List<Sample> _samples = [];

    /// <summary>The median of the elapsed times: what is judged.</summary>
    public double Median => At(s => s.Elapsed, 0.5);

    /// <summary>The fastest run.</summary>
    public double Min => At(s => s.Elapsed, 0);

    /// <summary>All but one run of twenty are not slower.</summary>
    public double P95 => At(s => s.Elapsed, 0.95);

    /// <summary>The median of the processor times.</summary>
    public double Processor => At(s => s.Processor, 0.5);

    public void Add(Sample sample) => _samples.Add(sample);

    private double At(Func<Sample, double> value, double share)
    {
        var sorted = _samples.Select(value).Order().ToList();
        return sorted[Math.Min(sorted.Count - 1, (int)(share * sorted.Count))];
    }
}
