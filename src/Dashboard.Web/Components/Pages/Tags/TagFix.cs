using Dashboard.Web.Components.Pages.AppDetails;

namespace Dashboard.Web.Components.Pages.Tags;

/// <summary>The commands that write a tag, ready to copy.</summary>
public static class TagFix
{
    /// <summary>For the Azure CLI.</summary>
    /// <param name="resourceId">The ARM id of the resource group or subscription.</param>
    /// <param name="names">The names to write; several where the place already carries more than one of them.</param>
    /// <param name="value">The value.</param>
    public static string Cli(string resourceId, IReadOnlyList<string> names, string value) =>
        $"az tag update \\\n  --resource-id {ShellQuoting.Bash(resourceId)} \\\n  --operation Merge \\\n"
        + $"  --tags {string.Join(' ', names.Select(name => ShellQuoting.Bash($"{name}={value}")))}";

    /// <summary>For PowerShell.</summary>
    /// <param name="resourceId">The ARM id of the resource group or subscription.</param>
    /// <param name="names">The names to write.</param>
    /// <param name="value">The value.</param>
    public static string Pwsh(string resourceId, IReadOnlyList<string> names, string value) =>
        $"Update-AzTag `\n  -ResourceId {ShellQuoting.PowerShell(resourceId)} `\n  -Operation Merge `\n"
        + $"  -Tag @{{ {string.Join("; ", names.Select(name => $"{ShellQuoting.PowerShell(name)} = {ShellQuoting.PowerShell(value)}"))} }}";
}
