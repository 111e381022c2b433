using Dashboard.Simulator.CommandLine;

namespace Dashboard.Simulator.Truth;

/// <summary>Which estate's truth to tell, and of which time: the days before an instant.</summary>
internal sealed record TruthOptions(int Apps, long Seed, DateTimeOffset AsOf, int Days, DateTimeOffset YearEnd)
{
    public const string Verb = "truth";

    public const string Help = """
        The ground truth of the generated estate: one JSON document on stdout.

        Usage: Dashboard.Simulator truth --as-of DATE [options]

          --as-of DATE      end of the time that is told of
          --days N          how many days before it to begin (default 90)
          --seed N          seed of the estate (default 7)
          --apps N          apps of the estate, slots included (default 400)
          --year-end DATE   end of the year in which the estate's coverage rises (default 2026-12-01)
          --help            this text

        It is computed from the lives that the estate is drawn from, not from what the simulator serves.
        """;

    public DateTimeOffset From => AsOf.AddDays(-Days);

    /// <summary>The command line after the verb; null when help was asked for.</summary>
    /// <exception cref="UsageException">It is wrong.</exception>
    public static TruthOptions? Parse(IReadOnlyList<string> args)
    {
        var days = 90;
        var shared = new List<string>();
        for (var i = 0; i < args.Count; i++)
        {
            var (name, inline) = args[i].Split('=', 2) is [var n, var v] ? (n, v) : (args[i], null);
            switch (name)
            {
                case "--days":
                    days = Arguments.Number(name, inline ?? (++i < args.Count ? args[i] : throw new UsageException($"{name} needs a value.")), 1, 10_000);
                    break;
                case "--as-of" or "--seed" or "--apps" or "--year-end" or "--help" or "-h" or "-?":
                    shared.Add(args[i]);
                    if (inline is null && name.Length > 2 && name != "--help" && ++i < args.Count)
                    {
                        shared.Add(args[i]);
                    }

                    break;
                default:
                    throw new UsageException($"Unknown option '{name}' of {Verb}. Try {Verb} --help.");
            }
        }

        if (Arguments.Parse(shared) is not { } options)
        {
            return null;
        }

        var asOf = options.AsOf ?? throw new UsageException($"{Verb} needs --as-of DATE.");
        return new TruthOptions(options.Apps, options.Seed, asOf, days, options.YearEnd);
    }
}
