using System.Text.RegularExpressions;
using Dashboard.Infra.Tests.Support;

namespace Dashboard.Infra.Tests;

public sealed partial class CompileTests
{
    public static TheoryData<string> Files => [.. Repository.BicepFiles()];

    [Fact]
    public void The_templates_are_found() => Assert.Equal(
        [
            "client-secret.bicep", "client-secret.bicepparam", "main.bicep", "main.bicepparam", "modules/app.bicep", "modules/database.bicep", "modules/network.bicep",
            "modules/private-endpoint.bicep", "modules/registry-role.bicep", "modules/vault.bicep", "roles.bicep",
        ],
        Repository.BicepFiles());

    [Theory]
    [MemberData(nameof(Files))]
    public async Task Each_compiles_and_the_compiler_has_nothing_to_say(string file) => Assert.NotEmpty(await BicepCompiler.TextAsync(file));

    [Fact]
    public async Task The_linter_has_nothing_to_say()
    {
        var linted = await BicepCompiler.RunAsync("lint", "--pattern", "./**/*.bicep");
        Assert.Equal(new BicepCompiler.Outcome(0, linted.Output, ""), linted);
    }

    /// <summary>A misspelt property is a warning and no more: were it not seen here, nothing would see it before Azure.</summary>
    [Fact]
    public async Task A_misspelt_property_is_seen()
    {
        var copy = Directory.CreateTempSubdirectory("bicep-").FullName;
        try
        {
            var modules = Path.Combine(Repository.Infra, "modules");
            var vault = Path.Combine(copy, "vault.bicep");
            var text = await File.ReadAllTextAsync(Path.Combine(modules, "vault.bicep"), TestContext.Current.CancellationToken);
            await File.WriteAllTextAsync(
                vault, text.Replace("enablePurgeProtection", "enablePurgeProtecton", StringComparison.Ordinal), TestContext.Current.CancellationToken);
            File.Copy(Path.Combine(modules, "private-endpoint.bicep"), Path.Combine(copy, "private-endpoint.bicep"));
            var outcome = await BicepCompiler.RunAsync("build", vault, "--stdout");
            Assert.Contains("enablePurgeProtecton", outcome.Said, StringComparison.Ordinal);
        }
        finally
        {
            Directory.Delete(copy, recursive: true);
        }
    }

    /// <summary>Modules of a registry would need the network, and could change under us.</summary>
    [Fact]
    public void No_module_comes_from_elsewhere() => Assert.All(
        Repository.BicepFiles().SelectMany(f => Reference().Matches(File.ReadAllText(Path.Combine(Repository.Infra, f)))),
        reference => Assert.DoesNotContain(':', reference.Groups[1].Value));

    [GeneratedRegex(@"^(?:module\s+\w+|using|import\s+.*from)\s+'([^']+)'", RegexOptions.Multiline)]
    private static partial Regex Reference();
}
