using Dashboard.Core.Audit;
using Dashboard.Core.Costs.Assumptions;
using Dashboard.Core.Queries;
using Dashboard.Storage.Commands;
using Dashboard.Storage.Queries.Costs;
using Dashboard.Web.Components.Kit;
using Microsoft.AspNetCore.Components;

namespace Dashboard.Web.Components.Pages.Costs;

/// <summary>Changes assumptions, and shows before what that would do to the cost of compliance.</summary>
public sealed partial class AssumptionForm
{
    private const int MaxValue = 40;

    private readonly Dictionary<string, string> _typed = new(StringComparer.Ordinal);
    private IReadOnlyDictionary<string, string> _problems = new Dictionary<string, string>();
    private string? _reason;
    private string? _said;
    private bool _busy;

    /// <summary>Changes them.</summary>
    [Inject] public required ChangeAssumptionsCommand Change { get; set; }

    /// <summary>Reckons the effect.</summary>
    [Inject] public required UnlockCostsQuery Costs { get; set; }

    /// <summary>Makes the logger.</summary>
    [Inject] public required ILogger<AssumptionForm> Logger { get; set; }

    /// <summary>What is assumed, as the page shows it: its version is what an editor has seen.</summary>
    [Parameter, EditorRequired] public AssumptionsAnswer Assumed { get; set; } = null!;

    /// <summary>The present cost of compliance; null where it could not be read.</summary>
    [Parameter] public UnlockCostsAnswer? Present { get; set; }

    /// <summary>True where the page shows the past, which nobody changes.</summary>
    [Parameter] public bool Closed { get; set; }

    /// <summary>Something was changed, here or by somebody else.</summary>
    [Parameter] public EventCallback OnChanged { get; set; }

    /// <summary>What was typed and differs from what holds. What a colleague changed meanwhile stays, unless something else was typed.</summary>
    private List<AssumptionEdit> Edits =>
        [.. Assumed.Items.Where(i => !Same(Typed(i), i.Value) || (i.NotAllowed is not null && _typed.ContainsKey(i.Key))).Select(i => new AssumptionEdit(i.Key, Typed(i)))];

    private static bool Same(string one, string other) => one.Trim() == other;

    private static string IdOf(string key) => "assumption-" + key.Replace('.', '-');

    private string Typed(AssumptionItem item) => _typed.GetValueOrDefault(item.Key) ?? item.Value;

    private void Type(string key, string? text) => _typed[key] = text ?? "";

    private void Forget()
    {
        _typed.Clear();
        (_reason, _said, _problems) = (null, null, new Dictionary<string, string>());
    }

    private async Task SaveAsync(AuditActor actor)
    {
        if (_busy || Closed) return;
        _busy = true;
        try
        {
            var edits = Edits;
            var result = await Change.RunAsync(edits, _reason, Assumed.Version, actor, CancellationToken.None);
            if (result.Outcome is ChangeOutcome.Changed or ChangeOutcome.Nothing) Forget();
            _problems = result.Problems;
            _said = result.Outcome switch
            {
                ChangeOutcome.Changed => $"{Words.Sentence(Words.Of(edits.Count, "assumption"))} changed. The figures are reckoned with {Words.Form(edits.Count, "it", "them")} now.",
                ChangeOutcome.Nothing => "Nothing is changed: all of it was so already.",
                ChangeOutcome.Overtaken => "Not saved: somebody changed assumptions meanwhile. What holds now is shown at each field, and what you typed is kept; look at it and save again.",
                ChangeOutcome.Refused => Refused(),
            };
            if (result.Outcome is not ChangeOutcome.Refused) await OnChanged.InvokeAsync();
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            // The reason stays in the log; what was typed stays in the form.
            var id = ErrorIds.New();
            SaveFailed(Logger, e, id);
            _said = $"Not saved: it could not be stored. Try again. Id {id}";
        }
        finally
        {
            _busy = false;
        }
    }

    private async Task PreviewAsync()
    {
        var edits = Edits;
        _problems = AssumptionEdit.ProblemsOf(edits);
        if (_problems.Count > 0)
        {
            _said = Refused();
            return;
        }

        _busy = true;
        try
        {
            var values = edits.Aggregate(Assumed.Values, (all, e) => AssumptionValues.Find(e.Key)!.Write(all, e.Value ?? "") ?? all);
            var before = Present is { Run: not null } ? UnlockWords.Sums(Present.Unlock.Sums) : "not known";
            var after = Present is { Run: not null } ? UnlockWords.Sums((await Costs.PreviewAsync(values.Costs, CancellationToken.None)).Sums) : "not known";
            var pki = values.Pki.FixedMonthly is { } known ? AssumptionWords.Amount(known, values.Pki.Currency) : "unknown";
            _said = $"To unlock every app: now {before}, then {after}. The fixed part of a PKI is then {pki}. Nothing is saved yet.";
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            var id = ErrorIds.New();
            SaveFailed(Logger, e, id);
            _said = $"The effect could not be reckoned. Try again. Id {id}";
        }
        finally
        {
            _busy = false;
        }
    }

    private string Refused() => $"Not saved: {Words.Of(_problems.Count, "field is", "fields are")} not what is asked for.";

    [LoggerMessage(EventId = 5108, Level = LogLevel.Error, Message = "Assumptions could not be stored or weighed; the page said {ErrorId}")]
    private static partial void SaveFailed(ILogger logger, Exception exception, string errorId);
}
