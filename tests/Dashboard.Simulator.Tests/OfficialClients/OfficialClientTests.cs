using System.Diagnostics;
using System.Text.Json;
using Dashboard.Simulator.Tests.Http;

namespace Dashboard.Simulator.Tests.OfficialClients;

/// <summary>The simulator must satisfy Azure's own clients, which nobody here wrote.</summary>
public class OfficialClientTests
{
    private static readonly string Folder = FindFolder();

    [Fact]
    public async Task The_official_JavaScript_clients_read_the_whole_estate()
    {
        if (!Directory.Exists(Path.Combine(Folder, "node_modules")))
        {
            await RunAsync("npm", "ci", "--no-fund", "--no-audit");
        }

        await using var client = await SimulatorClient.StartAsync(new SimulatorOptions { Apps = 800, AsOf = SimulatorClient.YearEnd, Quota = 100 });
        var figures = JsonDocument.Parse(await RunAsync("node", "clients.mjs", client.Host.HttpEndpoint.ToString())).RootElement;

        var counts = (await client.AllAsync("resources | summarize n = count() by type | order by type asc")).ToDictionary(r => (string)r["type"]!, r => (int)r["n"]!);
        Assert.Equal(counts["microsoft.web/sites"], figures.GetProperty("sites").GetInt32());
        Assert.Equal(counts["microsoft.web/sites"], figures.GetProperty("listed").GetInt32());
        Assert.Equal(counts["microsoft.web/sites/slots"], figures.GetProperty("slots").GetInt32());
        Assert.True(figures.GetProperty("graphPages").GetInt32() > 1);
    }

    private static async Task<string> RunAsync(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { WorkingDirectory = Folder, RedirectStandardOutput = true, RedirectStandardError = true };
        using var process = Process.Start(start)!;
        var ct = TestContext.Current.CancellationToken;
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(ct), process.StandardError.ReadToEndAsync(ct));
        await process.WaitForExitAsync(ct);
        Assert.True(process.ExitCode == 0, $"{program} exited with {process.ExitCode}: {await errors}");
        return await output;
    }

    private static string FindFolder()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder!.FullName, "Dashboard.sln")))
        {
            folder = folder.Parent;
        }

        return Path.Combine(folder.FullName, "tests", "official-clients");
    }
}
