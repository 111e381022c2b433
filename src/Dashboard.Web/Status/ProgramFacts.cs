using System.Reflection;
using System.Runtime.InteropServices;

namespace Dashboard.Web.Status;

/// <summary>Which program runs, and since when.</summary>
/// <param name="Version">Its version, with the commit where the build knew it.</param>
/// <param name="Runtime">The .NET that runs it: <c>.NET 10.0.1</c>.</param>
/// <param name="StartedAt">When it was put together.</param>
public sealed record ProgramFacts(string Version, string Runtime, DateTimeOffset StartedAt)
{
    /// <summary>The facts of this process, which starts now.</summary>
    public static ProgramFacts Of(TimeProvider clock)
    {
        var assembly = typeof(ProgramFacts).Assembly;
        var version = assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion
            ?? assembly.GetName().Version?.ToString() ?? "unknown";
        return new ProgramFacts(version, RuntimeInformation.FrameworkDescription, clock.GetUtcNow());
    }
}
