using System.Globalization;

namespace Dashboard.Simulator.CommandLine;

/// <summary>The command line is wrong; the message is the one line to print.</summary>
internal sealed class UsageException(string message) : Exception(message);

/// <summary>The command line as options; null when help was asked for.</summary>
internal static class Arguments
{
    public const string Help = """
        Azure simulator: Resource Graph, subscriptions, App Service, Cost Management, retail prices and Key Vault on loopback.

        Usage: Dashboard.Simulator [options]

          --port N          port for HTTP on 127.0.0.1 (default 5090; 0 = any free one)
          --https-port N    serve HTTPS too, on this port (0 = any free one)
          --apps N          apps of the generated estate, slots included (default 400)
          --seed N          seed of the generated estate (default 7)
          --as-of DATE      simulated now, e.g. 2026-09-30 or 2026-09-30T12:00:00Z (default: real time)
          --year-end DATE   end of the year in which the generated estate's coverage rises (default 2026-12-01)
          --latency-ms N    hold every answer back
          --estate FILE     serve the resources in FILE (JSON rows as Resource Graph returns them)
          --faults FILE     answer wrongly as FILE says (below); PUT /simulator/faults replaces the faults
          --help            this text

        Dashboard.Simulator truth --help tells how to print what is true of the generated estate.

        Any bearer token is accepted; prices need none. Vaults with client certificates stand under /vaults/NAME; clients of
        Key Vault want HTTPS. The endpoints are printed to stdout.

        FILE is a JSON array; the first fault is the outermost. "match" and "when" may be left out, whole or in part:

          [{ "kind": "throttle", "retryAfterSeconds": 1, "quotaResetsAfterSeconds": 1,
             "match": { "method": "POST", "path": "/providers/*", "query": "serverfarms", "table": "resources",
                        "subscription": "ID", "resourceGroup": "NAME" },
             "when": { "after": 1, "first": 3, "every": 2, "from": "2026-11-01T00:00:00Z", "to": "2026-11-02T00:00:00Z" } }]

          latency           milliseconds
          throttle          retryAfterSeconds?, quotaResetsAfterSeconds? (the service's own headers)
          serverError       status (500, 502, 503, 504), plainText?, retryAfterSeconds?
          connectionReset   before any byte of the answer
          cutBody           percent?, chunked?
          slowBody          bytes, milliseconds: drips
          brokenGzip        says gzip and is not
          proxyPage         status?: HTML instead of JSON
          malformedRows     rows, shape? (mixed, number, null, wrongTypes, withoutId)
          smallPages        rows: pages smaller than asked for
          repeatedPage      endless?: a token leads back to rows already read
          lostPage          the next page is jumped over
          truncatedResult   rows: the rest is cut, resultTruncated
          wrongTotal        by: added to totalRecords
          readerLost        subscription, resourceGroup?: rows vanish, single reads answer 403
          vaultForbidden    vault?, reason?: 403 of Key Vault
          allUnreadable     listed?: 403 AccessDenied
          expiredToken      401
          serviceClock      offset (d.hh:mm:ss): the Date header
          foreignNextLink   to: nextLink of ARM lists, costs and prices leads to another origin
          foreignRedirect   to: 307 to another origin

        On loopback, without a token: GET, PUT, DELETE /simulator/faults (GET adds how often each was met), and
        GET, PUT /simulator/clock with {"asOf": "2026-11-01T06:00:00Z"}.
        """;

    public static SimulatorOptions? Parse(IReadOnlyList<string> args)
    {
        var options = new SimulatorOptions { Port = 5090 };
        for (var i = 0; i < args.Count; i++)
        {
            var (name, inline) = args[i].Split('=', 2) is [var n, var v] ? (n, v) : (args[i], null);
            if (name is "--help" or "-h" or "-?")
            {
                return null;
            }

            string Value() => inline ?? (++i < args.Count ? args[i] : throw new UsageException($"{name} needs a value."));
            options = name switch
            {
                "--port" => options with { Port = Number(name, Value(), 0, 65535) },
                "--https-port" => options with { Https = true, HttpsPort = Number(name, Value(), 0, 65535) },
                "--apps" => options with { Apps = Number(name, Value(), 1, 1_000_000) },
                "--seed" => options with { Seed = Number(name, Value(), int.MinValue, int.MaxValue) },
                "--as-of" => options with { AsOf = Date(name, Value()) },
                "--year-end" => options with { YearEnd = Date(name, Value()) },
                "--latency-ms" => options with { LatencyMs = Number(name, Value(), 0, 60_000) },
                "--estate" => options with { EstateFile = Value() },
                "--faults" => options with { FaultsFile = Value() },
                _ => throw new UsageException($"Unknown option '{name}'. Try --help."),
            };
        }

        return options;
    }

    public static int Number(string name, string text, int least, int most) =>
        int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most
            ? number
            : throw new UsageException($"{name} must be a whole number from {least} to {most}, not '{text}'.");

    private static DateTimeOffset Date(string name, string text) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var date)
            ? date
            : throw new UsageException($"{name} must be a date such as 2026-09-30, not '{text}'.");
}
