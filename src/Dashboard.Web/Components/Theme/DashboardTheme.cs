using MudBlazor;

namespace Dashboard.Web.Components.Theme;

/// <summary>
/// The visual direction in MudBlazor's terms. <c>wwwroot/css/tokens.css</c> is the source of the colours; a test
/// compares the two. Verdicts have classes of their own and never use these semantic colours.
/// </summary>
public static class DashboardTheme
{
    private const string Font = "var(--font)";

    /// <summary>The theme.</summary>
    public static MudTheme Theme { get; } = new()
    {
        PaletteLight = new PaletteLight
        {
            Background = "#f5f6f8",
            BackgroundGray = "#eef1f4",
            Surface = "#ffffff",
            AppbarBackground = "#ffffff",
            AppbarText = "#18212b",
            DrawerBackground = "#ffffff",
            DrawerText = "#475361",
            DrawerIcon = "#475361",
            TextPrimary = "#18212b",
            TextSecondary = "#475361",
            LinesDefault = "#dfe3e8",
            TableLines = "#dfe3e8",
            Divider = "#dfe3e8",
            LinesInputs = "#7d8895",
            Primary = "#1d58ac",
            PrimaryContrastText = "#ffffff",
            PrimaryDarken = "#164688",
            Info = "#1d58ac",
            Error = "#a31b2a",
            Warning = "#85500a",
            Success = "#0a5163",
            TableHover = "#f0f3f7",
            Skeleton = "#e3e7ec",
            OverlayDark = "rgba(16,22,29,0.45)",
        },
        PaletteDark = new PaletteDark
        {
            Background = "#0f141a",
            BackgroundGray = "#1f2731",
            Surface = "#171d25",
            AppbarBackground = "#171d25",
            AppbarText = "#e7ecf2",
            DrawerBackground = "#171d25",
            DrawerText = "#b6c0cc",
            DrawerIcon = "#b6c0cc",
            TextPrimary = "#e7ecf2",
            TextSecondary = "#b6c0cc",
            LinesDefault = "#2b3540",
            TableLines = "#2b3540",
            Divider = "#2b3540",
            LinesInputs = "#6b7886",
            Primary = "#8ab5f5",
            PrimaryContrastText = "#0f1c2e",
            PrimaryDarken = "#b3cffa",
            Info = "#8ab5f5",
            Error = "#f39282",
            Warning = "#e6b93a",
            Success = "#6cc4c0",
            TableHover = "#1e2630",
            Skeleton = "#27313c",
            OverlayDark = "rgba(4,7,10,0.6)",
        },
        Typography = new Typography
        {
            Default = new DefaultTypography { FontFamily = [Font], FontSize = "14px", LineHeight = "20px", LetterSpacing = "normal" },
            H1 = new H1Typography { FontSize = "40px", LineHeight = "44px", FontWeight = "700", LetterSpacing = "normal" },
            H2 = new H2Typography { FontSize = "26px", LineHeight = "32px", FontWeight = "600", LetterSpacing = "normal" },
            H3 = new H3Typography { FontSize = "22px", LineHeight = "28px", FontWeight = "600", LetterSpacing = "normal" },
            H4 = new H4Typography { FontSize = "15px", LineHeight = "20px", FontWeight = "600", LetterSpacing = "normal" },
            H6 = new H6Typography { FontSize = "15px", LineHeight = "20px", FontWeight = "600", LetterSpacing = "normal" },
            Subtitle1 = new Subtitle1Typography { FontSize = "16px", LineHeight = "24px", LetterSpacing = "normal" },
            Body1 = new Body1Typography { FontSize = "14px", LineHeight = "20px", LetterSpacing = "normal" },
            Body2 = new Body2Typography { FontSize = "13px", LineHeight = "20px", LetterSpacing = "normal" },
            Caption = new CaptionTypography { FontSize = "12px", LineHeight = "16px", LetterSpacing = "normal" },
            Button = new ButtonTypography { FontSize = "14px", LineHeight = "20px", FontWeight = "600", TextTransform = "none", LetterSpacing = "normal" },
        },
        LayoutProperties = new LayoutProperties
        {
            AppbarHeight = "48px",
            DrawerWidthLeft = "216px",
            DrawerWidthRight = "384px",
            DefaultBorderRadius = "6px",
        },
    };
}
