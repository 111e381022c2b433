using Dashboard.Core.Certificates;
using Dashboard.Core.Certificates.Renewals;

namespace Dashboard.Core.Tests.Certificates;

/// <summary>What follows what, and what is late or lapses. Days are counted from the first of a year on.</summary>
public sealed class RenewalTests
{
    private static readonly DateTimeOffset Year = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public void The_next_version_follows_whenever_it_comes()
    {
        var outcomes = At(1000, Version(1, 0, 100), Version(2, 10, 110), Version(3, 150, 250));
        Assert.Equal((2, 90.0), Lead(outcomes[0]));
        Assert.Equal((3, -40.0), Lead(outcomes[1]));
        Assert.True(outcomes[1] is { IsLate: true, Lapses: true });
        Assert.True(outcomes[2] is { Successor: null, Lapses: true });
    }

    [Fact]
    public void Of_one_client_what_is_issued_in_the_last_third_follows()
    {
        Assert.Equal((2, 30.0), Lead(At(200, Client(1, 0, 90), Client(2, 60, 150))[0]));
        Assert.Equal((2, 0.0), Lead(At(200, Client(1, 0, 90), Client(2, 90, 180))[0]));
    }

    [Fact]
    public void What_is_issued_earlier_or_after_the_expiry_is_a_suggestion()
    {
        foreach (var issued in new[] { 59, 91 })
        {
            var old = At(95, Client(1, 0, 90), Client(2, issued, 300))[0];
            Assert.Null(old.Successor);
            Assert.Equal(2, old.Suggestion);
            Assert.True(old.HasLapsedBy(Day(95)));
        }
    }

    [Fact]
    public void Another_live_certificate_of_the_client_makes_it_a_suggestion()
    {
        var outcomes = At(85, Client(1, 0, 90), Client(2, 5, 95), Client(3, 80, 170));
        Assert.All(outcomes.Take(2), o => Assert.Null(o.Successor));
        Assert.Equal([2, 3, null], outcomes.Select(o => o.Suggestion));
        // Where that other one was revoked, retired or has its successor, it is not in the way.
        Assert.Equal(3, At(85, Client(1, 0, 90), Client(2, 5, 95) with { Revoked = End(70) }, Client(3, 80, 170))[0].Successor!.Id);
        Assert.Equal(3, At(85, Client(1, 0, 90), Client(2, 5, 95) with { Retired = End(80) }, Client(3, 80, 170))[0].Successor!.Id);
    }

    [Fact]
    public void Two_issued_at_one_moment_stand_in_each_others_way()
    {
        var outcomes = At(100, Client(1, 0, 90), Client(2, 80, 170), Client(3, 80, 171));
        Assert.Null(outcomes[0].Successor);
        Assert.Equal(2, outcomes[0].Suggestion);
    }

    [Fact]
    public void Shorter_and_shorter_lives_follow_by_themselves()
    {
        var outcomes = At(700, Client(1, 0, 398), Client(2, 390, 490), Client(3, 460, 507), Client(4, 500, 547));
        Assert.Equal([2, 3, 4, null], outcomes.Select(o => o.Successor?.Id));
    }

    [Fact]
    public void A_person_confirms_and_rejects_and_the_last_word_counts()
    {
        RenewedCertificate[] all = [Client(1, 0, 90), Client(2, 10, 100)];
        Assert.Equal(SuccessionBasis.Confirmed, At(50, [new(1, 2, true, Day(20))], all)[0].Successor!.Basis);
        Assert.Null(At(15, [new(1, 2, true, Day(20))], all)[0].Successor);
        Assert.True(At(50, [new(1, 2, false, Day(20))], all)[0] is { Successor: null, Suggestion: null });
        Assert.Null(At(50, [new(1, 2, true, Day(20)), new(1, 2, false, Day(21))], all)[0].Successor);
        // Also of what would follow by itself, and of a later one than the next version.
        Assert.Null(At(200, [new(1, 2, false, Day(80))], Client(1, 0, 90), Client(2, 80, 170))[0].Successor);
        Assert.Equal(3, At(200, [new(1, 3, true, Day(80))], Version(1, 0, 90), Version(2, 60, 150), Client(3, 70, 150))[0].Successor!.Id);
        // Nothing follows what is younger than it.
        Assert.Null(At(200, [new(2, 1, true, Day(80))], Client(1, 0, 90), Client(2, 70, 150))[1].Successor);
    }

    [Fact]
    public void A_lapse_is_counted_at_the_expiry_and_stays()
    {
        RenewedCertificate[] all = [Version(1, 0, 90), Version(2, 100, 190)];
        Assert.Equal(0, Figures(0, 365, 89, all).Lapsed);
        Assert.Equal(1, Figures(0, 365, 90, all).Lapsed);
        var after = Figures(0, 150, 150, all);
        Assert.Equal((1, 1, 1, -10.0), (after.Renewals, after.Late, after.Lapsed, after.AverageDays));
        Assert.Equal(0, Figures(95, 365, 150, all).Lapsed);
    }

    [Fact]
    public void A_successor_at_the_very_expiry_is_late_and_nothing_lapses()
    {
        var figures = Figures(0, 365, 100, Version(1, 0, 90), Version(2, 90, 180));
        Assert.Equal((1, 1, 0, 0.0), (figures.Renewals, figures.Late, figures.Lapsed, figures.MedianDays));
    }

