using Dashboard.Core.Exemptions;
using Dashboard.Core.Runs;

namespace Dashboard.Core.Queries;

/// <summary>What is wrong with a policy exemption, held against the register of exceptions.</summary>
public enum ExemptionFinding
{
    /// <summary>Nobody in the register approved it: no active exception covers an app that it exempts.</summary>
    NoCounterpart,

    /// <summary>
    /// It exempts more than the register is known to have approved: a whole group or subscription, of which active exceptions cover some
    /// apps.
    /// </summary>
    PartCounterpart,

    /// <summary>It never ends.</summary>
    NoExpiry,

    /// <summary>It has expired and exempts nothing any more, but is still there: Azure deletes none.</summary>
    ExpiredButPresent,

    /// <summary>Something that this hangs on could not be read, so nobody can tell.</summary>
    NotJudged,
}

/// <summary>An app that an active exception covers.</summary>
/// <param name="ExceptionId">The exception.</param>
/// <param name="ResourceId">The app.</param>
/// <param name="Name">Its name.</param>
/// <param name="Kind">Its kind; null where it has none.</param>
/// <param name="Until">When the exception ends, as far as is known.</param>
public sealed record ExceptedPlace(long ExceptionId, string ResourceId, string Name, string? Kind, DateTimeOffset Until);

/// <summary>A policy exemption at a moment, with what is wrong with it.</summary>
/// <param name="State">What Azure says.</param>
/// <param name="Scope">What it exempts.</param>
/// <param name="ScopeName">The scope's name as a reader knows it: of a subscription its display name.</param>
/// <param name="FirstSeen">The run that saw it first.</param>
/// <param name="LastSeen">The run that saw it last, where the last one before the moment did not; else null.</param>
/// <param name="Findings">What is wrong with it; nothing where the register answers for it.</param>
/// <param name="Exceptions">Active exceptions that cover apps that it exempts.</param>
/// <param name="ExceptedApps">How many apps those are.</param>
public sealed record ExemptionItem(
    ExemptionState State, ExemptionScope Scope, string ScopeName, DateTimeOffset FirstSeen, DateTimeOffset? LastSeen,
    IReadOnlyList<ExemptionFinding> Findings, IReadOnlyList<long> Exceptions, int ExceptedApps);

/// <summary>An active exception about demanding certificates, of whose apps some have no exemption: Azure Policy goes on to report them.</summary>
/// <param name="ExceptionId">The exception.</param>
/// <param name="Until">When it ends, as far as is known.</param>
/// <param name="Apps">The apps without exemption.</param>
public sealed record ExceptionWithoutExemption(long ExceptionId, DateTimeOffset Until, IReadOnlyList<UnexemptedApp> Apps);

/// <summary>An app of an active exception that no exemption is known to cover.</summary>
/// <param name="ResourceId">The app.</param>
/// <param name="Name">Its name.</param>
/// <param name="Perhaps">True where one may cover it, of which that cannot be told.</param>
public sealed record UnexemptedApp(string ResourceId, string Name, bool Perhaps);

/// <summary>The exemptions at a moment, held against the register of exceptions.</summary>
/// <param name="Items">All of them: what is wrong first, then by scope and name.</param>
/// <param name="Exceptions">Active exceptions about demanding certificates with apps that have no exemption; none where no run has read exemptions.</param>
/// <param name="ActiveExceptions">How many active exceptions about demanding certificates there are.</param>
/// <param name="Source">How the run of the moment fared in reading exemptions; null where it did not read any.</param>
/// <param name="AsOf">The moment.</param>
/// <param name="Run">The run whose figures stand then; null before the first.</param>
public sealed record ExemptionsAnswer(
    IReadOnlyList<ExemptionItem> Items, IReadOnlyList<ExceptionWithoutExemption> Exceptions, int ActiveExceptions, SourceOutcome? Source,
    DateTimeOffset AsOf, RunRef? Run)
{
    /// <summary>True where the run of the moment read every exemption that it could see.</summary>
    public bool IsWhole => Source is { Complete: true, NotUnderstood: 0 };
}
