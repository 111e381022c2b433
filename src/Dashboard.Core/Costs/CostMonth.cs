using System.Globalization;

namespace Dashboard.Core.Costs;

/// <summary>A calendar month in UTC: what costs are told by.</summary>
/// <param name="Year">The year.</param>
/// <param name="Month">1 to 12.</param>
public readonly record struct CostMonth(int Year, int Month) : IComparable<CostMonth>
{
    /// <summary>Hours in a month of a list price, as Azure's own price pages count them.</summary>
    public const int ListHours = 730;

    /// <summary>Days after a month's end until what a source says of it is no longer preliminary.</summary>
    public const int SettlingDays = 5;

    /// <summary>Its first moment.</summary>
    public DateTimeOffset Start => new(Year, Month, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>The first moment after it.</summary>
    public DateTimeOffset End => Start.AddMonths(1);

    /// <summary>From when on a reading of it is final.</summary>
    public DateTimeOffset FinalFrom => End.AddDays(SettlingDays);

    /// <summary>The month <paramref name="months"/> later; earlier where negative. The calendar's first and last month are its ends.</summary>
    public CostMonth Plus(int months)
    {
        const int perYear = 12;
        var number = Math.Clamp((Year * perYear) + Month - 1 + months, perYear, (DateTime.MaxValue.Year * perYear) + perYear - 1);
        return new CostMonth(number / perYear, (number % perYear) + 1);
    }

    /// <summary>The month that a moment lies in.</summary>
    public static CostMonth Of(DateTimeOffset moment)
    {
        var utc = moment.UtcDateTime;
        return new CostMonth(utc.Year, utc.Month);
    }

    /// <summary>Reads <c>yyyy-MM</c>.</summary>
    public static bool TryParse(string? text, out CostMonth month)
    {
        var read = DateTime.TryParseExact(text, "yyyy-MM", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day);
        month = read ? new CostMonth(day.Year, day.Month) : default;
        return read;
    }

    /// <inheritdoc/>
    public int CompareTo(CostMonth other) => (Year, Month).CompareTo((other.Year, other.Month));

    /// <summary>True where <paramref name="a"/> is earlier.</summary>
    public static bool operator <(CostMonth a, CostMonth b) => a.CompareTo(b) < 0;

    /// <summary>True where <paramref name="a"/> is later.</summary>
    public static bool operator >(CostMonth a, CostMonth b) => a.CompareTo(b) > 0;

    /// <summary>True where <paramref name="a"/> is not later.</summary>
    public static bool operator <=(CostMonth a, CostMonth b) => a.CompareTo(b) <= 0;

    /// <summary>True where <paramref name="a"/> is not earlier.</summary>
    public static bool operator >=(CostMonth a, CostMonth b) => a.CompareTo(b) >= 0;

    /// <summary><c>yyyy-MM</c>.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Year:0000}-{Month:00}");
}
