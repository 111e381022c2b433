namespace Dashboard.Core.Audit;

/// <summary>What kind of actor did something. The names are part of the audit trail's content and never change.</summary>
public enum ActorKind
{
    /// <summary>A signed-in person.</summary>
    Person,

    /// <summary>Whoever runs a verb of the program on its machine.</summary>
    LocalOperator,

    /// <summary>The schedule.</summary>
    Schedule,

    /// <summary>The program itself.</summary>
    System,

    /// <summary>Another program, by a token of its own.</summary>
    Machine,
}

/// <summary>Who did something.</summary>
/// <param name="Id">An identity that stays the same when names change, for example tenant and object id of Entra ID.</param>
/// <param name="Name">The name as shown then; it identifies nobody.</param>
/// <param name="Roles">The roles held at that moment.</param>
/// <param name="Kind">What kind of actor.</param>
public sealed record AuditActor(string Id, string Name, IReadOnlyList<string> Roles, ActorKind Kind)
{
    /// <summary>The program itself.</summary>
    public static AuditActor Program { get; } = new("system", "system", [], ActorKind.System);

    /// <summary>The schedule.</summary>
    public static AuditActor Scheduled { get; } = new("schedule", "schedule", [], ActorKind.Schedule);

    /// <summary>Whoever runs a verb; <paramref name="name"/> is the operating system's name for them, for display only.</summary>
    public static AuditActor LocalOperator(string name) => new("local-operator", name, [], ActorKind.LocalOperator);
}
