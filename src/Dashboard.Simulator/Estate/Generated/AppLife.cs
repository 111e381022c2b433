namespace Dashboard.Simulator.Estate.Generated;

/// <summary>Lays out what happens to an app: it appears, gets fixed, drifts back now and then, and is fixed again.</summary>
internal static class AppLife
{
    /// <summary>How likely an enforced app is to drift in a month.</summary>
    private const double DriftPerMonth = 0.012;

    /// <summary>The share of the later enforced apps that were so before the year began.</summary>
    private const double FixedBefore = 0.64;

    public static Timeline<AppState> For(Draw draw, Calendar calendar, PostureClass kind, DrawnTags tags, DateTimeOffset notBefore, int turn)
    {
        var born = Birth(draw.For("birth"), calendar);
        var final = Postures.Final(draw, kind, turn);
        var fixedAt = kind == PostureClass.Enforced ? Fix(draw.For("fix"), calendar, Later(born ?? calendar.First, notBefore)) : (DateTimeOffset?)null;
        var first = new AppState(born is null, fixedAt is null ? final : Postures.Before(draw), tags.Written);
        return new Timeline<AppState>(first, Changes(draw, calendar, born, fixedAt, final, tags));
    }

    private static IEnumerable<Change<AppState>> Changes(
        Draw draw, Calendar calendar, DateTimeOffset? born, DateTimeOffset? fixedAt, Posture final, DrawnTags tags)
    {
        if (born is { } birth)
        {
            yield return new Change<AppState>(birth, "Created", s => s with { Exists = true });
        }

        if (fixedAt is { } at)
        {
            yield return new Change<AppState>(at, "Remediated", s => s with { Posture = final });
            foreach (var drift in Drifts(draw.For("drift"), calendar, at, final))
            {
                yield return drift;
            }
        }

        if (tags.Corrected is { } corrected)
        {
            yield return new Change<AppState>(
                draw.For("tags").WorkingTime(calendar.YearStart, calendar.YearEnd), "TagsCorrected", s => s with { Tags = corrected });
        }

        if (draw.For("stop").Chance(0.05))
        {
            yield return new Change<AppState>(
                draw.For("stopped").WorkingTime(calendar.YearStart, calendar.YearEnd), "Stopped",
                s => s with { State = "Stopped", Enabled = !draw.For("disabled").Chance(0.3) });
        }
    }

    /// <summary>Most apps have always been there; some appear during the year.</summary>
    private static DateTimeOffset? Birth(Draw draw, Calendar calendar) =>
        draw.Chance(0.12) ? draw.For("at").WorkingTime(calendar.YearStart, calendar.YearEnd.AddDays(-14)) : null;

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

            var end = turn.For("end").WorkingTime(begin.AddDays(2), begin.AddDays(75));
            var drifted = Drift(turn.For("how"), enforced);
            yield return new Change<AppState>(begin, "Drifted", s => s with { Posture = drifted });
            yield return new Change<AppState>(end, "Remediated", s => s with { Posture = enforced });
            free = end.AddDays(7);
        }
    }

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
