using Dashboard.Core.Runs;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Dashboard.Storage.Model;

/// <summary>A run: its own row commits apart from its merge, so that progress and failures are seen whatever happens.</summary>
internal sealed record RunEntry
{
    public long Id { get; init; }

    /// <summary>The run's one clock, greater than every earlier run's.</summary>
    public required long RunTime { get; init; }

    public required long StartedAt { get; init; }

    public long? CompletedAt { get; init; }

    public required RunStatus Status { get; init; }

    public required RunTrigger Trigger { get; init; }

    public required string StartedBy { get; init; }

    public required string RuleSetVersion { get; init; }

    /// <summary>A merged run that read Azure's change records wholly: the next one need not go back further.</summary>
    public bool ChangesRead { get; init; }

    public bool CancelRequested { get; init; }

    /// <summary>The progress last reported: phase, and its counters below; null before the first heartbeat.</summary>
    public string? Phase { get; init; }

    public int PagesRead { get; init; }

    public int AppsRead { get; init; }

    public int RequestsSent { get; init; }

    public int? ExpectedApps { get; init; }

    /// <summary>The figures of a finished run that lists show.</summary>
    public int Apps { get; init; }

    public int Requests { get; init; }

    public int ArmReads { get; init; }

    public int Changed { get; init; }

    public string? Reason { get; init; }

    /// <summary>Names of the scopes that it could not read, as a JSON array: every page shows them, so they are not left in the report.</summary>
    public string MissingScopes { get; init; } = "[]";

    /// <summary>The whole report as JSON; null while running.</summary>
    public string? Report { get; init; }
}

internal sealed class RunConfiguration : IEntityTypeConfiguration<RunEntry>
{
    public void Configure(EntityTypeBuilder<RunEntry> builder)
    {
        builder.ToTable("Runs");
        builder.HasIndex(r => r.RunTime).IsUnique();
    }
}
