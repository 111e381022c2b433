using System.Text.RegularExpressions;
using Dashboard.Core.Runs;
using Dashboard.Web.Components.Pages.AppDetails;

namespace Dashboard.Web.Components.Pages.Runs;

/// <summary>A role that is missing, and the command that grants it.</summary>
/// <param name="Role">The role: <c>Reader</c>.</param>
/// <param name="Where">Where to grant it, in words.</param>
/// <param name="Command">Azure CLI, with placeholders for what is not known.</param>
public sealed partial record RunRemedy(string Role, string Where, string Command)
{
    private const string Principal = "<principal id>";

    /// <summary>The remedy of a subscription that was not read; null where its problem is no missing role.</summary>
    /// <param name="scope">The subscription.</param>
    /// <param name="principal">Whom to grant it: a client id, or null where it is not known.</param>
    public static RunRemedy? For(ScopeOutcome scope, string? principal) => scope.Read || !LacksReader(scope.Problem)
        ? null
        : Reader($"the subscription {scope.Name}", $"/subscriptions/{scope.SubscriptionId}", principal);

    /// <summary>The remedy of a source's or a run's problem; null where it is no missing role.</summary>
    /// <param name="problem">The problem in words; where it names a subscription, the command does too.</param>
    /// <param name="principal">Whom to grant it: a client id, or null where it is not known.</param>
    public static RunRemedy? For(string? problem, string? principal)
    {
        if (!LacksReader(problem)) return null;
        var named = SubscriptionIds().Matches(problem!).Select(m => m.Value).Distinct(StringComparer.OrdinalIgnoreCase).ToList();
        return named is [var id]
            ? Reader($"the subscription {id}", $"/subscriptions/{id}", principal)
            : Reader("the subscription or its management group", "/subscriptions/<subscription id>", principal);
    }

    private static RunRemedy Reader(string where, string scope, string? principal) => new(
        "Reader", where,
        $"az role assignment create --assignee {ShellQuoting.Bash(principal ?? Principal)} --role Reader --scope {ShellQuoting.Bash(scope)}");

    /// <summary>The collector's words for a missing role always name it.</summary>
    private static bool LacksReader(string? problem) =>
        problem is not null && (problem.Contains("role Reader", StringComparison.Ordinal) || problem.Contains("Reader role", StringComparison.Ordinal));

    [GeneratedRegex("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")]
    private static partial Regex SubscriptionIds();
}
