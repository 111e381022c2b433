using Dashboard.Simulator.Estate.Generated;

namespace Dashboard.Simulator.Tests.Estate;

public class MixTests
{
    private static readonly DateTimeOffset YearEnd = SimulatorOptions.DefaultYearEnd;

    [Theory]
    [InlineData(400, 7)]
    [InlineData(1000, 7)]
    [InlineData(400, 11)]
    [InlineData(3000, 3)]
    public void Coverage_rises_over_the_year(int apps, long seed)
    {
        var estate = new EstateDrawing(apps, seed, new Calendar(YearEnd)).Run();
        var figures = Enumerable.Range(0, 13).Select(i => Coverage(estate, YearEnd.AddMonths(i - 12))).ToList();
        TestContext.Current.SendDiagnosticMessage("{0}", string.Join(" ", figures.Select(f => f.ToString("P0", null))));
        Assert.InRange(figures[0], 0.38, 0.55);
        Assert.InRange(figures[12], 0.68, 0.78);
        Assert.InRange(Coverage(estate, YearEnd.AddMonths(24)), 0.66, 0.82);
    }

    [Theory]
    [InlineData(400, 7)]
    [InlineData(3000, 3)]
    public void About_half_of_all_apps_must_enforce(int apps, long seed)
    {
        var estate = new EstateDrawing(apps, seed, new Calendar(YearEnd)).Run();
        Assert.InRange(estate.Apps.Count(a => a.MustEnforce) / (double)apps, 0.42, 0.60);
    }

    private static double Coverage(DrawnEstate estate, DateTimeOffset at)
    {
        var living = estate.Apps.Where(a => a.MustEnforce && a.Kind.IsApplicable && a.Life.At(at).State is { Exists: true, State: "Running" }).ToList();
        return living.Count(a => IsEnforced(a.Life.At(at).State.Posture)) / (double)living.Count;
    }

    private static bool IsEnforced(Posture posture) =>
        posture is { ClientCertEnabled: true, Mode: "Required", ModeAbsent: false, HttpsOnly: true, ExclusionEndPoints: null }
        && string.IsNullOrEmpty(posture.ExclusionPaths);
}
