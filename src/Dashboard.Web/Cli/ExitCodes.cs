namespace Dashboard.Web.Cli;

/// <summary>What the program's exit codes mean.</summary>
internal static class ExitCodes
{
    /// <summary>It did what was asked.</summary>
    public const int Succeeded = 0;

    /// <summary>It could not, for a reason told on stderr.</summary>
    public const int Failed = 1;

    /// <summary>A run was merged, but something was not read.</summary>
    public const int Partial = 2;

    /// <summary>Nothing contradicts itself, but there is no anchor to compare the audit trail with.</summary>
    public const int Unanchored = 3;

    /// <summary>The command line was not understood (EX_USAGE).</summary>
    public const int Usage = 64;
}
