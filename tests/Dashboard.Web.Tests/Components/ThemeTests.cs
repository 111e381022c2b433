using System.Text.RegularExpressions;
using Dashboard.Web.Components.Theme;
using MudBlazor;

namespace Dashboard.Web.Tests.Components;

/// <summary>tokens.css is the source of the colours; MudBlazor's theme must say the same.</summary>
public sealed partial class ThemeTests
{
    private static readonly (string Token, Func<Palette, string> Of)[] Pairs =
    [
        ("bg", p => Hex(p.Background)), ("surface", p => Hex(p.Surface)), ("sunken", p => Hex(p.BackgroundGray)),
        ("surface", p => Hex(p.AppbarBackground)), ("surface", p => Hex(p.DrawerBackground)),
        ("ink", p => Hex(p.TextPrimary)), ("ink-2", p => Hex(p.TextSecondary)), ("ink", p => Hex(p.AppbarText)), ("ink-2", p => Hex(p.DrawerText)),
        ("line", p => Hex(p.LinesDefault)), ("line", p => Hex(p.TableLines)), ("line", p => Hex(p.Divider)), ("line-strong", p => Hex(p.LinesInputs)),
        ("accent", p => Hex(p.Primary)), ("accent-ink", p => Hex(p.PrimaryContrastText)), ("accent-strong", p => Hex(p.PrimaryDarken)),
        ("alarm", p => Hex(p.Error)), ("caution", p => Hex(p.Warning)), ("v-enforced-t", p => Hex(p.Success)),
        ("hover", p => Hex(p.TableHover)), ("skeleton", p => Hex(p.Skeleton)),
    ];

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void The_theme_repeats_the_tokens(bool dark)
    {
        var tokens = Tokens(dark);
        Palette palette = dark ? DashboardTheme.Theme.PaletteDark : DashboardTheme.Theme.PaletteLight;
        Assert.Equal(Pairs.Select(p => (p.Token, tokens[p.Token])), Pairs.Select(p => (p.Token, p.Of(palette))));
    }

    [Fact]
    public void Every_colour_has_a_dark_value()
    {
        var light = Tokens(dark: false);
        var dark = Tokens(dark: true);
        Assert.Equal(light.Keys.Order(), dark.Keys.Order());
    }

    private static string Hex(MudBlazor.Utilities.MudColor colour) => colour.ToString(MudBlazor.Utilities.MudColorOutputFormats.Hex);

    private static Dictionary<string, string> Tokens(bool dark)
    {
        var css = File.ReadAllText(Path.Combine(Root(), "wwwroot", "css", "tokens.css"));
        var at = css.IndexOf("[data-theme=\"dark\"]", css.IndexOf(":root {", StringComparison.Ordinal), StringComparison.Ordinal);
        var block = dark ? css[at..] : css[css.IndexOf(":root {", StringComparison.Ordinal)..at];
        return Colour().Matches(block).ToDictionary(m => m.Groups[1].Value, m => m.Groups[2].Value);
    }

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder!.FullName, "Dashboard.sln"))) folder = folder.Parent;
        return folder.FullName;
    }

    [GeneratedRegex(@"--([a-z0-9-]+):\s*(#[0-9a-f]{6});")]
    private static partial Regex Colour();
}
