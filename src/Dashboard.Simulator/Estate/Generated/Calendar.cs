namespace Dashboard.Simulator.Estate.Generated;

/// <summary>
/// The calendar of the organisation's mutual-TLS programme. It is absolute: the estate at an instant depends on
/// the seed and that instant, never on when the simulator was started or which day it was moved to before.
/// </summary>
internal sealed record Calendar(DateTimeOffset YearEnd)
{
    /// <summary>Coverage rises from under a half to about three quarters between here and <see cref="YearEnd"/>.</summary>
    public DateTimeOffset YearStart => YearEnd.AddMonths(-12);

    /// <summary>The first months in which anything happens: well before any history that is asked for.</summary>
    public DateTimeOffset First => YearEnd.AddMonths(-72);

    /// <summary>The last month that is laid out; the estate keeps drifting until then.</summary>
    public DateTimeOffset Last => YearEnd.AddMonths(240);

    /// <summary>The beginnings of all months of the calendar.</summary>
    public IEnumerable<DateTimeOffset> Months()
    {
        for (var month = First; month < Last; month = month.AddMonths(1))
        {
            yield return month;
        }
    }
}
