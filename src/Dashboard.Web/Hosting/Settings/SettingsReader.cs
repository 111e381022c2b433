using Dashboard.Azure;
using Dashboard.Core.Collection;
using Dashboard.Core.Exceptions;
using Dashboard.Core.Findings;
using Dashboard.Core.Posture;
using Dashboard.Storage.Auditing;

namespace Dashboard.Web.Hosting.Settings;

/// <summary>Reads and checks all settings. Every problem is reported at once, so that nobody mends them one start at a time.</summary>
internal static class SettingsReader
{
    /// <summary>
    /// Reads <paramref name="configuration"/>; <paramref name="now"/> bounds what "in the future" means. Only who is
    /// <paramref name="serving"/> a real estate needs the settings of sign-in.
    /// </summary>
    public static SettingsResult Read(IConfiguration configuration, DateTimeOffset now, bool serving = false)
    {
        var source = new SettingSource(configuration);
        var mode = source.Choice("Mode", DashboardMode.Demo);
        var directory = DataPaths.Absolute(source.Text("DataDirectory") ?? "data");
        var (storage, file) = DatabaseReader.Read(source, mode, directory);
        var authentication = DatabaseAuthenticationReader.Read(source, mode, storage);
        var azure = AzureReader.Read(source, mode);
        var demo = DemoReader.Read(source, mode, now);
        var (schedule, scheduleText) = ScheduleReader.Read(source);
        var listen = ListenReader.Read(source, configuration, mode);
        AzureOnly.RefuseInDemo(source, mode);
        var settings = new DashboardSettings
        {
            Mode = mode,
            DataDirectory = directory,
            Storage = storage,
            DatabaseAuthentication = authentication,
            DatabaseFile = file,
            Azure = azure,
            Demo = demo,
            Schedule = schedule,
            ScheduleText = scheduleText,
            Judgement = ReadJudgement(source),
            Collection = ReadCollection(source, mode, azure),
            Costs = CostReader.Read(source, mode),
            Exceptions = ReadExceptions(source),
            CoverageTargetPercent = source.Percent("Coverage:TargetPercent", 90),
            AuditAnchor = ReadAuditAnchor(source, directory, file),
            Listen = listen,
            SignIn = SignInReader.Read(source, mode, serving, azure),
            ClientCertificates = ClientCertificateReader.Read(source, configuration, mode, serving),
            Edge = EdgeReader.Read(source, configuration, mode, serving, listen),
        };
        source.RefuseLeftovers();
        return source.Problems.Count > 0
            ? new SettingsResult(null, source.Problems)
            : new SettingsResult(settings with { Origins = source.Origins() }, []);
    }

    private static AuditAnchorSettings ReadAuditAnchor(SettingSource source, string directory, string? database)
    {
        const string key = "Audit:AnchorFile";
        if (source.Text(key) is not { } text) return AuditAnchorSettings.LogOnly;
        var path = Path.GetFullPath(text, directory);
        if (path == database) source.Wrong(key, "It is the database itself.", "Name a file outside of what the database's user can write.");
        else if (Directory.Exists(path) || Path.EndsInDirectorySeparator(path)) source.Wrong(key, $"'{text}' is a directory.", "Name a file in it.");
        return new AuditAnchorSettings(path);
    }

    private static JudgementSettings ReadJudgement(SettingSource source)
    {
        var allowed = source.List("Scope:AllowedExclusions");
        foreach (var entry in allowed.Where(e => e == "/" || e.AsSpan().ContainsAny(',', ';')))
            source.Wrong("Scope:AllowedExclusions", $"'{entry}' cannot be allowed.", "Name one path per entry; '/' would allow everything.");
        return JudgementSettings.Default with
        {
            AllowedExclusions = allowed,
            Unclassified = source.Choice("Scope:Unclassified", UnclassifiedScope.OwnGroup),
        };
    }

    private static CollectionSettings ReadCollection(SettingSource source, DashboardMode mode, AzureSettings? azure)
    {
        // Less than ten seconds is for tests of what happens when a collector dies: a slow database would lose the lease.
        var shortestLease = azure is { IsLoopback: false } ? 10 : 2;
        var defaults = new CollectionSettings();
        return defaults with
        {
            StaleAllowance = TimeSpan.FromDays(source.Number("Collection:StaleDays", (int)defaults.StaleAllowance.TotalDays, 1, 365)),
            MaxArmReads = source.Number("Collection:MaxArmReads", defaults.MaxArmReads, 0, 100_000),
            ArmConcurrency = source.Number("Collection:ArmConcurrency", defaults.ArmConcurrency, 1, 64),
            LeaseDuration = TimeSpan.FromSeconds(
                source.Number("Collection:LeaseSeconds", (int)defaults.LeaseDuration.TotalSeconds, shortestLease, 600)),
            Allowances = ReadAllowances(source),
            Mode = mode.ToString(),
        };
    }

    private static FindingAllowances ReadAllowances(SettingSource source)
    {
        var defaults = FindingAllowances.Default;
        return new FindingAllowances
        {
            Critical = Days(source, "Findings:CriticalDays", defaults.Critical),
            High = Days(source, "Findings:HighDays", defaults.High),
            Medium = Days(source, "Findings:MediumDays", defaults.Medium),
            Low = Days(source, "Findings:LowDays", defaults.Low),
        };
    }

    // Each stands for itself, as the allowances do: a severity may be given less time than a worse one.
    private static ExceptionLimits ReadExceptions(SettingSource source)
    {
        var defaults = ExceptionLimits.Default;
        return new ExceptionLimits
        {
            Critical = Days(source, "Exceptions:CriticalDays", defaults.Critical),
            High = Days(source, "Exceptions:HighDays", defaults.High),
            Medium = Days(source, "Exceptions:MediumDays", defaults.Medium),
            Low = Days(source, "Exceptions:LowDays", defaults.Low),
            Warning = Days(source, "Exceptions:WarningDays", defaults.Warning),
        };
    }

    private static TimeSpan Days(SettingSource source, string key, TimeSpan fallback) =>
        TimeSpan.FromDays(source.Number(key, (int)fallback.TotalDays, 1, 3650));
}