    [Fact]
    public void What_was_retired_before_its_expiry_does_not_lapse_and_is_not_renewed()
    {
        Assert.Equal(0, Figures(0, 365, 100, Client(1, 0, 90) with { Retired = End(89) }).Lapsed);
        Assert.Equal(1, Figures(0, 365, 100, Client(1, 0, 90) with { Retired = End(90) }).Lapsed);
        Assert.Equal(0, Figures(0, 365, 100, Version(1, 0, 90) with { Retired = End(50) }, Version(2, 60, 150)).Renewals);
        Assert.Equal(1, Figures(0, 365, 100, Version(1, 0, 90) with { Retired = End(70) }, Version(2, 60, 150)).Renewals);
    }

    [Fact]
    public void What_takes_the_place_of_a_revoked_one_is_counted_apart()
    {
        var after = Figures(0, 365, 100, Version(1, 0, 90) with { Revoked = End(50) }, Version(2, 50, 150));
        Assert.Equal((0, 1, 0), (after.Renewals, after.Replacements, after.Lapsed));
        // Renewed first and revoked then, it was renewed.
        var before = Figures(0, 365, 100, Version(1, 0, 90) with { Revoked = End(51) }, Version(2, 50, 150));
        Assert.Equal((1, 0, 40.0), (before.Renewals, before.Replacements, before.AverageDays));
        // Revoked after its expiry, it had lapsed.
        Assert.Equal(1, Figures(0, 365, 100, Version(1, 0, 90) with { Revoked = End(95) }).Lapsed);
    }

    [Fact]
    public void A_successor_that_is_not_valid_yet_at_the_expiry_leaves_a_gap()
    {
        var next = Version(2, 80, 190) with { NotBefore = Day(95) };
        var outcome = At(100, Version(1, 0, 90), next)[0];
        Assert.True(outcome is { LeavesGap: true, IsLate: false, Lapses: false });
        Assert.Equal(1, Figures(0, 365, 100, Version(1, 0, 90), next).Gaps);
    }

    [Fact]
    public void What_is_known_and_not_issued_yet_is_a_successor_and_counts_from_its_issue_on()
    {
        var early = Version(2, 85, 190) with { Known = Day(40) };
        var old = At(50, Version(1, 0, 90), early)[0];
        Assert.Equal(2, old.Successor!.Id);
        Assert.Equal(CertificateStatus.Live, old.StatusAt(Day(50)));
        Assert.Equal(0, Figures(0, 365, 50, Version(1, 0, 90), early).Renewals);
        Assert.Equal(1, Figures(0, 365, 85, Version(1, 0, 90), early).Renewals);
    }

    [Fact]
    public void Late_news_changes_no_earlier_moment()
    {
        // Issued in time and learnt of after the expiry: as of then it had lapsed.
        var news = Version(2, 60, 150) with { Known = Day(120) };
        Assert.Equal((0, 1), Counts(Figures(0, 365, 100, Version(1, 0, 90), news)));
        Assert.Equal((1, 0), Counts(Figures(0, 365, 120, Version(1, 0, 90), news)));
        var revoked = Version(1, 0, 90) with { Revoked = new CertificateEnd(Day(30), Day(120)) };
        Assert.Equal(CertificateStatus.Live, At(100, revoked)[0].StatusAt(Day(100)));
        Assert.Equal(CertificateStatus.Revoked, At(120, revoked)[0].StatusAt(Day(120)));

        static (int, int) Counts(RenewalFigures figures) => (figures.Renewals, figures.Lapsed);
    }

    [Fact]
    public void The_median_of_an_even_number_is_the_mean_of_the_middle_two()
    {
        var figures = Figures(
            0, 365, 365, Version(1, 0, 100, "a"), Version(2, 90, 200, "a"), Version(3, 0, 100, "b"), Version(4, 80, 400, "b"), Version(5, 0, 100, "c"),
            Version(6, 60, 400, "c"), Version(7, 0, 100, "d"), Version(8, 99, 400, "d"));
        Assert.Equal((4, 17.75, 15.0), (figures.Renewals, figures.AverageDays, figures.MedianDays));
        Assert.Equal(1, figures.Lapsed);
    }

    [Fact]
    public void Nothing_renewed_is_null_and_not_0()
    {
        var figures = Figures(0, 365, 365, Client(1, 0, 500));
        Assert.Null(figures.AverageDays);
        Assert.Null(figures.MedianDays);
    }

    internal static DateTimeOffset Day(double day) => Year.AddDays(day);

    internal static RenewedCertificate Client(long id, double from, double to, string client = "a") =>
        new() { Id = id, Known = Day(from), Issued = Day(from), NotBefore = Day(from), NotAfter = Day(to), Client = client };

    private static RenewedCertificate Version(long id, double from, double to, string name = "a") => Client(id, from, to) with { Client = null, Series = name };

    private static CertificateEnd End(double day) => new(Day(day), Day(day));

    private static List<RenewalOutcome> At(double day, params RenewedCertificate[] all) => At(day, [], all);

    private static List<RenewalOutcome> At(double day, SuccessorDecision[] decisions, params RenewedCertificate[] all) =>
        RenewalFigures.Outcomes(all, decisions, Day(day)).OrderBy(o => o.Certificate.Id).ToList();

    private static RenewalFigures Figures(double from, double to, double asOf, params RenewedCertificate[] all) =>
        RenewalFigures.Of(At(asOf, all), Day(from), Day(to), Day(asOf));

    private static (int, double) Lead(RenewalOutcome outcome) => ((int)outcome.Successor!.Id, outcome.LeadTime!.Value.TotalDays);
}
