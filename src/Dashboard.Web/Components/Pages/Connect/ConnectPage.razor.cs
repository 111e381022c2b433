using Dashboard.Core.Audit;
using Dashboard.Core.Connections;
using Dashboard.Web.Components.Kit;
using Dashboard.Web.Connections;
using Dashboard.Web.Hosting.Settings;
using Microsoft.AspNetCore.Components;

namespace Dashboard.Web.Components.Pages.Connect;

/// <summary>The first run's checklist: what has to work before real figures can be shown, each with a test.</summary>
public sealed partial class ConnectPage : IDisposable
{
    private IReadOnlyList<ConnectionStanding> _standings = [];
    private CancellationTokenSource? _mine;
    private string? _problem;
    private string _said = "";

    /// <summary>Runs the tests.</summary>
    [Inject] public required ConnectionTester Tester { get; set; }

    /// <summary>What is connected.</summary>
    [Inject] public required DashboardSettings Settings { get; set; }

    /// <summary>Where a fault is written.</summary>
    [Inject] public required ILogger<ConnectPage> Logger { get; set; }

    private string? Principal => RoleGrant.Principal(
        _standings.Select(s => s.Check?.Identity).FirstOrDefault(i => i is not null), Settings.Azure?.ClientId);

    private string Lead => Settings.Mode == DashboardMode.Demo
        ? "The demo reads a simulated Azure over HTTP; the tests ask it as they would ask the real one."
        : $"Read as the configuration says: credential {Settings.Azure?.Credential}, {Scope(Settings.Azure?.SubscriptionIds.Count ?? 0, Settings.Azure?.ManagementGroupIds.Count ?? 0)}.";

    private string Next => Settings.Mode == DashboardMode.Demo
        ? "To see your own organisation, set Dashboard__Mode=Azure with a data directory of its own, and start a collection. A database belongs to one estate and refuses another, so the demo stays apart."
        : "Start a run. Some hundred apps take seconds. Tags can follow later: until then, which apps must enforce mutual TLS is told as not known.";

    /// <summary>Stops listening, and stops a test of this page.</summary>
    public void Dispose()
    {
        Tester.Changed -= OnChanged;
        _mine?.Cancel();
    }

    /// <inheritdoc />
    protected override void OnInitialized()
    {
        _standings = Tester.Standings;
        Tester.Changed += OnChanged;
    }

    private static string Scope(int subscriptions, int groups) => (subscriptions, groups) switch
    {
        (0, 0) => "all subscriptions that it can read",
        (_, 0) => Words.Of(subscriptions, "subscription"),
        (0, _) => Words.Of(groups, "management group"),
        _ => $"{Words.Of(subscriptions, "subscription")} and {Words.Of(groups, "management group")}",
    };

    private void OnChanged() => _ = InvokeAsync(() =>
    {
        _standings = Tester.Standings;
        StateHasChanged();
    });

    private void Cancel() => _mine?.Cancel();

    private async Task TestAsync(IReadOnlyList<ConnectionSource> sources, AuditActor actor)
    {
        if (_mine is not null) return;
        using var mine = _mine = new CancellationTokenSource();
        _problem = null;
        try
        {
            if (!await Tester.RunAsync(sources, actor, mine.Token)) _problem = "Another test of the connection is under way. Its outcome appears here.";
            _said = _problem ?? ConnectionWords.Headline(Tester.Standings);
        }
        catch (OperationCanceledException) when (mine.IsCancellationRequested)
        {
            _said = _problem = "The test was cancelled. What was tested before stands.";
        }
        catch (Exception e)
        {
            var id = ErrorIds.New();
            LogFailed(Logger, e, id);
            _said = _problem = $"The test did not come to an end. Id {id}";
        }
        finally
        {
            _mine = null;
            _standings = Tester.Standings;
        }
    }

    [LoggerMessage(EventId = 5105, Level = LogLevel.Error, Message = "A test of the connection failed; the page said {ErrorId}")]
    private static partial void LogFailed(ILogger logger, Exception exception, string errorId);
}
