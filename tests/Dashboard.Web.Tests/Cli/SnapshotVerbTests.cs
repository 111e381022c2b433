using System.Text.Json.Nodes;
using Dashboard.Core.Audit;
using Dashboard.Core.Reports;
using Dashboard.Storage;
using Dashboard.Storage.Reports;
using Dashboard.Web.Tests.Support;
using Microsoft.EntityFrameworkCore;
using MiniExcelLibs;

namespace Dashboard.Web.Tests.Cli;

/// <summary><c>seal</c> and <c>export snapshots</c>, as an operator or a script runs them on an installation without a server.</summary>
public sealed class SnapshotVerbTests : IAsyncLifetime
{
    private const int Failed = 1;
    private const int Usage = 64;

    private readonly string _folder = Directory.CreateTempSubdirectory("dashboard-verbs-").FullName;
    private TestHistory _history = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>A history since August: a run each in August, on the first of September, and late in that month.</summary>
    public async ValueTask InitializeAsync()
    {
        _history = await TestHistory.CreateAsync(new DateTimeOffset(2026, 8, 20, 6, 0, 0, TimeSpan.Zero));
        foreach (var day in new[] { 0, 12, 30 })
        {
            _history.Clock.SetUtcNow(new DateTimeOffset(2026, 8, 20, 6, 0, 0, TimeSpan.Zero).AddDays(day));
            await _history.RunAsync();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _history.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task Seal_seals_what_is_due_once_and_says_which()
    {
        var first = await RunAsync("seal");
        Assert.Equal((0, "2026-08 2026-09"), (first.Code, string.Join(' ', first.Lines)));
        Assert.Equal("Sealed: 2026-08, 2026-09.", Assert.Single(first.Errors, e => e.StartsWith("Sealed", StringComparison.Ordinal)));

        var months = await MonthsAsync();
        // August by the run of the first of September; no run came within three days of September.
        Assert.Equal(
            [("2026-08", MonthCompleteness.Complete, 2L), ("2026-09", MonthCompleteness.Incomplete, null)],
            months.Select(m => (m.Figures.Month, m.Figures.Completeness, m.Figures.SealingRun)));
        var actors = await ActorsAsync();
        Assert.Equal([ActorKind.LocalOperator, ActorKind.LocalOperator], actors.Select(a => a.Kind));
        Assert.All(actors, a => Assert.Equal(Environment.UserName, a.Name));

        var second = await RunAsync("seal");
        Assert.Equal((0, 0, "No month is due."), (second.Code, second.Lines.Count, Assert.Single(second.Errors)));
        Assert.Equal(months.Select(m => (m.Text, m.SealedAt)), (await MonthsAsync()).Select(m => (m.Text, m.SealedAt)));
        Assert.Equal(2, (await ActorsAsync()).Count);
    }

    [Fact]
    public async Task Seal_waits_for_a_run_as_everybody_does()
    {
        var early = await RunWithAsync(new() { ["Dashboard__Demo__AsOf"] = "2026-10-02T12:00:00Z" }, "seal");
        Assert.Equal((0, "2026-08"), (early.Code, Assert.Single(early.Lines)));
    }

    [Fact]
    public async Task Seal_needs_a_database_of_this_schema()
    {
        AssertTold(Failed, "There is no database at", await RunWithAsync(new() { ["Dashboard__Database__ConnectionString"] = $"Data Source={_folder}/none.db" }, "seal"));
        await File.WriteAllBytesAsync(Path.Combine(_folder, "empty.db"), [], Token);
        AssertTold(Failed, "Run 'migrate' first", await RunWithAsync(new() { ["Dashboard__Database__ConnectionString"] = $"Data Source={_folder}/empty.db" }, "seal"));
        Assert.Equal(Usage, (await RunAsync("seal", "2026-08")).Code);
    }

    [Fact]
    public async Task Sealed_months_are_exported_as_a_list_and_one_whole_in_each_format()
    {
        Assert.Equal(0, (await RunAsync("seal")).Code);
        var months = await MonthsAsync();

        var list = JsonNode.Parse((await RunAsync("export", "snapshots", "--format", "json")).Output)!;
        Assert.Equal(["2026-09", "2026-08"], (list as JsonArray ?? list["items"]!.AsArray()).Select(i => (string)i!["month"]!));
        var csv = await RunAsync("export", "snapshots", "--format", "csv");
        Assert.Contains(csv.Lines, l => l.StartsWith("2026-08,Complete,", StringComparison.Ordinal));

        var one = JsonNode.Parse((await RunAsync("export", "snapshots", "--month", "2026-08", "--format", "json")).Output)!;
        Assert.Equal((months[0].Text, months[0].Hash), ((string)one["content"]!, (string)one["snapshot"]!["hash"]!));
        var rows = (await RunAsync("export", "snapshots", "--month", "2026-08", "--format", "csv")).Lines;
        Assert.Contains(rows, r => r.StartsWith($"hash,{months[0].Hash}", StringComparison.Ordinal));
        Assert.Contains(rows, r => r.StartsWith("quality.days,31", StringComparison.Ordinal));

        var file = Path.Combine(_folder, "august.xlsx");
        var xlsx = await RunAsync("export", "snapshots", "--month", "2026-08", "--format", "xlsx", "--output", file);
        Assert.Equal((0, 0), (xlsx.Code, xlsx.Output.Length));
        using var book = new MemoryStream(await File.ReadAllBytesAsync(file, Token));
        Assert.Equal(["About", "snapshot-2026-08"], book.GetSheetNames());
        Assert.Equal(5, (await EntriesAsync(AuditActions.ExportDownloaded)).Count);
    }

    [Fact]
    public async Task A_month_that_is_not_sealed_is_no_file_and_no_entry()
    {
        Assert.Equal(0, (await RunAsync("seal")).Code);
        AssertTold(Failed, "2026-07 is not sealed", await RunAsync("export", "snapshots", "--month", "2026-07", "--format", "json"));
        Assert.Equal(Usage, (await RunAsync("export", "snapshots", "--month", "may", "--format", "json")).Code);
        Assert.Equal(Usage, (await RunAsync("export", "snapshots", "--month", "2026-11", "--format", "json")).Code);
        Assert.Equal(Usage, (await RunAsync("export", "runs", "--month", "2026-08", "--format", "json")).Code);
        var list = await RunAsync("export", "snapshots", "--as-of", "2026-08-31", "--format", "csv");
        Assert.Equal((0, 1), (list.Code, list.Lines.Count));
        Assert.Single(await EntriesAsync(AuditActions.ExportDownloaded));
    }

    private static void AssertTold(int code, string words, VerbResult result)
    {
        Assert.Equal((code, 0), (result.Code, result.Output.Length));
        Assert.Contains(words, Assert.Single(result.Errors), StringComparison.Ordinal);
    }

    private Task<VerbResult> RunAsync(params string[] arguments) => RunWithAsync([], arguments);

    private Task<VerbResult> RunWithAsync(Dictionary<string, string> changes, params string[] arguments)
    {
        var settings = new Dictionary<string, string>
        {
            ["Dashboard__DataDirectory"] = _folder,
            ["Dashboard__Database__ConnectionString"] = _history.Settings.ConnectionString,
            ["Dashboard__Demo__AsOf"] = "2026-10-05T12:00:00Z",
            ["Logging__LogLevel__Default"] = "Warning",
        };
        foreach (var (name, value) in changes) settings[name] = value;
        return VerbProcess.RunAsync(settings, arguments);
    }

    private async Task<List<SealedMonth>> MonthsAsync() => [.. (await _history.Get<SealedMonthQuery>().ListAsync(null, Token)).Reverse()];

    private async Task<List<AuditActor>> ActorsAsync() => [.. (await EntriesAsync(AuditActions.MonthSealed)).Select(e => e.Actor)];

    private async Task<List<AuditEntry>> EntriesAsync(string action)
    {
        await using var context = await _history.Get<IDbContextFactory<DashboardDbContext>>().CreateDbContextAsync(Token);
        var contents = await context.Database.SqlQuery<string>($"""SELECT "Content" AS "Value" FROM "AuditTrail" WHERE "Action" = {action} ORDER BY "Seq" """).ToListAsync(Token);
        return contents.ConvertAll(c => AuditJson.Read(c)!);
    }
}
