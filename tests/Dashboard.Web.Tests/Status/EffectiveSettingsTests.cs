using System.Text.Json;
using System.Text.RegularExpressions;
using Bunit;
using Dashboard.Storage;
using Dashboard.Web.Api;
using Dashboard.Web.Components.Pages.Status;
using Dashboard.Web.Hosting.Settings;
using Dashboard.Web.Status;
using Dashboard.Web.Tests.Components;
using Microsoft.Extensions.Configuration;

namespace Dashboard.Web.Tests.Status;

public sealed partial class EffectiveSettingsTests : BunitContext
{
    private const string Secret = "hunter2-is-secret";

    [Theory]
    [InlineData($"Data Source=/data/x.db;Password={Secret}", "data source=/data/x.db; password=(set, hidden)")]
    [InlineData($"Host=db;Username=u;Password={Secret};Passfile={Secret}", "host=db; username=u; password=(set, hidden); passfile=(set, hidden)")]
    [InlineData($"Host=db;Pwd=\"a;{Secret}\"", "host=db; pwd=(set, hidden)")]
    [InlineData($"Data Source=file:x.db?key={Secret}&mode=ro", "data source=file:x.db?(set, hidden)")]
    [InlineData($"Some Future Key={Secret}", "some future key=(set, hidden)")]
    [InlineData($"no connection string {Secret}", "(set, hidden)")]
    public void Of_a_connection_string_only_what_is_known_to_be_harmless_is_shown(string text, string shown) =>
        Assert.Equal(shown, EffectiveSettings.WithoutSecrets(text), ignoreCase: true);

    [Fact]
    public void No_secret_reaches_the_page_or_the_json()
    {
        var settings = Read(("AZURE_CLIENT_SECRET", Secret), ("Other:ClientSecret", Secret), ("Dashboard:Mode", "Azure")) with
        {
            Storage = new StorageSettings(DatabaseProvider.Sqlite, $"Data Source=x.db;Password={Secret}"),
        };
        var shown = EffectiveSettings.Of(settings);
        var page = Render<ConfigurationPanel>(p => p.Add(c => c.Settings, shown));
        Assert.Contains("password=(set, hidden)", page.Markup, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain(Secret, page.Markup, StringComparison.Ordinal);
        Assert.DoesNotContain(Secret, JsonSerializer.Serialize(shown, ApiJson.Options), StringComparison.Ordinal);
    }

    [Fact]
    public void Every_documented_setting_is_shown_and_every_one_shown_is_documented()
    {
        var shown = EffectiveSettings.Of(Read()).Select(s => s.Key).Order();
        Assert.Equal(Documented().Order(), shown);
    }

    [Fact]
    public void A_setting_tells_where_it_came_from()
    {
        Environment.SetEnvironmentVariable("EFFECTIVE_Dashboard__Coverage__TargetPercent", "85");
        var configuration = new ConfigurationBuilder()
            .AddJsonStream(new MemoryStream("""{ "Dashboard": { "Demo": { "Apps": 7 }, "Coverage": { "TargetPercent": 80 }, "Scope": { "AllowedExclusions": ["/health"] } } }"""u8.ToArray()))
            .AddEnvironmentVariables("EFFECTIVE_")
            .AddInMemoryCollection([new("Dashboard:Demo:Seed", "3"), new("urls", "http://127.0.0.1:6000")])
            .Build();
        var shown = EffectiveSettings.Of(SettingsReader.Read(configuration, Samples.Now).Settings!).ToDictionary(s => s.Key);
        Assert.Equal(("85", SettingOrigin.Environment), Of("Coverage__TargetPercent"));
        Assert.Equal(("/health", SettingOrigin.Other), Of("Scope__AllowedExclusions"));
        Assert.Equal(("3", SettingOrigin.Other), Of("Demo__Seed"));
        Assert.Equal(("12", SettingOrigin.Default), Of("Demo__Months"));
        Assert.Equal(("http://127.0.0.1:6000", SettingOrigin.Other), Of("Listen"));
        Assert.Equal(("not set", SettingOrigin.Default), Of("Azure__Cloud"));

        (string, SettingOrigin) Of(string key) => (shown["Dashboard__" + key].Value, shown["Dashboard__" + key].Origin);
    }

    private static DashboardSettings Read(params (string Key, string Value)[] values) => SettingsReader.Read(
        new ConfigurationBuilder().AddInMemoryCollection(values.Select(v => KeyValuePair.Create(v.Key, (string?)v.Value))).Build(), Samples.Now).Settings!;

    /// <summary>The keys of the table in the README; a short form (<c>__ClientId</c>) continues the one before it.</summary>
    private static List<string> Documented()
    {
        var keys = new List<string>();
        foreach (var line in File.ReadLines(Path.Combine(Repository(), "README.md")).Where(l => l.StartsWith("| `Dashboard__", StringComparison.Ordinal)))
        {
            var first = "";
            foreach (Match name in Code().Matches(line.Split('|')[1]))
            {
                var text = name.Groups[1].Value;
                if (text.StartsWith("__", StringComparison.Ordinal)) text = first[..first.LastIndexOf("__", StringComparison.Ordinal)] + text;
                else first = text;
                keys.Add(text.EndsWith("__0", StringComparison.Ordinal) ? text[..^3] : text);
            }
        }

        return keys;
    }

    private static string Repository()
    {
        var at = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(at.FullName, "Dashboard.sln"))) at = at.Parent!;
        return at.FullName;
    }

    [GeneratedRegex("`([^`]+)`")]
    private static partial Regex Code();
}
