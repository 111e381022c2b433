using Dashboard.Core.Costs;

namespace Dashboard.Core.Reports;

/// <summary>The settings that a month's figures hang on.</summary>
/// <param name="CoverageTarget">What coverage is to be, in percent.</param>
/// <param name="DefaultCurrency">The currency of list prices where no cost told a subscription's, ISO 4217.</param>
public sealed record MonthSettings(decimal CoverageTarget, string DefaultCurrency);

/// <summary>Under what a month's figures are reckoned. All of it is in the sealed content, so that they can be reckoned again.</summary>
/// <param name="Month">The month.</param>
/// <param name="Completeness">How it is sealed.</param>
/// <param name="SealingRun">The run that seals it; null where none did in time.</param>
/// <param name="KnownAt">What was told of costs by then counts.</param>
/// <param name="Settings">What was set on that day.</param>
public sealed record MonthTerms(CostMonth Month, MonthCompleteness Completeness, long? SealingRun, DateTimeOffset KnownAt, MonthSettings Settings)
{
    /// <summary>The terms of figures that were reckoned before.</summary>
    public static MonthTerms Of(MonthFigures figures) => new(
        figures.Period(), figures.Completeness, figures.SealingRun, figures.KnownAt,
        new MonthSettings(figures.Kpis.Coverage.Target ?? 0, figures.DefaultCurrency));
}

/// <summary>A run that may seal a month: one that read everything and started after its end.</summary>
/// <param name="Id">Its number.</param>
/// <param name="RunTime">Its one clock.</param>
public readonly record struct SealingRun(long Id, DateTimeOffset RunTime);

/// <summary>When a month is sealed, and by what. It hangs on the history alone: whoever seals late seals the same.</summary>
public static class MonthSealing
{
    /// <summary>So long after a month's end a run that read everything is waited for.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromHours(72);

    /// <summary>The terms of a month; null where it is too early.</summary>
    /// <param name="month">The month.</param>
    /// <param name="first">The first Succeeded run that started after its end; null where there is none yet.</param>
    /// <param name="now">The present.</param>
    /// <param name="settings">What is set.</param>
    public static MonthTerms? TermsOf(CostMonth month, SealingRun? first, DateTimeOffset now, MonthSettings settings)
    {
        var latest = month.End + Patience;
        if (first is { } run && run.RunTime <= latest) return new MonthTerms(month, MonthCompleteness.Complete, run.Id, run.RunTime, settings);
        return now < latest ? null : new MonthTerms(month, MonthCompleteness.Incomplete, null, latest, settings);
    }
}
