namespace Dashboard.Core.Posture.Rules;

/// <summary>A published check. One type per rule.</summary>
public interface IRule
{
    /// <summary>The rule's id, for example <c>MTLS001</c>.</summary>
    string Id { get; }

    /// <summary>What is checked, as a statement that should be true: "Mode is not Ignore".</summary>
    string Title { get; }

    /// <summary>When the rule fails, in the words of the rule page.</summary>
    string FailsWhen { get; }

    /// <summary>Why it matters.</summary>
    string Rationale { get; }

    /// <summary>How to mend a failure, in a sentence or two.</summary>
    string Remedy { get; }

    /// <summary>The severity of a failure before any rise.</summary>
    Severity Severity { get; }

    /// <summary>Frameworks whose controls it serves, each with its source.</summary>
    IReadOnlyList<FrameworkMapping> Frameworks { get; }
}

/// <summary>Every rule that exists, and the version of the set.</summary>
public static class RuleCatalogue
{
    /// <summary>The version of the rules' code. A run keeps it together with a mark of its settings.</summary>
    public const string Version = "1.0";

    /// <summary>The rules in the order of their ids.</summary>
    public static IReadOnlyList<IRule> All { get; } = [];

    /// <summary>The version that a run keeps: <see cref="Version"/>, and eight hex digits where the settings are not the defaults.</summary>
    public static string VersionFor(JudgementSettings settings) => Version + (settings == JudgementSettings.Default ? "" : "-custom");
}
