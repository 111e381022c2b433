using System.Globalization;
using System.Text;
using Dashboard.Core.Costs;
using Dashboard.Core.Inventory;
using nietras.SeparatedValues;

namespace Dashboard.Azure.Costs;

/// <summary>Thrown for a file that is no FOCUS export or is broken; the message is for people and quotes nothing of the file.</summary>
internal sealed class FocusFileException(string message) : Exception(message);

/// <summary>
/// Reads one FOCUS export of version 1.0, 1.0r2 or 1.2. The columns that matter have the same names in all of them; they are found by
/// name, so that others may come and go. Quotes and line breaks within quotes are as in RFC 4180.
/// </summary>
internal static class FocusFile
{
    private const string AppService = "Azure App Service";
    private const string Plans = "/providers/microsoft.web/serverfarms/";

    /// <summary>The sums of the file at <paramref name="path"/>, which may be compressed by gzip (<c>.gz</c>).</summary>
    /// <exception cref="FocusFileException">It is none, or it is broken.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be read.</exception>
    public static FocusSums Read(string path, CancellationToken cancellationToken)
    {
        using var file = new FileStream(path, new FileStreamOptions { Options = FileOptions.SequentialScan, Share = FileShare.ReadWrite | FileShare.Delete });
        using var text = new StreamReader(
            path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) ? new WholeGZipStream(file) : file, Encoding.UTF8);
        try
        {
            return Read(text, cancellationToken);
        }
        catch (Exception e) when (e is InvalidDataException or NotSupportedException or ArgumentException or DecoderFallbackException)
        {
            // The reader quotes the row that it stumbled over, which belongs into no problem.
            throw new FocusFileException("it is cut or broken: not every row has as many fields as the header, or a quote does not end");
        }
    }

    private static FocusSums Read(StreamReader text, CancellationToken cancellationToken)
    {
        using var csv = Sep.New(',').Reader(o => o with { Unescape = true, ColNameComparer = StringComparer.OrdinalIgnoreCase }).From(text);
        var columns = Columns.Of(csv.Header);
        var sums = new FocusSums();
        var rows = 0;
        foreach (var row in csv)
        {
            if (++rows % 4096 == 0) cancellationToken.ThrowIfCancellationRequested();
            var id = row[columns.ResourceId].Span.Trim();
            if (id.IsEmpty)
            {
                // Commitments that nobody used, and the like: App Service's, but no plan's.
                if (row[columns.Service].Span.Trim().Equals(AppService, StringComparison.OrdinalIgnoreCase)) sums.AddUnallocated(SubscriptionOf(row[columns.SubAccount].Span));
            }
            else if (id.Contains(Plans, StringComparison.OrdinalIgnoreCase))
            {
                // By what it is and not by the service: plans of functions and workflows are billed under other names.
                Add(sums, ResourceIds.Key(id.ToString()), row, columns);
            }
        }

        return sums;
    }

    private static void Add(FocusSums sums, string planId, SepReader.Row row, Columns columns)
    {
        var subscription = SubscriptionOf(row[columns.SubAccount].Span);
        if (Amounts.Of(row[columns.Cost].Span) is { } amount && CurrencyCode.Of(row[columns.Currency].Span) is { } currency
            && MonthOf(row[columns.Start].Span) is { } month && subscription.Length > 0)
            sums.Add(subscription, planId, month, amount, currency);
        else
            sums.AddNotUnderstood(subscription, planId);
    }

    /// <summary>The id alone, in lower case: it is written by itself or as <c>/subscriptions/{id}</c>.</summary>
    private static string SubscriptionOf(ReadOnlySpan<char> account)
    {
        account = account.Trim().TrimEnd('/');
        return account[(account.LastIndexOf('/') + 1)..].ToString().ToLowerInvariant();
    }

    private static CostMonth? MonthOf(ReadOnlySpan<char> start) =>
        DateTimeOffset.TryParse(start, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var moment)
            ? CostMonth.Of(moment)
            : null;

    /// <summary>Where the columns are.</summary>
    private sealed record Columns(int ResourceId, int SubAccount, int Service, int Start, int Cost, int Currency)
    {
        public static Columns Of(SepReaderHeader header)
        {
            int At(string name) => header.TryIndexOf(name, out var at) ? at : throw new FocusFileException($"it has no column {name}");
            return new Columns(At("ResourceId"), At("SubAccountId"), At("ServiceName"), At("ChargePeriodStart"), At("EffectiveCost"), At("BillingCurrency"));
        }
    }
}
