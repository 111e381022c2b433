using System.Globalization;
using Dashboard.Core.Queries;
using Dashboard.Storage.Queries.Certificates;
using Dashboard.Web.Components.Kit;
using Microsoft.AspNetCore.Components;

namespace Dashboard.Web.Components.Pages.Certificates;

/// <summary>One client certificate: what it says, what follows it, and what can be said against it.</summary>
public partial class CertificatePage
{
    private Load<CertificateDetail?> _detail;

    /// <summary>Its number.</summary>
    [Parameter] public long Id { get; set; }

    /// <summary>Finds it.</summary>
    [Inject] public required CertificateDetailQuery Details { get; set; }

    private string Title => _detail.Value?.Item.Client ?? "Certificate " + Id.ToString(CultureInfo.InvariantCulture);

    /// <inheritdoc />
    protected override async Task LoadAsync(CancellationToken cancellationToken) =>
        _detail = await TryAsync(() => Details.RunAsync(Id, AsOf, cancellationToken));

    private static string Headline(CertificateItem item, DateTimeOffset at) => item switch
    {
        { Lapsed: true } => $"lapsed {Words.Ago(item.NotAfter, at)}",
        { RevokedAt: not null } => "revoked",
        { RetiredAt: not null } => "retired",
        { LeadDays: { } days } => $"renewed {ClientCertificateWords.Lead(days)}",
        { Expired: true } => $"expired {Words.Ago(item.NotAfter, at)}",
        { Successor: not null } => "has a successor",
        _ => $"expires in {Words.Age(item.NotAfter - at)}",
    };
}
