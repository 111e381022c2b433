using System.Globalization;
using Dashboard.Core.Audit;
using Dashboard.Core.Certificates;
using Dashboard.Core.Queries;
using Dashboard.Storage.Commands;
using Dashboard.Web.Components.Kit;
using Dashboard.Web.Urls;
using Microsoft.AspNetCore.Components;

namespace Dashboard.Web.Components.Pages.Certificates;

/// <summary>Registers a PKI, or changes its entry.</summary>
public sealed partial class PkiForm
{
    private string? _name, _owner, _contact, _days, _cost, _currency, _issuers, _points, _policy, _said;
    private bool _busy;
    private IReadOnlyDictionary<string, string> _problems = new Dictionary<string, string>();

    /// <summary>The entry to change; null registers a new one.</summary>
    [Parameter] public PkiItem? Item { get; set; }

    /// <summary>It was written.</summary>
    [Parameter] public EventCallback OnWritten { get; set; }

    /// <summary>Writes.</summary>
    [Inject] public required SavePkiCommand Save { get; set; }

    /// <summary>Where to go afterwards.</summary>
    [Inject] public required NavigationManager Nav { get; set; }

    /// <summary>Makes the logger.</summary>
    [Inject] public required ILogger<PkiForm> Logger { get; set; }

    /// <inheritdoc />
    protected override void OnInitialized()
    {
        if (Item?.Entry is not { } e) return;
        (_name, _owner, _contact, _policy, _currency) = (e.Name, e.Owner, e.Contact, e.RenewalPolicy, e.Currency);
        _days = e.RenewalDays?.ToString(CultureInfo.InvariantCulture);
        _cost = e.CostPerCertificate?.ToString(CultureInfo.InvariantCulture);
        _issuers = string.Join('\n', e.Issuers.Select(i => i.Text));
        _points = string.Join('\n', e.RevocationPoints);
    }

    private async Task SaveAsync(AuditActor actor)
    {
        if (_busy) return;
        _busy = true;
        try
        {
            var problems = new Dictionary<string, string>();
            var days = Number<int>(_days, "renewalDays", "Renewal days are a whole number.", problems);
            var cost = Number<decimal>(_cost, "costPerCertificate", "A cost is a number with a point, such as 12.50.", problems);
            _problems = problems;
            if (problems.Count > 0)
            {
                _said = "Not written: see above.";
                return;
            }

            var entry = new PkiEntry
            {
                Name = _name ?? "",
                Issuers = [],
                Owner = _owner,
                Contact = _contact,
                RenewalPolicy = _policy,
                RenewalDays = days,
                RevocationPoints = Lines(_points),
                CostPerCertificate = cost,
                Currency = _currency,
            };
            var result = await Save.RunAsync(Item?.Id, entry, Lines(_issuers), Item?.Version, actor, CancellationToken.None);
            _problems = result.Problems;
            _said = result.NotFound ? "Not written: there is no such PKI." : result.Conflict is { } conflict ? $"Not written. {conflict}"
                : result.Problems.Count > 0 ? "Not written: see above." : "Written. The audit trail has it.";
            if (result.Id is null) return;
            if (Item is not null) Nav.NavigateTo(DashboardUrls.Pkis());
            else (_name, _owner, _contact, _days, _cost, _currency, _issuers, _points, _policy) = (null, null, null, null, null, null, null, null, null);
            await OnWritten.InvokeAsync();
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            // The reason stays in the log; what was typed stays in the form.
            var id = ErrorIds.New();
            NotStored(Logger, e, id);
            _said = $"Not written: it could not be stored. Try again. Id {id}";
        }
        finally
        {
            _busy = false;
        }
    }

    private static T? Number<T>(string? text, string field, string problem, Dictionary<string, string> problems)
        where T : struct, ISpanParsable<T>
    {
        if (string.IsNullOrWhiteSpace(text)) return null;
        if (T.TryParse(text.AsSpan().Trim(), CultureInfo.InvariantCulture, out var number)) return number;
        problems[field] = problem;
        return null;
    }

    private static string[] Lines(string? text) => (text ?? "").Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    private RenderFragment Field(string id, string label, string field, Func<string?> get, Action<string?> set, int most) => Control(id, label, field, get, set, most, area: false);

    private RenderFragment Area(string id, string label, string field, Func<string?> get, Action<string?> set, int most) => Control(id, label, field, get, set, most, area: true);

    private RenderFragment Control(string id, string label, string field, Func<string?> get, Action<string?> set, int most, bool area) => builder =>
    {
        builder.OpenElement(0, "div");
        builder.AddAttribute(1, "class", "field");
        builder.OpenElement(2, "label");
        builder.AddAttribute(3, "for", id);
        builder.AddContent(4, label);
        builder.CloseElement();
        builder.OpenElement(5, area ? "textarea" : "input");
        builder.AddAttribute(6, "id", id);
        builder.AddAttribute(7, "maxlength", most);
        builder.AddAttribute(8, "autocomplete", "off");
        if (area) builder.AddAttribute(9, "rows", 3);
        var problem = _problems.GetValueOrDefault(field);
        if (problem is not null)
        {
            builder.AddAttribute(10, "aria-invalid", "true");
            builder.AddAttribute(11, "aria-describedby", id + "-problem");
        }

        builder.AddAttribute(12, "value", get());
        builder.AddAttribute(13, "onchange", EventCallback.Factory.CreateBinder<string?>(this, set, get()));
        builder.CloseElement();
        if (problem is not null)
        {
            builder.OpenElement(14, "span");
            builder.AddAttribute(15, "id", id + "-problem");
            builder.AddAttribute(16, "class", "alarm");
            builder.AddContent(17, problem);
            builder.CloseElement();
        }

        builder.CloseElement();
    };

    [LoggerMessage(EventId = 5114, Level = LogLevel.Error, Message = "An entry of the PKI register could not be stored; the page said {ErrorId}")]
    private static partial void NotStored(ILogger logger, Exception exception, string errorId);
}
