using System.Runtime.InteropServices;
using Dashboard.Simulator.Estate.Given;
using Dashboard.Simulator.Faults;
using Dashboard.Simulator.Kql.Values;
using Dashboard.Simulator.Truth;

namespace Dashboard.Simulator.CommandLine;

/// <summary>The simulator as a program of its own: serves until it is told to stop, or tells the truth and ends.</summary>
internal static class Runner
{
    private const int Usage = 64;

    public static async Task<int> RunAsync(string[] args)
    {
        try
        {
            if (args is [TruthOptions.Verb, .. var rest])
            {
                Console.WriteLine(TruthOptions.Parse(rest) is { } truth ? Json.Text(TruthDocument.Of(truth)) : TruthOptions.Help);
                return 0;
            }

            if (Arguments.Parse(args) is not { } options)
            {
                Console.WriteLine(Arguments.Help);
                return 0;
            }

            await ServeAsync(options);
            return 0;
        }
        catch (UsageException e)
        {
            await Console.Error.WriteLineAsync(e.Message);
            return Usage;
        }
        catch (EstateFileException e)
        {
            await Console.Error.WriteLineAsync(e.Message);
            return e.InnerException is FileNotFoundException or DirectoryNotFoundException ? Usage : 1;
        }
        catch (FaultsException e)
        {
            await Console.Error.WriteLineAsync(e.Message);
            return Usage;
        }
        catch (IOException e)
        {
            // Most often the port is taken.
            await Console.Error.WriteLineAsync(e.Message);
            return 1;
        }
    }

    private static async Task ServeAsync(SimulatorOptions options)
    {
        var stopped = new TaskCompletionSource();
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
        await using var host = await SimulatorHost.StartAsync(options, CancellationToken.None);

        Console.WriteLine($"http: {host.HttpEndpoint}");
        if (host.HttpsEndpoint is { } https)
        {
            var pem = Path.Combine(Path.GetTempPath(), $"azure-simulator-ca-{https.Port}.pem");
            await File.WriteAllTextAsync(pem, host.CertificateAuthorityPem);
            Console.WriteLine($"https: {https}");
            Console.WriteLine($"ca: {pem}");
        }

        Console.WriteLine($"tenant: {host.TenantId}");
        Console.WriteLine($"as-of: {host.AsOf:O}");
        await stopped.Task;

        void Stop(PosixSignalContext context)
        {
            context.Cancel = true;
            stopped.TrySetResult();
        }
    }
}
