using CsCheck;
using Dashboard.Core.Certificates.Renewals;

namespace Dashboard.Core.Tests.Certificates;

/// <summary>What holds of renewals whatever the certificates are; and what the rules say, said again in the plainest way.</summary>
public sealed class RenewalProperties
{
    private static readonly Gen<RenewedCertificate[]> Certificates =
        Gen.Select(Gen.Int[0, 60], Gen.Int[0, 40], Gen.Int[0, 2], Gen.Int[0, 3], Gen.Int[0, 100], Gen.Int[0, 6]).Array[0, 9]
            .Select(all => all.Select((c, i) => Made(i + 1, c.Item1, c.Item2, c.Item3, c.Item4, c.Item5, c.Item6)).ToArray());

    private static readonly Gen<SuccessorDecision[]> Decisions = Gen.Select(Gen.Int[1, 9], Gen.Int[1, 9], Gen.Bool, Gen.Int[0, 100]).Array[0, 3]
        .Select(all => all.Select(d => new SuccessorDecision(d.Item1, d.Item2, d.Item3, RenewalTests.Day(d.Item4))).ToArray());

    [Fact]
    public void The_order_in_which_they_come_changes_nothing() => Gen.Select(Certificates, Decisions, Gen.Int[0, 120]).Sample((all, decisions, day) =>
        Assert.Equal(
            RenewalFigures.Outcomes(all, decisions, RenewalTests.Day(day)), RenewalFigures.Outcomes(all.Reverse(), decisions.Reverse().OrderBy(d => d.At), RenewalTests.Day(day))));

    [Fact]
    public void A_successor_is_younger_so_nothing_goes_in_circles() => Gen.Select(Certificates, Decisions).Sample((all, decisions) =>
        Assert.All(Outcomes(all, decisions), o => Assert.True(o.Successor is null || RenewedCertificate.Compare(o.Certificate, all[o.Successor.Id - 1]) < 0)));

    [Fact]
    public void Without_a_persons_word_nothing_follows_two() => Certificates.Sample(all =>
    {
        var followers = Outcomes(all, []).Where(o => o.Successor is not null).Select(o => o.Successor!.Id).ToList();
        Assert.Equal(followers.Count, followers.Distinct().Count());
    });

    [Fact]
    public void What_became_known_later_changes_no_earlier_moment() => Gen.Select(Certificates, Decisions, Gen.Int[0, 120]).Sample((all, decisions, day) =>
    {
        var at = RenewalTests.Day(day);
        var then = all.Where(c => c.Known <= at).Select(c => c with
        {
            Revoked = c.Revoked is { } r && r.Known <= at ? r : null,
            Retired = c.Retired is { } t && t.Known <= at ? t : null,
        });
        Assert.Equal(
            RenewalFigures.Outcomes(then, decisions.Where(d => d.At <= at), at).Select(o => (o.Certificate.Id, o.Successor, o.Suggestion, o.Lapses, o.LeadTime)),
            RenewalFigures.Outcomes(all, decisions, at).Select(o => (o.Certificate.Id, o.Successor, o.Suggestion, o.Lapses, o.LeadTime)));
    });

    [Fact]
    public void Periods_add_up() => Gen.Select(Certificates, Decisions, Gen.Int[0, 120], Gen.Int[0, 120]).Sample((all, decisions, middle, day) =>
    {
        var (outcomes, asOf) = (RenewalFigures.Outcomes(all, decisions, RenewalTests.Day(day)), RenewalTests.Day(day));
        var whole = RenewalFigures.Of(outcomes, RenewalTests.Day(-1), RenewalTests.Day(300), asOf);
        var first = RenewalFigures.Of(outcomes, RenewalTests.Day(-1), RenewalTests.Day(middle), asOf);
        var second = RenewalFigures.Of(outcomes, RenewalTests.Day(middle), RenewalTests.Day(300), asOf);
        Assert.Equal(Counts(whole), Counts(first).Zip(Counts(second), (a, b) => a + b));
        Assert.Equal(whole.Renewals, whole.AverageDays is null ? 0 : outcomes.Count(o => o.IsRenewal && o.Successor!.Issued <= asOf));

        static int[] Counts(RenewalFigures f) => [f.Renewals, f.Late, f.Gaps, f.Lapsed, f.Replacements];
    });

    [Fact]
    public void A_certificate_lapses_or_was_ended_or_has_a_successor_in_time() => Gen.Select(Certificates, Decisions).Sample((all, decisions) =>
        Assert.All(Outcomes(all, decisions), o => Assert.Equal(
            o.Lapses,
            !(o.Successor?.Issued <= o.Certificate.NotAfter)
                && !(o.Certificate.Revoked?.At <= o.Certificate.NotAfter)
                && !(o.Certificate.Retired?.At < o.Certificate.NotAfter))));

    [Fact]
    public void What_follows_by_itself_is_what_the_rule_says_pair_by_pair() => Certificates.Sample(all =>
    {
        var outcomes = Outcomes(all, []);
        var successor = outcomes.ToDictionary(o => o.Certificate.Id, o => o.Successor);
        var hasBefore = outcomes.Where(o => o.Successor?.Basis == SuccessionBasis.NextVersion).Select(o => o.Successor!.Id).ToHashSet();
        foreach (var (old, next) in all.SelectMany(o => all.Select(n => (o, n))))
        {
            bool Live(RenewedCertificate c) => c.Issued <= next.Issued && c.NotAfter >= next.Issued && !(c.Revoked?.At <= next.Issued) && !(c.Retired?.At <= next.Issued)
                && !(successor[c.Id] is { } s && s.Issued <= next.Issued && s.Id != next.Id);
            var follows = old.Client is not null && old.Client == next.Client && old.Issued < next.Issued && next.Issued >= old.LastThird && Live(old)
                && successor[old.Id] is not { Basis: SuccessionBasis.NextVersion } && !hasBefore.Contains(next.Id)
                && !all.Any(c => c.Id != old.Id && c.Id != next.Id && c.Client == old.Client && Live(c));
            Assert.Equal(follows, successor[old.Id] is { Basis: SuccessionBasis.SameClient } s && s.Id == next.Id);
        }
    });

    [Fact]
    public void Fifty_thousand_of_one_client_take_no_time_to_speak_of()
    {
        var all = Enumerable.Range(0, 50_000).Select(i => RenewalTests.Client(i + 1, i / 1000.0, 100 + (i / 1000.0))).ToList();
        Assert.Equal(50_000, RenewalFigures.Outcomes(all, [], RenewalTests.Day(365)).Count);
    }

    private static List<RenewalOutcome> Outcomes(RenewedCertificate[] all, SuccessorDecision[] decisions) => RenewalFigures.Outcomes(all, decisions, RenewalTests.Day(400));

    private static RenewedCertificate Made(int id, int from, int length, int client, int series, int known, int end)
    {
        var made = RenewalTests.Client(id, from, from + length, $"c{client}");
        var ended = new CertificateEnd(RenewalTests.Day(from + (end * 5)), RenewalTests.Day(known));
        return made with
        {
            Known = RenewalTests.Day(known),
            Client = client == 2 ? null : made.Client,
            Series = series == 0 ? "s" : null,
            Revoked = end == 1 ? ended : null,
            Retired = end is 2 or 5 ? ended : null,
        };
    }
}
