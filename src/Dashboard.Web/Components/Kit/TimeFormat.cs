namespace Dashboard.Web.Components.Kit;

/// <summary>How much of a moment is written out. UTC is named once per block, so only <see cref="Full"/> names it.</summary>
public enum TimeFormat
{
    /// <summary><c>24 Nov, 06:14</c>.</summary>
    DayAndTime,

    /// <summary><c>24 Nov 2026</c>.</summary>
    Day,

    /// <summary><c>24 Nov</c>, with the year where it is not this one.</summary>
    ShortDay,

    /// <summary><c>24 Nov 2026 06:14 UTC</c>.</summary>
    Full,

    /// <summary><c>2 hours ago</c>.</summary>
    Ago,
}
