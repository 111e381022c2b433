using CsCheck;
using Dashboard.Core.Inventory;
using Dashboard.Core.Posture;

namespace Dashboard.Core.Tests.Posture;

/// <summary>Losing information never makes a verdict better.</summary>
public sealed class LosingInformationTests
{
    private static readonly JudgementSettings Settings = new() { AllowedExclusions = ["/healthz"] };

    private static readonly Gen<Reading<bool>> AnyBool = Gen.OneOf(
        Reading.Of(true), Reading.Of(false), Reading.Null<bool>(), Reading.Absent<bool>(), Reading.NotUnderstood<bool>("[]"));

    private static Gen<Reading<string>> AnyText(params string[] values) => Gen.OneOf(
        Gen.OneOf(values).Select(Reading.Of),
        Gen.OneOf(Reading.Null<string>(), Reading.Absent<string>(), Reading.NotUnderstood<string>("7")));

    private static readonly Gen<AppObservation> AnyApp =
        from enabled in AnyBool
        from mode in AnyText("Required", "required ", "Optional", "OptionalInteractiveUser", "", "Future")
        from paths in AnyText("", "/", "/healthz", "/healthz/live;/public", " , ;", "/a,/b")
        from endPoints in AnyText("", "/", "/healthz")
        from https in AnyBool
        from http2 in AnyBool
        from tls in AnyText("1.0", "1.2", "1.3", "9")
        from tier in AnyText("Free", "Shared", "Basic", "PremiumV3", "Dynamic")
        select Apps.Flawless with
        {
            ClientCertEnabled = enabled,
            ClientCertMode = mode,
            ExclusionPaths = paths,
            ExclusionEndPoints = endPoints,
            HttpsOnly = https,
            Http20Enabled = http2,
            MinTlsVersion = tls,
            SiteTier = tier,
        };

    // Each loses one property: to "absent" and to "not understood".
    private static readonly (string Name, Func<AppObservation, AppObservation> Lose)[] Losses =
    [
        ("enabled absent", a => a with { ClientCertEnabled = Reading.Absent<bool>() }),
        ("enabled odd", a => a with { ClientCertEnabled = Reading.NotUnderstood<bool>("{}") }),
        ("mode absent", a => a with { ClientCertMode = Reading.Absent<string>() }),
        ("mode odd", a => a with { ClientCertMode = Reading.NotUnderstood<string>("{}") }),
        ("paths absent", a => a with { ExclusionPaths = Reading.Absent<string>() }),
        ("paths odd", a => a with { ExclusionPaths = Reading.NotUnderstood<string>("{}") }),
        ("end points odd", a => a with { ExclusionEndPoints = Reading.NotUnderstood<string>("{}") }),
        ("https absent", a => a with { HttpsOnly = Reading.Absent<bool>() }),
        ("https odd", a => a with { HttpsOnly = Reading.NotUnderstood<bool>("{}") }),
        ("http2 absent", a => a with { Http20Enabled = Reading.Absent<bool>() }),
        ("http2 odd", a => a with { Http20Enabled = Reading.NotUnderstood<bool>("{}") }),
        ("tls absent", a => a with { MinTlsVersion = Reading.Absent<string>() }),
        ("configuration lost", a => a with
        {
            Http20Enabled = Reading.Absent<bool>(), MinTlsVersion = Reading.Absent<string>(), ConfigurationRead = false,
        }),
        ("tier absent", a => a with { SiteTier = Reading.Absent<string>() }),
    ];

    [Fact]
    public void No_loss_betters_a_verdict() => Gen.Select(AnyApp, Gen.OneOf(Losses)).Sample((app, loss) =>
        Verdicts.Rank(Judge(loss.Lose(app))) <= Verdicts.Rank(Judge(app)), iter: 50_000);

    [Fact]
    public void No_sequence_of_losses_betters_a_verdict() =>
        Gen.Select(AnyApp, Gen.OneOf(Losses).Array[1, 5]).Sample((app, losses) =>
            Verdicts.Rank(Judge(losses.Aggregate(app, (a, l) => l.Lose(a)))) <= Verdicts.Rank(Judge(app)), iter: 20_000);

    [Fact]
    public void An_app_of_which_only_the_name_is_known_is_not_covered()
    {
        var bare = new AppObservation
        {
            ResourceId = Apps.Flawless.ResourceId,
            Name = "bare",
            SubscriptionId = Apps.Subscription,
            ResourceGroup = "rg",
            Tags = new Dictionary<string, string>(),
        };
        Assert.NotEqual(Verdict.Enforced, Apps.Judge(bare, planTier: null).Verdict);
    }

    private static Verdict Judge(AppObservation app) => Apps.Judge(app, planTier: null, Settings).Verdict;
}
