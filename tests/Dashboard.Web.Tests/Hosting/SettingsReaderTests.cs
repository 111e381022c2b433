using Dashboard.Azure;
using Dashboard.Core.Exceptions;
using Dashboard.Core.Posture;
using Dashboard.Storage;
using Dashboard.Web.Hosting.Settings;
using Microsoft.Extensions.Configuration;

namespace Dashboard.Web.Tests.Hosting;

public sealed class SettingsReaderTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 24, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Nothing_set_is_the_demo_of_the_readme()
    {
        var settings = Read().Settings!;
        Assert.Equal(DashboardMode.Demo, settings.Mode);
        Assert.Equal(new DemoSettings(400, 12, 7, null), settings.Demo);
        Assert.Equal("demo://seed-7/apps-400", settings.Demo!.Origin);
        Assert.Equal("http://127.0.0.1:5080/", Assert.Single(settings.Listen).ToString());
        Assert.Equal(90, settings.CoverageTargetPercent);
        Assert.EndsWith(Path.Combine("data", "demo.db"), settings.DatabaseFile, StringComparison.Ordinal);
        Assert.NotNull(settings.Schedule);
        Assert.Null(settings.Azure);
    }

    [Fact]
    public void The_anchor_lies_where_it_is_said_or_in_the_data_directory()
    {
        Assert.Null(Read().Settings!.AuditAnchor.File);
        var settings = Read(("Audit:AnchorFile", "anchor.log")).Settings!;
        Assert.Equal(Path.Combine(settings.DataDirectory, "anchor.log"), settings.AuditAnchor.File);
        Assert.Equal("/var/audit/anchor.log", Read(("Audit:AnchorFile", "/var/audit/anchor.log")).Settings!.AuditAnchor.File);
    }

    [Fact]
    public void Azure_settings_are_read()
    {
        var settings = Read(
            ("Mode", "azure"), ("Azure:Cloud", "Government"), ("Azure:Credential", "ManagedIdentity"),
            ("Azure:SubscriptionIds:0", "11111111-2222-3333-4444-55555555555A"), ("Azure:ManagementGroupIds:0", "platform"),
            ("Scope:Unclassified", "InScope"), ("Scope:AllowedExclusions:0", "/health"), ("Schedule", "")).Settings!;
        Assert.Equal("https://management.usgovcloudapi.net/", settings.Azure!.ResourceManagerEndpoint.ToString());
        Assert.Equal(CredentialKind.ManagedIdentity, settings.Azure.Credential);
        Assert.Equal(["11111111-2222-3333-4444-55555555555a"], settings.Azure.SubscriptionIds);
        Assert.Equal(UnclassifiedScope.InScope, settings.Judgement.Unclassified);
        Assert.Equal(["/health"], settings.Judgement.AllowedExclusions);
        Assert.Equal("Azure", settings.Collection.Mode);
        Assert.Null(settings.Schedule);
        Assert.EndsWith("dashboard.db", settings.DatabaseFile, StringComparison.Ordinal);
    }

    [Fact]
    public void Each_limit_of_exceptions_stands_for_itself()
    {
        Assert.Equal(ExceptionLimits.Default, Read().Settings!.Exceptions);
        var limits = Read(
            ("Exceptions:CriticalDays", "3650"), ("Exceptions:HighDays", "4"), ("Exceptions:MediumDays", "3"), ("Exceptions:LowDays", "1"),
            ("Exceptions:WarningDays", "365")).Settings!.Exceptions;
        Assert.Equal([3650, 4, 3, 1], new[] { Severity.Critical, Severity.High, Severity.Medium, Severity.Low }.Select(s => limits.Of(s).TotalDays));
        Assert.Equal(365, limits.Warning.TotalDays);
    }

    [Theory]
    [InlineData("Mode", "Demmo", "Dashboard__Mode")]
    [InlineData("Mode", "1", "Dashboard__Mode")]
    [InlineData("Database:Provider", "PostgreSql", "Dashboard__Database__ConnectionString")]
    [InlineData("Database:Provider", "Oracle", "Dashboard__Database__Provider")]
    [InlineData("Database:ConnectionString", "Nonsense", "Dashboard__Database__ConnectionString")]
    [InlineData("Database:ConnectionString", "Data Source=:memory:", "Dashboard__Database__ConnectionString")]
    [InlineData("Schedule", "every day", "Dashboard__Schedule")]
    [InlineData("Scope:Unclassified", "Maybe", "Dashboard__Scope__Unclassified")]
    [InlineData("Scope:AllowedExclusions:0", "/", "Dashboard__Scope__AllowedExclusions")]
    [InlineData("Collection:StaleDays", "0", "Dashboard__Collection__StaleDays")]
    [InlineData("Collection:LeaseSeconds", "1", "Dashboard__Collection__LeaseSeconds")]
    [InlineData("Collection:LeaseSeconds", "601", "Dashboard__Collection__LeaseSeconds")]
    [InlineData("Coverage:TargetPercent", "101", "Dashboard__Coverage__TargetPercent")]
    [InlineData("Exceptions:CriticalDays", "0", "Dashboard__Exceptions__CriticalDays")]
    [InlineData("Exceptions:HighDays", "1.5", "Dashboard__Exceptions__HighDays")]
    [InlineData("Exceptions:MediumDays", "-90", "Dashboard__Exceptions__MediumDays")]
    [InlineData("Exceptions:LowDays", "3651", "Dashboard__Exceptions__LowDays")]
    [InlineData("Exceptions:WarningDays", "two weeks", "Dashboard__Exceptions__WarningDays")]
    [InlineData("Demo:Apps", "many", "Dashboard__Demo__Apps")]
    [InlineData("Demo:AsOf", "soon", "Dashboard__Demo__AsOf")]
    [InlineData("Demo:AsOf", "2031-01-01", "Dashboard__Demo__AsOf")]
    [InlineData("Audit:AnchorFile", "/", "Dashboard__Audit__AnchorFile")]
    [InlineData("Audit:AnchorFile", "demo.db", "Dashboard__Audit__AnchorFile")]
    [InlineData("Listen", "http://0.0.0.0:5080", "Dashboard__Listen")]
    [InlineData("Listen", "127.0.0.1:5080", "Dashboard__Listen")]
    [InlineData("Listen", "https://localhost:5080", "Dashboard__Listen")]
    [InlineData("Azure:TenantId", "contoso", "Dashboard__Mode")]
    public void A_setting_that_cannot_be_used_is_named(string key, string value, string named) =>
        Assert.Equal(named, Assert.Single(Read((key, value)).Problems).Key);

    [Theory]
    [InlineData("not a uri", "Default", "Dashboard__Azure__ResourceManagerEndpoint")]
    [InlineData("/relative", "Default", "Dashboard__Azure__ResourceManagerEndpoint")]
    [InlineData("ftp://management.azure.com", "Default", "Dashboard__Azure__ResourceManagerEndpoint")]
    [InlineData("http://management.azure.com", "Default", "Dashboard__Azure__ResourceManagerEndpoint")]
    [InlineData("http://localhost.evil.example", "Default", "Dashboard__Azure__ResourceManagerEndpoint")]
    [InlineData("https://management.azure.com", "LoopbackToken", "Dashboard__Azure__Credential")]
    [InlineData("https://management.azure.com", "Password", "Dashboard__Azure__Credential")]
    public void A_token_never_goes_where_it_should_not(string endpoint, string credential, string named) => Assert.Equal(
        named,
        Assert.Single(Read(("Mode", "Azure"), ("Azure:ResourceManagerEndpoint", endpoint), ("Azure:Credential", credential)).Problems).Key);

    [Theory]
    [InlineData("prices.azure.com")]
    [InlineData("http://prices.azure.com")]
    [InlineData("https://prices.azure.com/api")]
    public void Prices_come_from_where_nobody_changes_them_on_the_way(string endpoint) => Assert.Equal(
        "Dashboard__Azure__RetailPricesEndpoint", Assert.Single(Read(("Mode", "Azure"), ("Azure:RetailPricesEndpoint", endpoint)).Problems).Key);

    [Fact]
    public void Prices_may_come_from_another_address() => Assert.Equal(
        new Uri("https://prices.example.com"), Read(("Mode", "Azure"), ("Azure:RetailPricesEndpoint", "https://prices.example.com")).Settings!.Azure!.RetailPricesEndpoint);

    [Theory]
    [InlineData("https://management.azure.com", "10", true)]
    [InlineData("https://management.azure.com", "9", false)]
    [InlineData("http://127.0.0.1:8080", "2", true)]
    [InlineData("http://127.0.0.1:8080", "1", false)]
    [InlineData("https://127.0.0.1.example.com", "2", false)]
    public void A_short_lease_is_for_simulators_on_this_machine(string endpoint, string seconds, bool taken)
    {
        var read = Read(("Mode", "Azure"), ("Azure:ResourceManagerEndpoint", endpoint), ("Collection:LeaseSeconds", seconds));
        if (taken) Assert.Equal(TimeSpan.FromSeconds(int.Parse(seconds, System.Globalization.CultureInfo.InvariantCulture)), read.Settings!.Collection.LeaseDuration);
        else Assert.Equal("Dashboard__Collection__LeaseSeconds", Assert.Single(read.Problems).Key);
    }

    [Fact]
    public void An_unknown_setting_is_refused_with_what_was_probably_meant()
    {
        var problem = Assert.Single(Read(("Demo:Mounths", "3")).Problems);
        Assert.Equal("Dashboard__Demo__Mounths: There is no such setting. Did you mean Dashboard__Demo__Months?", problem.ToString());
        Assert.DoesNotContain("Did you mean", Assert.Single(Read(("Zzzzzzzzz", "3")).Problems).ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Every_problem_is_told_at_once() =>
        Assert.Equal(4, Read(("Schedule", "x"), ("Demo:Apps", "-1"), ("Listen", "x"), ("Colour", "red")).Problems.Count);

    [Fact]
    public void A_connection_string_is_never_repeated() => Assert.DoesNotContain(
        "secret", Assert.Single(Read(("Database:ConnectionString", "Nonsense=1;Password=secret")).Problems).ToString(), StringComparison.Ordinal);

    [Theory]
    [InlineData("Nonsense=1;Password=secret")]
    [InlineData("Host=db;Database=mtls;Port=secret")]
    [InlineData("Host=db;Password=secret")]
    [InlineData("Database=mtls;Password=secret")]
    [InlineData("secret")]
    [InlineData("Host=db;Database=mtls;Password=secret;Multiplexing=true")]
    public void A_connection_string_of_PostgreSQL_that_cannot_be_used_is_named_and_never_repeated(string text)
    {
        var problem = Assert.Single(Read(("Database:Provider", "PostgreSql"), ("Database:ConnectionString", text)).Problems);
        Assert.Equal("Dashboard__Database__ConnectionString", problem.Key);
        Assert.DoesNotContain("secret", problem.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Demo")]
    [InlineData("Azure")]
    public void PostgreSQL_is_read_in_either_mode_and_its_password_is_not_in_any_text_of_the_settings(string mode)
    {
        var settings = Read(
            ("Mode", mode), ("Database:Provider", "postgresql"), ("Database:ConnectionString", "Host=db;Database=mtls;Username=u;Password=secret")).Settings!;
        Assert.Equal(DatabaseProvider.PostgreSql, settings.Storage.Provider);
        Assert.Null(settings.DatabaseFile);
        Assert.DoesNotContain("secret", settings.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Host=db.example.com;Database=mtls;Username=id-mtls;Ssl Mode=VerifyFull")]
    [InlineData("Host=127.0.0.1;Database=mtls;Username=id-mtls")]
    [InlineData("Host=localhost:5433,::1;Database=mtls;Username=id-mtls")]
    [InlineData("Host=/run/postgresql;Database=mtls;Username=id-mtls")]
    public void A_token_may_take_the_place_of_the_databases_password(string text)
    {
        Assert.Equal(DatabaseAuthentication.ConnectionString, Read().Settings!.DatabaseAuthentication);
        Assert.Equal(DatabaseAuthentication.Entra, ReadEntra(("Database:ConnectionString", text)).Settings!.DatabaseAuthentication);
    }

    [Theory]
    [InlineData("Host=db;Database=mtls;Username=u;Ssl Mode=VerifyFull;Password=secret", "has a password")]
    [InlineData("Host=db;Database=mtls;Username=u;Ssl Mode=VerifyFull;Passfile=secret", "has a password")]
    [InlineData("Host=db;Database=mtls;Ssl Mode=VerifyFull", "names no user")]
    [InlineData("Host=db;Database=mtls;Username=u", "must prove its name")]
    [InlineData("Host=db;Database=mtls;Username=u;Ssl Mode=Require", "must prove its name")]
    [InlineData("Host=db;Database=mtls;Username=u;Ssl Mode=VerifyCA", "must prove its name")]
    [InlineData("Host=localhost.example.com;Database=mtls;Username=u", "must prove its name")]
    [InlineData("Host=127.0.0.1.example.com;Database=mtls;Username=u", "must prove its name")]
    [InlineData("Host=localhost,db;Database=mtls;Username=u", "must prove its name")]
    public void A_token_goes_to_no_server_that_could_be_anybody_and_beside_no_password(string text, string problem)
    {
        var found = Assert.Single(ReadEntra(("Database:ConnectionString", text)).Problems);
        Assert.Equal("Dashboard__Database__ConnectionString", found.Key);
        Assert.Contains(problem, found.Problem, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", found.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Database:Authentication", "Password")]
    [InlineData("Database:Provider", "Sqlite")]
    [InlineData("Azure:Credential", "LoopbackToken")]
    public void Where_there_is_no_token_there_is_no_authentication_with_one(string key, string value)
    {
        var read = ReadEntra(
            ("Database:ConnectionString", key == "Database:Provider" ? "" : "Host=localhost;Database=mtls;Username=u"),
            ("Azure:ResourceManagerEndpoint", "http://127.0.0.1:9"), (key, value));
        Assert.Equal("Dashboard__Database__Authentication", Assert.Single(read.Problems).Key);
    }

    [Fact]
    public void The_demo_has_no_token_for_a_database() => Assert.Equal(
        "Dashboard__Database__Authentication",
        Assert.Single(ReadEntra(("Mode", "Demo"), ("Database:ConnectionString", "Host=localhost;Database=mtls;Username=u")).Problems).Key);

    [Fact]
    public void A_value_with_control_characters_stays_on_its_line() =>
        Assert.DoesNotContain('\n', Assert.Single(Read(("Mode", "a\n\u001b[31mb")).Problems).ToString());

    [Fact]
    public void Kestrels_own_addresses_are_refused_since_no_check_sees_them()
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection([new("Kestrel:Endpoints:Other:Url", "http://0.0.0.0:80")]).Build();
        Assert.Equal("Kestrel__Endpoints", Assert.Single(SettingsReader.Read(configuration, Now).Problems).Key);
    }

    private static SettingsResult ReadEntra(params (string Key, string Value)[] values) => Read(
        [.. new[] { ("Mode", "Azure"), ("Database:Provider", "PostgreSql"), ("Database:Authentication", "Entra") }
            .Concat(values).GroupBy(v => v.Item1).Select(v => v.Last())]);

    private static SettingsResult Read(params (string Key, string Value)[] values) => SettingsReader.Read(
        new ConfigurationBuilder()
            .AddInMemoryCollection(values.Select(v => KeyValuePair.Create("Dashboard:" + v.Key, (string?)v.Value))).Build(),
        Now);
}
