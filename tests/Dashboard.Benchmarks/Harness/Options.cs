using System.Globalization;

namespace Dashboard.Benchmarks.Harness;

/// <summary>What the command line asks for.</summary>
internal sealed record Options
{
    public const string Help =
        """
        usage: dotnet run -c Release --project tests/Dashboard.Benchmarks -- [options]
          --apps 10000,100000   sizes of the estate, ascending; targets are judged on the largest
          --only NAME,…         only the benchmarks whose names contain one of these
          --runs 5              runs of each measurement; the median counts
          --json FILE           writes the results as a JSON array as well
          replay FILE PORT      serves recorded pages (what the benchmarks start for themselves)
        """;

    public IReadOnlyList<int> Apps { get; private init; } = [10_000, 100_000];

    public IReadOnlyList<string> Only { get; private init; } = [];

    public int Runs { get; private init; } = 5;

    public string? JsonFile { get; private init; }

    /// <summary>True where the benchmark of this name is asked for.</summary>
    public bool Wants(string name) => Only.Count == 0 || Only.Any(part => name.Contains(part, StringComparison.OrdinalIgnoreCase));

    /// <summary>The options; null where the arguments are not understood.</summary>
    public static Options? Parse(string[] args)
    {
        var options = new Options();
        for (var i = 0; i < args.Length; i += 2)
        {
            if (i + 1 >= args.Length) return null;
            var next = options.With(args[i], args[i + 1]);
            if (next is null) return null;
            options = next;
        }

        return options;
    }

    private Options? With(string name, string value) => name switch
    {
        "--apps" => Sizes(value) is { } sizes ? this with { Apps = sizes } : null,
        "--only" => this with { Only = value.Split(',') },
        "--runs" => Number(value) is { } runs ? this with { Runs = runs } : null,
        "--json" => this with { JsonFile = value },
        _ => null,
    };

    private static List<int>? Sizes(string value)
    {
        var sizes = value.Split(',').Select(Number).ToList();
        return sizes.Contains(null) || !sizes.SequenceEqual(sizes.Order()) ? null : [.. sizes.Select(s => s!.Value)];
    }

    private static int? Number(string value) =>
        int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0 ? number : null;
}
