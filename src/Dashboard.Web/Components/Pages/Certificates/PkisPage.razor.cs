using System.Globalization;
using Dashboard.Core.Queries;
using Dashboard.Storage.Queries.Certificates;
using Dashboard.Web.Components.Kit;
using Microsoft.AspNetCore.Components;

namespace Dashboard.Web.Components.Pages.Certificates;

/// <summary>The register of PKIs.</summary>
public partial class PkisPage
{
    private Load<PkiRegister> _register;

    /// <summary>The register.</summary>
    [Inject] public required PkiListQuery Pkis { get; set; }

    private long? Edited => long.TryParse(Text("edit"), NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : null;

    private string Title => _register.Value is not { } register ? "PKI register"
        : register.Items.Count == 0 ? "No PKI is registered"
        : register.Items.Count(i => i.Entry.Owner is null) switch
        {
            0 => $"{Words.Of(register.Items.Count, "PKI")}, each with an owner",
            var without => $"{Words.Count(without)} of {Words.Of(register.Items.Count, "PKI")} {Words.Form(without, "has", "have")} no owner",
        };

    /// <inheritdoc />
    protected override async Task LoadAsync(CancellationToken cancellationToken) =>
        _register = await TryAsync(() => Pkis.RunAsync(AsOf, cancellationToken));
}
