using Dashboard.Azure;
using Dashboard.Core.Collection;
using Dashboard.Core.Exceptions;
using Dashboard.Core.Posture;
using Dashboard.Storage;
using Dashboard.Storage.Auditing;

namespace Dashboard.Web.Hosting.Settings;

/// <summary>What is watched.</summary>
public enum DashboardMode
{
    /// <summary>A simulated estate on this machine, with personas instead of sign-in.</summary>
    Demo,

    /// <summary>A real Azure estate.</summary>
    Azure,
}

/// <summary>Every setting of the program, read and checked once at start. Nothing else reads configuration.</summary>
public sealed record DashboardSettings
{
    /// <summary>What is watched.</summary>
    public required DashboardMode Mode { get; init; }

    /// <summary>The directory of the database and other files; absolute.</summary>
    public required string DataDirectory { get; init; }

    /// <summary>Where the history is kept.</summary>
    public required StorageSettings Storage { get; init; }

    /// <summary>How the program signs in to the database.</summary>
    public DatabaseAuthentication DatabaseAuthentication { get; init; }

    /// <summary>The database's file; null where the connection string names none.</summary>
    public string? DatabaseFile { get; init; }

    /// <summary>Which Azure is read; null in demo mode, where the simulator in the process is.</summary>
    public AzureSettings? Azure { get; init; }

    /// <summary>When runs start by themselves (cron, UTC); null: never.</summary>
    public Cronos.CronExpression? Schedule { get; init; }

    /// <summary>The schedule as written.</summary>
    public string ScheduleText { get; init; } = "";

    /// <summary>By what apps are judged.</summary>
    public JudgementSettings Judgement { get; init; } = JudgementSettings.Default;

    /// <summary>The bounds of a run.</summary>
    public CollectionSettings Collection { get; init; } = new();

    /// <summary>Where costs and prices are read.</summary>
    public CostSettings Costs { get; init; } = new();

    /// <summary>How long exceptions may last, and how early their end is announced.</summary>
    public ExceptionLimits Exceptions { get; init; } = ExceptionLimits.Default;

    /// <summary>The coverage to reach, in percent.</summary>
    public decimal CoverageTargetPercent { get; init; } = 90;

    /// <summary>The simulated estate; null in Azure mode.</summary>
    public DemoSettings? Demo { get; init; }

    /// <summary>Where the audit trail is anchored outside the database.</summary>
    public AuditAnchorSettings AuditAnchor { get; init; } = AuditAnchorSettings.LogOnly;

    /// <summary>Where the server listens.</summary>
    public IReadOnlyList<Uri> Listen { get; init; } = [];

    /// <summary>By whom people and machines are vouched for; null in demo mode, and where it is not set up.</summary>
    public SignInSettings? SignIn { get; init; }

    /// <summary>Which client certificates programs must show at the API; null where none are asked for.</summary>
    public ClientCertificateSettings? ClientCertificates { get; init; }

    /// <summary>How the world reaches the server; null in demo mode, and where it is not known.</summary>
    public EdgeSettings? Edge { get; init; }

    /// <summary>Where each setting came from that is set, by its key (<c>Azure:TenantId</c>); those not set are not in it.</summary>
    public IReadOnlyDictionary<string, SettingOrigin> Origins { get; init; } = new Dictionary<string, SettingOrigin>();
}

/// <summary>The simulated estate of demo mode.</summary>
/// <param name="Apps">Apps in it.</param>
/// <param name="Months">Months of history to fill.</param>
/// <param name="Seed">The same seed makes the same estate.</param>
/// <param name="AsOf">The moment at which the demo stands; null: the real one.</param>
public sealed record DemoSettings(int Apps, int Months, int Seed, DateTimeOffset? AsOf)
{
    /// <summary>
    /// What the database records as its origin. The simulator's port differs each time, so the estate itself is named:
    /// another seed or size is another estate, and its apps must not mix with these.
    /// </summary>
    public string Origin => FormattableString.Invariant($"demo://seed-{Seed}/apps-{Apps}");
}
