using System.Collections.Concurrent;
using System.Diagnostics;
using System.Reflection;
using System.Text.Json.Nodes;

namespace Dashboard.Infra.Tests.Support;

/// <summary>The real compiler. A misspelt property is a warning to it, so every word that it says counts as a failure.</summary>
internal static class BicepCompiler
{
    private static readonly ConcurrentDictionary<string, Lazy<Task<string>>> Compiled = new();

    /// <summary>What parameters files read from the environment.</summary>
    private static readonly Dictionary<string, string> Environment = new()
    {
        ["VAULT_NAME"] = "kv-mtls",
        ["CLIENT_SECRET"] = "not-a-secret",
        ["CLIENT_SECRET_EXPIRES"] = "1900000000",
    };

    /// <summary>What came of one call.</summary>
    public sealed record Outcome(int ExitCode, string Output, string Said);

    /// <summary>The compiled template of a file below <c>infra</c>, a new copy for each caller.</summary>
    public static async Task<JsonObject> TemplateAsync(string file) => JsonNode.Parse(await TextAsync(file))!.AsObject();

    /// <summary>The same as text; of a parameters file, the parameters.</summary>
    public static Task<string> TextAsync(string file) => Compiled.GetOrAdd(file, f => new Lazy<Task<string>>(() => CompileAsync(f))).Value;

    /// <summary>Runs the compiler in <c>infra</c>.</summary>
    public static async Task<Outcome> RunAsync(params string[] arguments)
    {
        var start = new ProcessStartInfo(Program(), arguments)
        {
            WorkingDirectory = Repository.Infra,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        // It needs no language data, and a test machine may have none.
        start.Environment["DOTNET_SYSTEM_GLOBALIZATION_INVARIANT"] = "1";
        foreach (var (name, value) in Environment) start.Environment[name] = value;
        using var process = Process.Start(start)!;
        var said = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return new Outcome(process.ExitCode, output, (await said).Trim());
    }

    private static async Task<string> CompileAsync(string file)
    {
        var verb = Path.GetExtension(file) == ".bicepparam" ? "build-params" : "build";
        var outcome = await RunAsync(verb, file, "--stdout");
        Assert.True(outcome is { ExitCode: 0, Said: "" }, $"{file}: {outcome.Said}");
        return outcome.Output;
    }

    private static string Program()
    {
        var package = typeof(BicepCompiler).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == "BicepPackage").Value!;
        var program = Directory.EnumerateFiles(package, "bicep", SearchOption.AllDirectories).Single();
        if (!OperatingSystem.IsWindows() && !File.GetUnixFileMode(program).HasFlag(UnixFileMode.UserExecute))
            File.SetUnixFileMode(program, File.GetUnixFileMode(program) | UnixFileMode.UserExecute);
        return program;
    }
}
