using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;

namespace Dashboard.Web.Components.Kit;

/// <summary>
/// Keeps a fault inside its panel: the rest of the page stands, the reader gets a retry and an id, the log gets the
/// reason under that id.
/// </summary>
public sealed partial class PanelBoundary : ErrorBoundaryBase
{
    private string _errorId = "";

    /// <summary>The panel's final height.</summary>
    [Parameter] public int Height { get; set; }

    /// <summary>Where the reason is written.</summary>
    [Inject] public required ILogger<PanelBoundary> Logger { get; set; }

    /// <inheritdoc />
    protected override Task OnErrorAsync(Exception exception)
    {
        _errorId = ErrorIds.New();
        PanelFailed(Logger, exception, _errorId);
        return Task.CompletedTask;
    }

    /// <inheritdoc />
    protected override void BuildRenderTree(RenderTreeBuilder builder)
    {
        if (CurrentException is null)
        {
            builder.AddContent(0, ChildContent);
            return;
        }

        builder.OpenComponent<PanelMessage>(1);
        builder.AddComponentParameter(2, nameof(PanelMessage.Kind), PanelMessageKind.Error);
        builder.AddComponentParameter(3, nameof(PanelMessage.Title), "This panel could not be shown");
        builder.AddComponentParameter(4, nameof(PanelMessage.Text), "The other panels are not affected.");
        builder.AddComponentParameter(5, nameof(PanelMessage.ErrorId), _errorId);
        builder.AddComponentParameter(6, nameof(PanelMessage.Height), Height);
        builder.AddComponentParameter(7, nameof(PanelMessage.OnRetry), EventCallback.Factory.Create(this, Recover));
        builder.CloseComponent();
    }

    [LoggerMessage(EventId = 5101, Level = LogLevel.Error, Message = "A panel could not be shown; the page said {ErrorId}")]
    private static partial void PanelFailed(ILogger logger, Exception exception, string errorId);
}
