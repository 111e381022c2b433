using System.Globalization;
using Dashboard.Core.Queries;
using Dashboard.Storage.Queries.Exceptions;
using Dashboard.Web.Components.Kit;
using Microsoft.AspNetCore.Components;

namespace Dashboard.Web.Components.Pages.Exceptions;

/// <summary>One exception: what was asked for, what it covers and what became of that, and every step of its life.</summary>
public partial class ExceptionPage
{
    private Load<ExceptionDetail?> _detail;

    /// <summary>Its number.</summary>
    [Parameter] public long Id { get; set; }

    /// <summary>Finds it.</summary>
    [Inject] public required ExceptionDetailQuery Details { get; set; }

    private string Heading => "Exception " + Id.ToString(CultureInfo.InvariantCulture);

    /// <inheritdoc />
    protected override async Task LoadAsync(CancellationToken cancellationToken) =>
        _detail = await TryAsync(() => Details.RunAsync(Id, AsOf, cancellationToken));
}
