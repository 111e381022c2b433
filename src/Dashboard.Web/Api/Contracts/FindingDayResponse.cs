using Dashboard.Core.Queries;
using Dashboard.Core.Runs;

namespace Dashboard.Web.Api.Contracts;

/// <summary>A day of the series of findings; <c>run</c> null: no run that day, what stood is carried over and goes on to fall due.</summary>
internal sealed record FindingDayResponse(DateOnly Day, RunStatus? Run, int Open, int Overdue, int Excepted)
{
    /// <summary>The response of <paramref name="day"/>.</summary>
    public static FindingDayResponse Of(FindingDay day) => new(day.Day, day.Run, day.Counts.Open, day.Counts.Overdue, day.Counts.Excepted);
}
