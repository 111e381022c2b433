using System.Globalization;
using Microsoft.Extensions.Configuration.EnvironmentVariables;
using Microsoft.Extensions.Configuration.Json;

namespace Dashboard.Web.Hosting.Settings;

/// <summary>
/// Reads the section <c>Dashboard</c> key by key. It remembers which keys were asked for, so that what is left over is
/// known to be a mistake, and collects every problem instead of stopping at the first.
/// </summary>
internal sealed class SettingSource(IConfiguration configuration)
{
    /// <summary>The section's name.</summary>
    public const string Section = "Dashboard";

    private readonly IConfigurationSection _root = configuration.GetSection(Section);
    private readonly HashSet<string> _asked = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<SettingProblem> _problems = [];

    /// <summary>The problems so far.</summary>
    public IReadOnlyList<SettingProblem> Problems => _problems;

    /// <summary>The environment form of <paramref name="key"/>.</summary>
    public static string NameOf(string key) => Section + "__" + key.Replace(":", "__", StringComparison.Ordinal);

    /// <summary>Records a problem of <paramref name="key"/>.</summary>
    public void Wrong(string key, string problem, string remedy) => _problems.Add(new SettingProblem(NameOf(key), problem, remedy));

    /// <summary>Records a problem of a setting that is not ours.</summary>
    public void WrongOther(string name, string problem, string remedy) => _problems.Add(new SettingProblem(name, problem, remedy));

    /// <summary>The text of <paramref name="key"/>, trimmed; null where it is not set. An empty text is a text.</summary>
    public string? RawText(string key)
    {
        _asked.Add(key);
        return _root[key]?.Trim();
    }

    /// <summary>The text of <paramref name="key"/>; null where it is not set or empty.</summary>
    public string? Text(string key) => RawText(key) is { Length: > 0 } text ? text : null;

    /// <summary>True where <paramref name="key"/> or anything below it is set.</summary>
    public bool IsSet(string key) => _root.GetSection(key) is var section && (section.Value is { Length: > 0 } || section.GetChildren().Any());

    /// <summary>The values of the list <paramref name="key"/> (<c>__0</c>, <c>__1</c> …).</summary>
    public List<string> List(string key)
    {
        _asked.Add(key);
        var section = _root.GetSection(key);
        if (section.Value is { Length: > 0 })
            Wrong(key, "It is a list.", $"Set {NameOf(key)}__0, {NameOf(key)}__1 and so on.");
        var values = new List<string>();
        foreach (var child in section.GetChildren())
        {
            _asked.Add($"{key}:{child.Key}");
            if (!int.TryParse(child.Key, NumberStyles.None, CultureInfo.InvariantCulture, out _))
                Wrong($"{key}:{child.Key}", "A list's entries are numbered.", $"Name it {NameOf(key)}__0.");
            else if (child.Value is { } value && value.Trim().Length > 0)
                values.Add(value.Trim());
        }

        return values;
    }

    /// <summary>A whole number between two bounds.</summary>
    public int Number(string key, int fallback, int min, int max)
    {
        if (Text(key) is not { } text) return fallback;
        if (int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value) && value >= min && value <= max)
            return value;
        Wrong(key, $"'{text}' cannot be used.", FormattableString.Invariant($"Set a whole number from {min} to {max}, or leave it out for {fallback}."));
        return fallback;
    }

    /// <summary>A percentage from 0 to 100.</summary>
    public decimal Percent(string key, decimal fallback)
    {
        if (Text(key) is not { } text) return fallback;
        if (decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value) && value is >= 0 and <= 100)
            return value;
        Wrong(key, $"'{text}' cannot be used.", FormattableString.Invariant($"Set a percentage from 0 to 100, or leave it out for {fallback}."));
        return fallback;
    }

    /// <summary>One of the names of <typeparamref name="T"/>; numbers are not names.</summary>
    public T Choice<T>(string key, T fallback) where T : struct, Enum
    {
        if (Text(key) is not { } text) return fallback;
        foreach (var value in Enum.GetValues<T>())
            if (value.ToString().Equals(text, StringComparison.OrdinalIgnoreCase)) return value;
        Wrong(key, $"'{text}' is no choice.", $"Set one of {string.Join(", ", Enum.GetNames<T>())}.");
        return fallback;
    }

    /// <summary>Where each key that was asked for and is set came from. A list is where its first entry is.</summary>
    public Dictionary<string, SettingOrigin> Origins() =>
        _asked.Where(IsSet).ToDictionary(key => key, OriginOf, StringComparer.OrdinalIgnoreCase);

    private SettingOrigin OriginOf(string key)
    {
        var path = $"{Section}:{key}";
        var provider = (configuration as IConfigurationRoot)?.Providers
            .LastOrDefault(p => p.TryGet(path, out _) || p.GetChildKeys([], path).Any());
        return provider switch
        {
            EnvironmentVariablesConfigurationProvider => SettingOrigin.Environment,
            JsonConfigurationProvider => SettingOrigin.File,
            _ => SettingOrigin.Other,
        };
    }

    /// <summary>Records a problem for every key that is set and that nothing asked for.</summary>
    public void RefuseLeftovers()
    {
        foreach (var (key, value) in _root.AsEnumerable(makePathsRelative: true))
        {
            if (value is null || _asked.Contains(key)) continue;
            var nearest = Nearest.Of(key, _asked);
            Wrong(key, "There is no such setting.", nearest is null ? "Remove it." : $"Did you mean {NameOf(nearest)}?");
        }
    }
}
