using Dashboard.Core.Posture;
using Dashboard.Core.Queries;

namespace Dashboard.Web.Components.Pages.MyApps;

/// <summary>An app with something to change.</summary>
/// <param name="First">What is to change first: the finding that is due first, of several the worst.</param>
/// <param name="Open">How many of its findings stand.</param>
/// <param name="Overdue">How many of them are overdue.</param>
public sealed record OwnAppToDo(FindingItem First, int Open, int Overdue)
{
    /// <summary>The app.</summary>
    public AppState App => First.App;

    /// <summary>The apps of <paramref name="findings"/>, which stand: the most urgent first. Of each app no more than one finding is held.</summary>
    public static async Task<IReadOnlyList<OwnAppToDo>> OfAsync(IAsyncEnumerable<FindingItem> findings, CancellationToken cancellationToken)
    {
        var apps = new Dictionary<string, OwnAppToDo>(StringComparer.OrdinalIgnoreCase);
        await foreach (var finding in findings.WithCancellation(cancellationToken))
        {
            var id = finding.App.ResourceId;
            apps[id] = (apps.GetValueOrDefault(id) ?? new OwnAppToDo(finding, 0, 0)).With(finding);
        }

        return
        [
            .. apps.Values.OrderBy(a => a.First.Due).ThenByDescending(a => a.First.Severity)
                .ThenBy(a => a.App.Name, StringComparer.OrdinalIgnoreCase).ThenBy(a => a.First.Id),
        ];
    }

    private OwnAppToDo With(FindingItem finding)
    {
        var earlier = finding.Due < First.Due || (finding.Due == First.Due && finding.Severity > First.Severity);
        return new OwnAppToDo(earlier ? finding : First, Open + 1, Overdue + (finding.Overdue ? 1 : 0));
    }
}
