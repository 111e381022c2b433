using System.Globalization;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace Dashboard.Web.Components.Charts;

/// <summary>
/// Lines drawn by ApexCharts. The library is fetched when the first chart comes into view, and a chart is drawn anew
/// only for another key or theme, never while the page is prerendered (it would vanish when the circuit starts).
/// </summary>
public partial class LineChart
{
    private ElementReference _root;
    private IJSObjectReference? _module;
    private string? _drawn;

    /// <summary>What to draw.</summary>
    [Parameter, EditorRequired] public ChartSpec Spec { get; set; } = null!;

    /// <summary>Removes the chart and lets go of the script.</summary>
    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        try
        {
            if (_module is null) return;
            await _module.InvokeVoidAsync("remove", _root);
            await _module.DisposeAsync();
        }
        catch (JSDisconnectedException)
        {
            // The reader left: there is nothing to remove.
        }
    }

    /// <inheritdoc />
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (_drawn == Spec.Key) return;
        _drawn = Spec.Key;
        _module ??= await Js.InvokeAsync<IJSObjectReference>("import", "./Components/Charts/LineChart.razor.js");
        await _module.InvokeVoidAsync("draw", _root, new
        {
            days = Spec.Days.Select(d => d.Day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)),
            series = Spec.Series.Select(s => new { name = s.Name, percent = s.Percent, counts = s.Counts }),
            target = Spec.Target,
            href = Spec.DayHref,
        });
    }
}
