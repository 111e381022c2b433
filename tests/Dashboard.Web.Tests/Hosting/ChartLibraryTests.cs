using System.Text.Json.Nodes;

namespace Dashboard.Web.Tests.Hosting;

/// <summary>ApexCharts 4.7.0 is the last version whose licence lets this program ship it.</summary>
public sealed class ChartLibraryTests
{
    private static readonly string Root = FindRoot();

    [Fact]
    public void The_pinned_version_is_the_one_that_was_restored()
    {
        Assert.Equal("4.7.0", (string)Json("package.json")["dependencies"]!["apexcharts"]!);
        Assert.Equal("4.7.0", (string)Json("package-lock.json")["packages"]!["node_modules/apexcharts"]!["version"]!);
        Assert.Equal("4.7.0", (string)Json("node_modules/apexcharts/package.json")["version"]!);
        Assert.Contains("ApexCharts v4.7.0", Head("wwwroot/lib/apexcharts/apexcharts.esm.js"), StringComparison.Ordinal);
    }

    [Fact]
    public void Its_licence_is_mit_in_its_text_too()
    {
        Assert.Equal("MIT", (string)Json("node_modules/apexcharts/package.json")["license"]!);
        var text = File.ReadAllText(Path.Combine(Root, "wwwroot/lib/apexcharts/LICENSE"));
        Assert.StartsWith("The MIT License (MIT)", text, StringComparison.Ordinal);
        Assert.Contains("Permission is hereby granted, free of charge", text, StringComparison.Ordinal);
        Assert.DoesNotContain("revenue", text, StringComparison.OrdinalIgnoreCase);
    }

    private static JsonNode Json(string path) => JsonNode.Parse(File.ReadAllText(Path.Combine(Root, path)))!;

    private static string Head(string path) => string.Concat(File.ReadLines(Path.Combine(Root, path)).Take(5));

    private static string FindRoot()
    {
        var at = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(at.FullName, "Dashboard.sln"))) at = at.Parent!;
        return at.FullName;
    }
}
