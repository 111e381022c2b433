namespace Dashboard.Simulator.Estate.Generated;

/// <summary>Lays out what happens to an app: it appears, gets fixed, drifts back now and then, is fixed again, and may be deleted.</summary>
internal static class AppLife
{
    /// <summary>How likely an enforced app is to drift in a month: about three a week over 400 apps.</summary>
    private const double DriftPerMonth = 0.085;

    /// <summary>The share of drifts that are undone within hours, so that nobody who looks once a day sees them.</summary>
    private const double Flaps = 0.2;

    /// <summary>The share of drifts that stay for months.</summary>
    private const double Forgotten = 0.06;

    /// <summary>The share of the later enforced apps that were so before the year began.</summary>
    private const double FixedBefore = 0.64;

    /// <summary>The share of apps deleted in the year that were made for a short while.</summary>
    private const double ShortLived = 0.3;

    public static AppDraft Draft(AppSpec app, Calendar calendar, DrawnTags tags, DateTimeOffset notBefore, int turn, Presence presence)
    {
        var draw = app.Draw;
        var born = Birth(draw.For("birth"), calendar, presence);
        var final = Postures.Final(draw, app.Class, turn);
        var fixedAt = app.Class == PostureClass.Enforced
            ? Fix(draw.For("fix"), calendar, Later(born ?? calendar.First, notBefore))
            : (DateTimeOffset?)null;
        var first = new AppState(born is null, fixedAt is null ? final : Postures.Before(draw), tags.Written);
        var changes = Existence(born, presence)
            .Concat(fixedAt is { } at ? Remediation(app, calendar, at, final) : [])
            .Concat(Others(draw, calendar, tags));
        return new AppDraft(app, first, [.. changes], presence.Span with { From = born ?? DateTimeOffset.MinValue });
    }

    private static IEnumerable<Change<AppState>> Existence(DateTimeOffset? born, Presence presence)
    {
        if (born is { } birth)
        {
            var what = birth == presence.Span.From ? presence.Begins : What.Created;
            yield return new Change<AppState>(birth, what, s => s with { Exists = true });
        }

        if (presence.HasEnd)
        {
            yield return new Change<AppState>(presence.Span.Until, presence.Ends, s => s with { Exists = false });
        }
    }

    private static IEnumerable<Change<AppState>> Remediation(AppSpec app, Calendar calendar, DateTimeOffset at, Posture final)
    {
        yield return new Change<AppState>(at, What.Remediated, s => s.To(final));
        if (app.Kind.IsApplicable)
        {
            foreach (var drift in Drifts(app.Draw.For("drift"), calendar, at, final))
            {
                yield return drift;
            }
        }
    }

    private static IEnumerable<Change<AppState>> Others(Draw draw, Calendar calendar, DrawnTags tags)
    {
        if (tags.Corrected is { } corrected)
        {
            yield return new Change<AppState>(
                draw.For("tags").WorkingTime(calendar.YearStart, calendar.YearEnd), What.TagsCorrected, s => s with { Tags = corrected });
        }

        if (draw.For("stop").Chance(0.05))
        {
            yield return new Change<AppState>(
                draw.For("stopped").WorkingTime(calendar.YearStart, calendar.YearEnd), What.Stopped,
                s => s with { State = "Stopped", Enabled = !draw.For("disabled").Chance(0.3) });
        }
    }

    /// <summary>Most apps have been there as long as their subscription; some appear during the year.</summary>
    private static DateTimeOffset? Birth(Draw draw, Calendar calendar, Presence presence)
    {
        var end = presence.Span.Until;
        var born = presence is { HasEnd: true, Ends: What.Deleted }
            ? draw.For("short").Chance(ShortLived) ? draw.For("at").WorkingTime(end.AddDays(-60), end.AddDays(-6)) : (DateTimeOffset?)null
            : draw.Chance(0.12) ? draw.For("at").WorkingTime(calendar.YearStart, calendar.YearEnd.AddDays(-14)) : null;
        return born > presence.Span.From && born < end ? born
            : presence.HasBeginning ? presence.Span.From
            : null;
    }

    private static DateTimeOffset Fix(Draw draw, Calendar calendar, DateTimeOffset earliest)
    {
        var before = draw.Chance(FixedBefore) && earliest < calendar.YearStart;
        var from = Later(before ? calendar.First : calendar.YearStart, earliest);
        var to = before ? calendar.YearStart : calendar.YearEnd.AddDays(-7);
        return draw.For("at").WorkingTime(from, Later(to, from.AddDays(5)));
    }

    private static IEnumerable<Change<AppState>> Drifts(Draw draw, Calendar calendar, DateTimeOffset after, Posture enforced)
    {
        var free = after.AddDays(7);
        var number = 0;
        foreach (var month in calendar.Months())
        {
            var turn = draw.For(number++);
            var begin = turn.For("begin").WorkingTime(month, month.AddDays(27));
            if (begin < free || !turn.Chance(DriftPerMonth))
            {
                continue;
            }

            var end = DriftEnd(turn.For("end"), begin);
            var drifted = Drift(turn.For("how"), enforced);
            yield return new Change<AppState>(begin, What.Drifted, s => s.To(drifted));
            yield return new Change<AppState>(end, What.Remediated, s => s.To(enforced));
            free = end.AddDays(7);
        }
    }

    private static DateTimeOffset DriftEnd(Draw draw, DateTimeOffset begin) => draw.Unit switch
    {
        < Flaps => begin.AddMilliseconds(draw.For("hours").Between(3_600_000, 36_000_000)),
        > 1 - Forgotten => draw.For("months").WorkingTime(begin.AddDays(60), begin.AddDays(140)),
        _ => draw.For("days").WorkingTime(begin.AddDays(1), begin.AddDays(2 + (24 * draw.For("haste").Unit * draw.For("haste").Unit))),
    };

    private static Posture Drift(Draw draw, Posture enforced) => draw.Unit switch
    {
        < 0.30 => enforced with { Mode = "Optional" },
        < 0.45 => enforced with { Mode = "OptionalInteractiveUser" },
        < 0.65 => enforced with { ExclusionPaths = draw.For("path").Pick(["/health", "/healthz;/metrics", "/"]) },
        < 0.85 => enforced with { HttpsOnly = false },
        _ => enforced with { ClientCertEnabled = false },
    };

    private static DateTimeOffset Later(DateTimeOffset a, DateTimeOffset b) => a > b ? a : b;
}
