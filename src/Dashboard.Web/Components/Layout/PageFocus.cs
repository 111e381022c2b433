using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace Dashboard.Web.Components.Layout;

/// <summary>Takes the focus to the heading when the reader goes to another page. The first page is left alone: the browser
/// starts at its top, where the skip link is, and whoever was faster than the connection keeps their place.</summary>
public sealed class PageFocus : ComponentBase
{
    private Type? _page;
    private bool _changed;

    /// <summary>The page that is shown.</summary>
    [Parameter, EditorRequired] public required Microsoft.AspNetCore.Components.RouteData RouteData { get; set; }

    [Inject] private IJSRuntime Js { get; set; } = null!;

    /// <inheritdoc />
    protected override void OnParametersSet()
    {
        _changed = _page is not null && _page != RouteData.PageType;
        _page = RouteData.PageType;
    }

    /// <inheritdoc />
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (!_changed) return;
        _changed = false;
        await Js.InvokeVoidAsync("dashboardFocus.heading");
    }
}
