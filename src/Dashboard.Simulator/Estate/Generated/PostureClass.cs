namespace Dashboard.Simulator.Estate.Generated;

/// <summary>What an app has come to by the end of the programme's year.</summary>
internal enum PostureClass
{
    Enforced,
    Gaps,
    Optional,
    Off,
    FreeTier,
    Unknown,
}

/// <summary>Draws what apps come to, and how each of them looked before.</summary>
internal static class Postures
{
    private static readonly (PostureClass, double)[] MustEnforce =
    [
        (PostureClass.Enforced, 79), (PostureClass.Gaps, 5), (PostureClass.Optional, 5),
        (PostureClass.Off, 5), (PostureClass.FreeTier, 3), (PostureClass.Unknown, 3),
    ];

    private static readonly (PostureClass, double)[] NeedNot =
    [
        (PostureClass.Enforced, 18), (PostureClass.Gaps, 3), (PostureClass.Optional, 5),
        (PostureClass.Off, 62), (PostureClass.FreeTier, 11), (PostureClass.Unknown, 1),
    ];

    private static readonly string[] Paths =
        ["/healthz;/public", "/health", " /healthz , /public ;", "/status,/.well-known", "/webhooks;/signin-oidc", "/"];

    public static PostureClass Class(Draw draw, bool mustEnforce) => draw.For("class").Weighted(mustEnforce ? MustEnforce : NeedNot);

    /// <summary>How an app looks in the end.</summary>
    /// <param name="draw">The app's draw.</param>
    /// <param name="kind">What it comes to.</param>
    /// <param name="turn">Counts the apps, so that even a small estate has every way of being unknown.</param>
    public static Posture Final(Draw draw, PostureClass kind, int turn) => kind switch
    {
        PostureClass.Enforced => Enforced(draw),
        PostureClass.Gaps => Gaps(draw.For("gaps")),
        PostureClass.Optional => Optional(draw.For("optional")),
        PostureClass.Unknown => Unknown(turn),
        PostureClass.Off or PostureClass.FreeTier => Off(draw.For("off")),
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "No such class."),
    };

    /// <summary>How an enforced app looked before its team turned enforcement on.</summary>
    public static Posture Before(Draw draw) => draw.For("before").Unit switch
    {
        < 0.60 => Off(draw.For("off")),
        < 0.80 => Optional(draw.For("optional")),
        _ => Gaps(draw.For("gaps")),
    };

    private static Posture Enforced(Draw draw) => Posture.Enforced with
    {
        Http20 = draw.For("h2").Chance(0.15),
        MinTls = draw.For("tls").Chance(0.12) ? "1.3" : "1.2",
        ExclusionPaths = draw.For("empty").Chance(0.06) ? "" : null,
    };

    private static Posture Gaps(Draw draw) => draw.Unit switch
    {
        < 0.35 => Posture.Enforced with { HttpsOnly = false },
        < 0.90 => Posture.Enforced with { ExclusionPaths = draw.For("path").Pick(Paths), Http20 = draw.For("h2").Chance(0.4) },
        _ => Posture.Enforced with { ExclusionEndPoints = "/public", Http20 = true },
    };

    private static Posture Optional(Draw draw) => Posture.Enforced with
    {
        Mode = draw.Chance(0.6) ? "Optional" : "OptionalInteractiveUser",
        Http20 = draw.For("h2").Chance(0.3),
        HttpsOnly = draw.For("https").Chance(0.8),
    };

    private static Posture Off(Draw draw) => Posture.Default with
    {
        HttpsOnly = draw.For("https").Chance(0.55),
        Http20 = draw.For("h2").Chance(0.45),
        MinTls = draw.For("tls").Weighted([("1.2", 80), ("1.0", 12), ("1.1", 4), ("1.3", 4.0)]),
        ModeAbsent = draw.For("old").Chance(0.05),
    };

    private static Posture Unknown(int turn) => (turn % 4) switch
    {
        0 => Posture.Enforced with { Mode = null },
        1 => Posture.Enforced with { Mode = "RequiredByFrontDoor" },
        2 => Posture.Enforced with { ModeAbsent = true },
        _ => Posture.Enforced with { HttpsOnly = null },
    };
}
