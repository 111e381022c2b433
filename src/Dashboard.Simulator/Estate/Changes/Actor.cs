using Dashboard.Simulator.Estate.Generated;

namespace Dashboard.Simulator.Estate.Changes;

/// <summary>Who changed something, and with what.</summary>
internal sealed record Actor(string Name, string Type, string Client)
{
    private static readonly string[] People =
        ["marta.kowalska@contoso.example", "j.oneill@contoso.example", "ann.lee@contoso.example", "tomasz.nowak@contoso.example",
         "priya.raman@contoso.example", "lars.berg@contoso.example", "sofia.conti@contoso.example", "sre-oncall@contoso.example"];

    /// <summary>Application ids of the organisation's pipelines.</summary>
    private static readonly string[] Pipelines =
        [.. Enumerable.Range(0, 4).Select(i => Draw.From(0).For("pipeline").For(i).Guid().ToString())];

    /// <summary>Remediation is mostly rolled out by pipelines; drift is mostly somebody's hand in the portal.</summary>
    public static Actor For(Draw draw, string what) => what switch
    {
        What.Remediated or What.Created or What.Recreated => draw.Chance(0.65) ? Pipeline(draw) : Person(draw),
        What.Swapped => draw.Chance(0.8) ? Pipeline(draw) : Person(draw),
        What.Drifted or What.Restored or What.Deleted or What.Stopped or What.Moved or What.TagsCorrected =>
            draw.Chance(0.8) ? Person(draw) : Pipeline(draw),
        _ => draw.Chance(0.4) ? Platform : Pipeline(draw),
    };

    private static Actor Platform { get; } = new("System", "System", "Unknown");

    private static Actor Person(Draw draw) => new(
        draw.For("who").Pick(People), "User", draw.For("client").Weighted([("Azure Portal", 70), ("Azure CLI", 20), ("Azure PowerShell", 6), ("Unknown", 4.0)]));

    private static Actor Pipeline(Draw draw) => new(
        draw.For("which").Pick(Pipelines), "Application", draw.For("client").Weighted([("ARM Template", 60), ("Azure CLI", 30), ("Unknown", 10.0)]));
}
