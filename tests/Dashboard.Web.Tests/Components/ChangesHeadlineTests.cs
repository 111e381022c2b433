using Dashboard.Core.Changes;
using Dashboard.Core.Queries;
using Dashboard.Web.Components.Pages.Changes;
using Dashboard.Web.Urls;

namespace Dashboard.Web.Tests.Components;

public sealed class ChangesHeadlineTests
{
    [Theory]
    [InlineData(0, 0, 0, 0, "No app drifted today, and none got better")]
    [InlineData(3, 3, 1, 1, "3 apps drifted today: their verdict got worse. 1 got better.")]
    [InlineData(1, 1, 0, 0, "1 app drifted today: its verdict got worse.")]
    [InlineData(0, 0, 2, 2, "No app drifted today. 2 apps got better.")]
    [InlineData(4, 3, 3, 2, "3 apps drifted today, 4 times in all: their verdict got worse. 2 got better, 3 times in all.")]
    public void It_is_the_answer(int worse, int worseApps, int better, int betterApps, string text)
    {
        var counts = new Dictionary<EventDirection, EventCount>
        {
            [EventDirection.Worse] = new(worse, worseApps),
            [EventDirection.Better] = new(better, betterApps),
            [EventDirection.Same] = new(9, 9),
        };
        var parts = ChangesHeadline.Of(counts, "today");
        Assert.Equal(text, ChangesHeadline.Text(parts));

        // A figure counts the rows behind its link: changes, not apps.
        Assert.All(parts.Where(p => p.Figure is not null), p => Assert.Equal(counts[p.Figure!.Value].Events.ToString(System.Globalization.CultureInfo.InvariantCulture), p.Text));
    }

    [Theory]
    [InlineData("", false, "in the last 7 days")]
    [InlineData("period=today", false, "today")]
    [InlineData("period=today", true, "on 24 Nov 2026")]
    [InlineData("period=30d", true, "in the 30 days to 24 Nov 2026")]
    [InlineData("period=all", false, "since the first run")]
    [InlineData("from=2026-11-01", false, "since 1 Nov 2026")]
    [InlineData("to=2026-11-02", false, "up to 2 Nov 2026")]
    [InlineData("from=2026-11-01&to=2026-11-02&period=today", false, "from 1 Nov 2026 to 2 Nov 2026")]
    public void The_period_is_said_in_words(string query, bool past, string words) =>
        Assert.Equal(words, ChangesHeadline.Period(ChangesView.Parse(Microsoft.AspNetCore.WebUtilities.QueryHelpers.ParseQuery(query)).View, Samples.Now, past));
}
