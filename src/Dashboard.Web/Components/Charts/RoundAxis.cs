namespace Dashboard.Web.Components.Charts;

/// <summary>Ends of axes that divide by four into round figures.</summary>
public static class RoundAxis
{
    private static readonly double[] Steps = [4, 8, 20, 40, 60, 80, 100, 200, 400, 600, 800];

    /// <summary>The lowest round end that holds a value.</summary>
    public static double End(double highest)
    {
        for (var scale = 1.0; ; scale *= 100)
        {
            foreach (var step in Steps)
                if (highest <= step * scale) return step * scale;
        }
    }
}
