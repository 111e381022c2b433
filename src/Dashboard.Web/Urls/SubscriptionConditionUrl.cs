using Dashboard.Core.Queries;
using Microsoft.Extensions.Primitives;

namespace Dashboard.Web.Urls;

/// <summary>The <c>condition</c> parameter of subscriptions, repeated for alternatives; the API and the status page share it.</summary>
public static class SubscriptionConditionUrl
{
    private const string Name = "condition";

    /// <summary>What it may say, for messages.</summary>
    public static string Choices { get; } = string.Join(", ", Enum.GetNames<SubscriptionCondition>());

    /// <summary>Reads it; none means any.</summary>
    public static (IReadOnlyList<SubscriptionCondition> Conditions, IReadOnlyList<UrlProblem> Problems) Parse(
        IEnumerable<KeyValuePair<string, StringValues>> query)
    {
        var conditions = new List<SubscriptionCondition>();
        var problems = new List<UrlProblem>();
        foreach (var text in query.Where(p => p.Key.Equals(Name, StringComparison.OrdinalIgnoreCase)).SelectMany(p => p.Value).Select(t => t ?? ""))
        {
            var found = Enum.GetValues<SubscriptionCondition>().Where(c => c.ToString().Equals(text, StringComparison.OrdinalIgnoreCase)).ToList();
            conditions.AddRange(found);
            if (found.Count == 0) problems.Add(new UrlProblem(Name, $"{Name} is one of {Choices}; repeat the parameter for several."));
        }

        return ([.. conditions.Distinct()], problems);
    }

    /// <summary>True where a subscription of this condition is asked for.</summary>
    public static bool Includes(IReadOnlyList<SubscriptionCondition> asked, SubscriptionCondition condition) =>
        asked.Count == 0 || asked.Contains(condition);
}
