using System.Globalization;
using Dashboard.Core.Queries;
using Dashboard.Web.Collection;
using Dashboard.Web.Components.Kit;
using Dashboard.Web.Components.Layout;
using Dashboard.Web.Demo;
using Dashboard.Web.Urls;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Routing;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Primitives;

namespace Dashboard.Web.Components.Pages;

/// <summary>
/// A page whose whole state is its URL. It loads when it is opened and when the URL changes, so Back, a reload and a
/// link sent to a colleague all show the same thing.
/// </summary>
public abstract partial class QueryPage : ComponentBase, IDisposable
{
    private CancellationTokenSource _load = new();
    private bool _disposed;
    private LiveUpdates? _live;
    private string? _loadedUri;
    private string? _path;
    private Dictionary<string, StringValues> _query = [];

    /// <summary>Where the state is.</summary>
    [Inject] public required NavigationManager Nav { get; set; }

    /// <summary>The clock.</summary>
    [Inject] public required TimeProvider Clock { get; set; }

    /// <summary>Makes the logger of the page.</summary>
    [Inject] public required ILoggerFactory Loggers { get; set; }

    /// <summary>Tells when a run ended: the page then shows the new figures by itself.</summary>
    [Inject] public required RunBoard Board { get; set; }

    /// <summary>Tells how far the demo has filled its past.</summary>
    [Inject] public required DemoProgress Demo { get; set; }

    /// <summary>Tells when to read the figures again. Outside the layout a page has one of its own.</summary>
    [CascadingParameter] public LiveUpdates? Live { get; set; }

    /// <summary>The filter in the URL; what was not understood is left out.</summary>
    protected AppFilter Filter { get; private set; } = AppFilter.Any;

    /// <summary>The moment in the URL; null is now.</summary>
    protected DateTimeOffset? AsOf { get; private set; }

    /// <summary>The moment that the page describes.</summary>
    protected DateTimeOffset Moment => AsOf ?? Clock.GetUtcNow();

    /// <summary>Stops what is under way.</summary>
    public void Dispose()
    {
        Nav.LocationChanged -= OnLocationChanged;
        Board.RunChanged -= OnRunChanged;
        if (_live is not null) _live.Due -= OnDue;
        if (Live is null) _live?.Dispose();
        _disposed = true;
        _load.Cancel();
        _load.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <inheritdoc />
    protected override void OnInitialized()
    {
        Nav.LocationChanged += OnLocationChanged;
        Board.RunChanged += OnRunChanged;
        _live = Live ?? new LiveUpdates(Board, Demo, new UpdateSpread(), Clock);
        _live.Due += OnDue;
    }

    /// <inheritdoc />
    protected override Task OnParametersSetAsync() => RefreshAsync(force: false);

    /// <summary>Another parameter of the URL; null where it is not there.</summary>
    protected string? Text(string parameter) => _query.TryGetValue(parameter, out var values) ? values.ToString() : null;

    /// <summary>All parameters of the URL.</summary>
    protected IReadOnlyDictionary<string, StringValues> Query => _query;

    /// <summary>The page number in the URL, from 1.</summary>
    protected int PageNumber => int.TryParse(Text("page"), NumberStyles.None, CultureInfo.InvariantCulture, out var page) && page > 0 ? page : 1;

    /// <summary>True while the page is read again under the same URL.</summary>
    protected bool Reloading { get; private set; }

    /// <summary>Reads what the page shows. The URL is parsed already.</summary>
    protected abstract Task LoadAsync(CancellationToken cancellationToken);

    /// <summary>Loads again, for a retry and when a run has ended.</summary>
    protected Task ReloadAsync() => RefreshAsync(force: true);

    /// <summary>Reads one panel's value. A fault stays in that panel: the log gets the reason, the page an id.</summary>
    protected async Task<Load<T>> TryAsync<T>(Func<Task<T>> read)
    {
        try
        {
            return Load.Ready(await read());
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            var id = ErrorIds.New();
            LoadFailed(Loggers.CreateLogger(GetType()), e, id);
            return Load.Failed<T>(id);
        }
    }

    [LoggerMessage(EventId = 5102, Level = LogLevel.Error, Message = "A panel could not be loaded; the page said {ErrorId}")]
    private static partial void LoadFailed(ILogger logger, Exception exception, string errorId);

    /// <summary>False where a newer load took over before this one was done.</summary>
    private async Task<bool> RefreshAsync(bool force)
    {
        if (!force && Nav.Uri == _loadedUri) return true;
        ReadUrl();
        Reloading = force;
        await _load.CancelAsync();
        _load.Dispose();
        _load = new CancellationTokenSource();
        try
        {
            await LoadAsync(_load.Token);
            return true;
        }
        catch (OperationCanceledException)
        {
            // A newer URL took over, or the reader left.
            return false;
        }
    }

    private void ReadUrl()
    {
        _loadedUri = Nav.Uri;
        var uri = new Uri(Nav.Uri);
        _path = uri.AbsolutePath;
        _query = QueryHelpers.ParseQuery(uri.Query);
        Filter = AppFilterUrl.Parse(_query).Filter;
        AsOf = AsOfPicker.Of(Nav, Clock);
    }

    /// <summary>Called on the page's own thread whenever a run moves. The figures are read again by themselves after its end.</summary>
    protected virtual Task RunMovedAsync(RunNotice notice) => Task.CompletedTask;

    private void OnRunChanged(RunNotice notice) => _ = InvokeAsync(() => _disposed ? Task.CompletedTask : RunMovedAsync(notice));

    private void OnDue(LiveUpdate update) => _ = InvokeAsync(() => UpdateAsync(update));

    private async Task UpdateAsync(LiveUpdate update)
    {
        // The past is never written anew.
        if (_disposed || AsOf is not null) return;
        var done = await RefreshAsync(force: true);
        if (_disposed) return;
        StateHasChanged();
        if (done && update.RunId is { } id) _live?.Say(FormattableString.Invariant($"Figures updated, run {id}."));
    }

    private void OnLocationChanged(object? sender, LocationChangedEventArgs e)
    {
        if (new Uri(e.Location).AbsolutePath != _path) return;
        _ = InvokeAsync(async () =>
        {
            await RefreshAsync(force: false);
            StateHasChanged();
        });
    }
}
