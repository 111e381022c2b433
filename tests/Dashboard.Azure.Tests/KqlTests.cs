using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Dashboard.Azure.ResourceGraph;
using Dashboard.Azure.Rows;

namespace Dashboard.Azure.Tests;

/// <summary>The queries, checked by the official Kusto language service (tests/kql), against what the C# readers read.</summary>
public sealed class KqlTests
{
    private static readonly string Folder = Path.GetFullPath(Path.Combine(Here(), "../kql"));

    [Fact]
    public async Task Every_query_is_valid_and_projects_exactly_what_is_read()
    {
        var (exitCode, output, errors) = await CheckAsync();
        Assert.True(exitCode == 0, errors);
        var projected = JsonSerializer.Deserialize<Dictionary<string, string[]>>(output)!
            .ToDictionary(p => Path.GetFileNameWithoutExtension(p.Key), p => p.Value);
        var joined = Enum.GetValues<AppColumn>().Count(c => c >= AppColumn.Http20Enabled);
        var expected = new Dictionary<string, IEnumerable<string>>
        {
            ["apps"] = GraphColumns.Of<AppColumn>(),
            ["apps-without-configuration"] = GraphColumns.Of<AppColumn>().SkipLast(joined),
            ["changes"] = GraphColumns.Of<ChangeColumn>(),
            ["plans"] = GraphColumns.Of<PlanColumn>(),
            ["policy-assignments"] = GraphColumns.Of<AssignmentColumn>(),
            ["policy-definitions"] = GraphColumns.Of<DefinitionColumn>(),
            ["policy-exemptions"] = GraphColumns.Of<ExemptionColumn>(),
            ["policy-initiatives"] = GraphColumns.Of<InitiativeColumn>(),
            ["resource-groups"] = GraphColumns.Of<ContainerColumn>(),
            ["subscriptions"] = GraphColumns.Of<SubscriptionColumn>(),
        };

        Assert.Equal(expected.Keys.Order(), projected.Keys.Order());
        Assert.All(expected, query => Assert.Equal(query.Value, projected[query.Key]));
    }

    [Fact]
    public async Task The_check_can_fail()
    {
        string[] broken =
        [
            "resources | project id, nonsense",
            "nonsense | project id",
            "resources | where nonsense(id)",
            "resources | order by properties.a",
            "resources | evaluate bag_unpack(properties)",
            "resources | sample 3",
            "externaldata (x: string) ['https://example.com/x']",
            "datatable (x: int) [1]",
            "resources | take 1; resources | take 2",
            "let x = 1; resources | take x",
            ".show tables",
            "",
        ];
        var folder = Directory.CreateTempSubdirectory("kql-");
        try
        {
            var files = broken.Select((_, i) => Path.Combine(folder.FullName, $"broken-{i}.kql")).ToArray();
            foreach (var (file, query) in files.Zip(broken)) await File.WriteAllTextAsync(file, query);
            var (exitCode, _, errors) = await CheckAsync(files);

            Assert.Equal(1, exitCode);
            Assert.All(files, file => Assert.Contains($"{Path.GetFileName(file)}: ", errors, StringComparison.Ordinal));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Theory]
    [InlineData("apps")]
    [InlineData("apps-without-configuration")]
    [InlineData("changes")]
    [InlineData("plans")]
    [InlineData("policy-assignments")]
    [InlineData("policy-definitions")]
    [InlineData("policy-exemptions")]
    [InlineData("policy-initiatives")]
    [InlineData("resource-groups")]
    [InlineData("subscriptions")]
    public void Every_query_is_ordered_by_id_and_sent_without_comments(string name)
    {
        var text = QueryText.Of(name);

        Assert.EndsWith("| order by id asc", text, StringComparison.Ordinal);
        Assert.DoesNotContain("//", text, StringComparison.Ordinal);
        Assert.DoesNotContain("| take", text, StringComparison.Ordinal);
    }

    private static async Task<(int ExitCode, string Output, string Errors)> CheckAsync(params string[] files)
    {
        await Install.Value;
        return await RunAsync("node", ["check.cjs", .. files]);
    }

    private static readonly Lazy<Task> Install = new(async () =>
    {
        if (Directory.Exists(Path.Combine(Folder, "node_modules"))) return;
        var (exitCode, output, errors) = await RunAsync("npm", ["ci"]);
        if (exitCode != 0) throw new InvalidOperationException($"npm ci failed in {Folder}: {output}{errors}");
    });

    private static async Task<(int ExitCode, string Output, string Errors)> RunAsync(string program, IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { WorkingDirectory = Folder, RedirectStandardOutput = true, RedirectStandardError = true };
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, await output, await errors);
    }

    private static string Here([CallerFilePath] string file = "") => Path.GetDirectoryName(file)!;
}
