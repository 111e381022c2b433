using System.Globalization;
using System.Text.Json;
using Dashboard.Web.Components.Kit;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace Dashboard.Web.Components.Charts;

/// <summary>
/// Stacked shares over time with a run rail. It is markup: areas are clipped boxes with the same patterns as the bars,
/// so it is there at once, follows the theme by itself and prints. The script only adds the day under the pointer.
/// </summary>
public partial class BandChart
{
    private const int Height = 268;
    private static readonly int[] Levels = [0, 25, 50, 75, 100];

    private ElementReference _root;
    private IJSObjectReference? _module;
    private string? _key;
    private IReadOnlyList<decimal?[]> _edges = [];
    private List<BandGeometry.Stretch> _gaps = [];
    private BandGeometry.Stretch? _longestGap;
    private List<End> _ends = [];
    private string _figures = "";

    /// <summary>What to draw; it has at least one day.</summary>
    [Parameter, EditorRequired] public ChartSpec Spec { get; set; } = null!;

    /// <summary>Lets go of the script.</summary>
    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        try
        {
            if (_module is not null) await _module.DisposeAsync();
        }
        catch (JSDisconnectedException)
        {
            // The reader left: there is nothing to let go of.
        }
    }

    /// <inheritdoc />
    protected override void OnParametersSet()
    {
        if (_key == Spec.Key) return;
        _key = Spec.Key;
        _edges = BandGeometry.Edges(Spec);
        _gaps = [.. BandGeometry.Stretches(Spec.Days, d => !d.HasRun)];
        _longestGap = _gaps.Count == 0 ? null : _gaps.MaxBy(g => g.Length);
        _ends = Ends();
        _figures = JsonSerializer.Serialize(new
        {
            names = Spec.Series.Select(s => s.Name),
            rows = Spec.Series.Select(s => s.Counts),
            runs = Spec.Days.Select(d => d.HasRun ? 1 : 0),
        });
    }

    /// <inheritdoc />
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (!firstRender || Spec.DayHref is null) return;
        _module = await Js.InvokeAsync<IJSObjectReference>("import", "./Components/Charts/BandChart.razor.js");
        await _module.InvokeVoidAsync("attach", _root);
    }

    private sealed record End(ChartSeries Series, double From, double To);

    /// <summary>The names at the right end, from the top band down, moved apart where bands are thin.</summary>
    private List<End> Ends()
    {
        var last = Spec.Days.Count - 1;
        while (last > 0 && !Spec.Days[last].HasRun) last--;
        var shown = new List<(ChartSeries Series, double Middle)>();
        for (var s = Spec.Series.Count - 1; s >= 0; s--)
        {
            if (_edges[s][last] is not { } upper || Spec.Series[s].Counts[^1] == 0) continue;
            var lower = s == 0 ? 0 : _edges[s - 1][last] ?? 0;
            shown.Add((Spec.Series[s], (double)(100 - (upper + lower) / 2) / 100 * Height));
        }

        var places = BandGeometry.Spread([.. shown.Select(s => s.Middle)], 18, Height - 4);
        return [.. shown.Select((s, i) => new End(s.Series, s.Middle, places[i]))];
    }

    private string Class(int series) => VerdictWords.BandClass(Spec.Series[series].Verdict);

    /// <summary>The dotted connector over days without a run, at the level of the lowest band.</summary>
    private string Carried(BandGeometry.Stretch gap) => _edges[0][gap.From - 1] is { } level
        ? string.Create(CultureInfo.InvariantCulture,
            $"M{BandGeometry.X(gap.From, Spec.Days.Count):0.##} {100 - level:0.##}H{BandGeometry.X(gap.To, Spec.Days.Count):0.##}")
        : "";

    private static string Leader(End end) => string.Create(
        CultureInfo.InvariantCulture, $"M2 {end.From:0.#}H8L14 {end.To:0.#}H20");

    private static string Place(End end) => string.Create(CultureInfo.InvariantCulture, $"top:{end.To:0.#}px");

    private static string Top(decimal level) => string.Create(CultureInfo.InvariantCulture, $"top:{100 - level:0.##}%");

    private string Left(int day) => string.Create(CultureInfo.InvariantCulture, $"left:{BandGeometry.X(day, Spec.Days.Count):0.##}%");

    private string Middle(int day) =>
        string.Create(CultureInfo.InvariantCulture, $"left:{BandGeometry.X(day * 2 + 1, Spec.Days.Count * 2):0.##}%");

    private string Width(int days) => string.Create(CultureInfo.InvariantCulture, $"width:{BandGeometry.X(days, Spec.Days.Count):0.##}%");
}
