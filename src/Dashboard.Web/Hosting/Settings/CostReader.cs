namespace Dashboard.Web.Hosting.Settings;

/// <summary>Reads where costs and prices are read.</summary>
internal static class CostReader
{
    /// <summary>Reads the settings.</summary>
    public static CostSettings Read(SettingSource source, DashboardMode mode)
    {
        const string focus = "Costs:FocusDirectory", currency = "Costs:Currency";
        var defaults = new CostSettings();
        var directory = source.Text(focus) is { } text ? Path.GetFullPath(text) : null;
        if (directory is not null && mode == DashboardMode.Demo)
            source.Wrong(focus, "Demo mode knows no real costs.", "Remove it, or set Dashboard__Mode=Azure.");
        else if (directory is not null && !Directory.Exists(directory))
            source.Wrong(focus, $"'{directory}' is not there.", "Name the directory that the exports are written to.");
        var code = source.Text(currency) ?? defaults.Currency;
        if (code.Length != 3 || !code.All(char.IsAsciiLetter)) source.Wrong(currency, $"'{code}' is no currency.", "Use its three letters, for example EUR.");
        return defaults with
        {
            CostManagement = source.Choice("Costs:CostManagement", OnOff.On),
            RetailPrices = source.Choice("Costs:RetailPrices", OnOff.On),
            FocusDirectory = directory,
            Currency = code.ToUpperInvariant(),
            MonthsPerRun = source.Number("Costs:MonthsPerRun", defaults.MonthsPerRun, 1, 100_000),
        };
    }
}
