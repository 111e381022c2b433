using System.Diagnostics;
using Dashboard.Core.Posture;
using Dashboard.Web.Components.Pages.AppDetails;

namespace Dashboard.Web.Tests.Components;

public sealed class ShellQuotingTests
{
    public static TheoryData<string> Hostile => new(
        "plain-name", "it's", "$(touch /tmp/owned)", "`id`", "a;b", "a\"b", "a\\b", "'; rm -rf / #", "", "-x y", "ü🔒", "!! %PATH% ^&|<>*?");

    [Theory]
    [MemberData(nameof(Hostile))]
    public async Task A_name_stays_one_word_in_a_shell(string name)
    {
        var start = new ProcessStartInfo("/bin/sh") { RedirectStandardOutput = true, ArgumentList = { "-c", $"printf %s {ShellQuoting.Bash(name)}" } };
        using var shell = Process.Start(start)!;
        Assert.Equal(name, await shell.StandardOutput.ReadToEndAsync());
    }

    [Theory]
    [InlineData("it's", "'it''s'")]
    [InlineData("a’; Remove-Item x #", "'a’’; Remove-Item x #'")]
    [InlineData("$env:X", "'$env:X'")]
    public void PowerShell_takes_typographic_quotes_for_quotes_too(string name, string quoted) =>
        Assert.Equal(quoted, ShellQuoting.PowerShell(name));

    [Theory]
    [InlineData("it's", @"'it\'s'")]
    [InlineData("${secret}", @"'\${secret}'")]
    [InlineData(@"a\b", @"'a\\b'")]
    public void Bicep_strings_do_not_interpolate(string name, string quoted) => Assert.Equal(quoted, ShellQuoting.Bicep(name));

    [Fact]
    public void Line_ends_and_direction_marks_cannot_hide_what_is_run() =>
        Assert.Equal("'a b c'", ShellQuoting.Bash("a\nb\u202Ec"));

    [Fact]
    public void A_slot_is_addressed_as_one()
    {
        var snippets = FixSnippets.For(Samples.App with
        {
            ResourceId = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Web/sites/shop/slots/staging",
            IsSlot = true,
            Name = "shop/staging",
        });
        var cli = snippets.Single(s => s.Id == "cli").Code;
        Assert.Contains("--name shop \\\n  --slot staging", cli, StringComparison.Ordinal);
        Assert.Contains("'Microsoft.Web/sites/slots@", snippets.Single(s => s.Id == "bicep").Code, StringComparison.Ordinal);
    }

    [Fact]
    public void HTTP2_is_only_touched_where_a_rule_asks_for_it()
    {
        Assert.DoesNotContain("http20", FixSnippets.For(Samples.App).Single(s => s.Id == "cli").Code, StringComparison.Ordinal);
        var failing = Samples.App with { Http20Enabled = true, Rules = [new RuleOutcome("MTLS007", RuleResult.Fail, Severity.Low, "")] };
        Assert.Contains("--http20-enabled false", FixSnippets.For(failing).Single(s => s.Id == "cli").Code, StringComparison.Ordinal);
    }

    [Fact]
    public void The_code_that_validates_says_where_the_header_can_be_trusted()
    {
        var snippet = FixSnippets.For(Samples.App).Single(s => s.Id == "aspnet");
        Assert.Contains("X-ARR-ClientCert", snippet.Code, StringComparison.Ordinal);
        Assert.Contains("only behind App Service", snippet.Note, StringComparison.Ordinal);
    }

    [Fact]
    public void The_portals_link_cannot_lead_elsewhere() =>
        Assert.Equal("https://portal.azure.com/#resource/a/b%3F%23c", PortalUrl.Of("/a/b?#c"));
}
