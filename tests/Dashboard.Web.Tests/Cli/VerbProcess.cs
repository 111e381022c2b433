using System.Diagnostics;

namespace Dashboard.Web.Tests.Cli;

/// <summary>How a verb ended, and what it wrote.</summary>
/// <param name="Code">Its exit code.</param>
/// <param name="Output">Standard output.</param>
/// <param name="Errors">Standard error, by lines.</param>
internal sealed record VerbResult(int Code, byte[] Output, IReadOnlyList<string> Errors)
{
    /// <summary>Standard output as text, by lines.</summary>
    public IReadOnlyList<string> Lines => System.Text.Encoding.UTF8.GetString(Output).Split('\n', StringSplitOptions.RemoveEmptyEntries);
}

/// <summary>Verbs as an operator runs them: the program in a process of its own.</summary>
internal static class VerbProcess
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);

    /// <summary>Runs a verb to its end with settings, which have their full names.</summary>
    public static async Task<VerbResult> RunAsync(IReadOnlyDictionary<string, string> settings, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "Dashboard.Web.dll"), .. arguments])
        {
            RedirectStandardError = true,
            RedirectStandardOutput = true,
            WorkingDirectory = AppContext.BaseDirectory,
        };
        foreach (var inherited in start.Environment.Keys.Where(k => k.StartsWith("Dashboard__", StringComparison.OrdinalIgnoreCase)).ToList())
            start.Environment.Remove(inherited);
        foreach (var (name, value) in settings) start.Environment[name] = value;
        using var process = Process.Start(start)!;
        using var output = new MemoryStream();
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(Limit);
        try
        {
            var errors = process.StandardError.ReadToEndAsync(limit.Token);
            await process.StandardOutput.BaseStream.CopyToAsync(output, limit.Token);
            await process.WaitForExitAsync(limit.Token);
            return new VerbResult(process.ExitCode, output.ToArray(), (await errors).Split('\n', StringSplitOptions.RemoveEmptyEntries));
        }
        finally
        {
            if (!process.HasExited) process.Kill(entireProcessTree: true);
        }
    }
}
