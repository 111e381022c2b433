using Dashboard.Core.Queries;
using Dashboard.Core.Runs;
using Dashboard.Storage.Queries;
using Dashboard.Web.Collection;
using Dashboard.Web.Components.Kit;
using Dashboard.Web.Demo;
using Dashboard.Web.Hosting.Settings;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Routing;

namespace Dashboard.Web.Components.Layout;

/// <summary>How old the data is and whether any is missing: on every page, before anything else.</summary>
public sealed partial class DataBanner : IDisposable
{
    private DataHealth _health = new(DataHealthKind.Quiet, "", "", null);
    private RunRef? _standing;
    private int? _apps;
    private DateTimeOffset? _asOf;
    private bool _loading;

    /// <summary>The address, for the moment in it.</summary>
    [Inject] public required NavigationManager Nav { get; set; }

    /// <summary>The clock.</summary>
    [Inject] public required TimeProvider Clock { get; set; }

    /// <summary>The runs.</summary>
    [Inject] public required RunQuery Runs { get; set; }

    /// <summary>The run under way.</summary>
    [Inject] public required RunBoard Board { get; set; }

    /// <summary>How far the demo is.</summary>
    [Inject] public required DemoProgress Demo { get; set; }

    /// <summary>Which mode it is.</summary>
    [Inject] public required DashboardSettings Settings { get; set; }

    /// <summary>Where a fault is written.</summary>
    [Inject] public required ILogger<DataBanner> Logger { get; set; }

    /// <summary>Tells when to read again; null outside the layout, where it is read at once.</summary>
    [CascadingParameter] public LiveUpdates? Live { get; set; }

    private bool InDemo => Settings.Mode == DashboardMode.Demo;

    private string Filling => Demo.Days == 0
        ? "The simulated estate is starting."
        : $"{Words.Of(Settings.Demo?.Months ?? 12, "month")} of history: day {Words.Count(Demo.Day)} of {Words.Count(Demo.Days)}.";

    /// <summary>Stops listening.</summary>
    public void Dispose()
    {
        Nav.LocationChanged -= OnLocationChanged;
        Board.RunChanged -= OnRunChanged;
        Demo.Changed -= OnDemoChanged;
        if (Live is not null) Live.Due -= OnDue;
    }

    /// <inheritdoc />
    protected override Task OnInitializedAsync()
    {
        Nav.LocationChanged += OnLocationChanged;
        Board.RunChanged += OnRunChanged;
        Demo.Changed += OnDemoChanged;
        if (Live is not null) Live.Due += OnDue;
        return LoadAsync();
    }

    private void OnLocationChanged(object? sender, LocationChangedEventArgs e)
    {
        if (AsOfPicker.Of(Nav, Clock) != _asOf) _ = InvokeAsync(LoadAndRenderAsync);
    }

    private void OnRunChanged(RunNotice notice) =>
        _ = InvokeAsync(notice.Status == RunStatus.Running || Live is not null ? RenderAsync : LoadAndRenderAsync);

    private void OnDemoChanged() => _ = InvokeAsync(Demo.Done && Live is null ? LoadAndRenderAsync : RenderAsync);

    private void OnDue(LiveUpdate update) => _ = InvokeAsync(LoadAndRenderAsync);

    private Task RenderAsync()
    {
        StateHasChanged();
        return Task.CompletedTask;
    }

    private async Task LoadAndRenderAsync()
    {
        await LoadAsync();
        StateHasChanged();
    }

    private async Task LoadAsync()
    {
        if (_loading) return;
        _loading = true;
        _asOf = AsOfPicker.Of(Nav, Clock);
        try
        {
            _standing = await Runs.StandingAsync(_asOf, CancellationToken.None);
            var newest = await Runs.NewestAsync(CancellationToken.None);
            _apps = _standing is null ? null : (await Runs.FindAsync(_standing.Id, CancellationToken.None))?.Report.Apps;
            _health = DataHealth.Of(_standing, newest, _asOf, Clock.GetUtcNow());
        }
        catch (Exception e)
        {
            // The banner must never take the page with it.
            BannerFailed(Logger, e);
            _health = new DataHealth(DataHealthKind.Caution, "The state of the data is not known.", "The history could not be read.", null);
        }
        finally
        {
            _loading = false;
        }
    }

    [LoggerMessage(EventId = 5103, Level = LogLevel.Error, Message = "The state of the data could not be read")]
    private static partial void BannerFailed(ILogger logger, Exception exception);
}
