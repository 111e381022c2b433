using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text.Json;
using Dashboard.Azure.ResourceGraph;
using Dashboard.Core.Collection;

namespace Dashboard.Azure.Rows;

/// <summary>
/// Takes from the rows of <c>apps.kql</c> no more than which app each is of and where that is, with a hash of the whole.
/// What is said twice in a row, as neighbours share group and plan, is one text.
/// </summary>
internal sealed class AppRowScan
{
    // Deeper than any configuration nests, as where the whole page is read.
    private const int Depth = 256;

    // What another program understood is to be read again: the compiler marks each different one.
    private static readonly UInt128 Program =
        MemoryMarshal.Read<UInt128>(typeof(AppRowScan).Assembly.ManifestModule.ModuleVersionId.ToByteArray());

    private readonly RepeatedText _subscription = new(text => text.ToLowerInvariant());
    private readonly RepeatedText _group = new(text => text);
    private readonly RepeatedText _plan = new(text => text);

    /// <summary>The query, with a scan of its own.</summary>
    public static GraphQuery<AppSighting> Query()
    {
        var scan = new AppRowScan();
        var rows = AppRows.Query;
        return new GraphQuery<AppSighting>(rows.What, rows.Text, rows.Columns, _ => null, rows.TextWithoutTable) { Scan = scan.Scan };
    }

    private (string? Id, AppSighting? Value) Scan(ReadOnlyMemory<byte> row)
    {
        try
        {
            var place = new Place();
            if (!Find(row.Span, ref place) || string.IsNullOrWhiteSpace(place.Id)) return (null, null);
            return (place.Id, Sighting(row, place));
        }
        catch (InvalidOperationException)
        {
            // A text that is no valid UTF-8 or UTF-16.
            return (null, null);
        }
    }

    // What is missing in the columns is in the id; then the row is taken apart at once, as it is odd enough.
    private static AppSighting? Sighting(ReadOnlyMemory<byte> row, Place place)
    {
        if (string.IsNullOrWhiteSpace(place.Subscription) || string.IsNullOrWhiteSpace(place.Group))
        {
            return new RowSighting(row) { ResourceId = place.Id!, SubscriptionId = "", ResourceGroup = "" }.Observation is { } app ? AppSighting.Of(app) : null;
        }

        return new RowSighting(row)
        {
            ResourceId = place.Id!,
            SubscriptionId = place.Subscription,
            ResourceGroup = place.Group,
            PlanId = place.Plan,
            RowHash = HashOf(row.Span),
        };
    }

    /// <summary>False where the row is no object. It stops where all is found: what else stands there is for who takes the row apart.</summary>
    private bool Find(ReadOnlySpan<byte> row, ref Place place)
    {
        var reader = new Utf8JsonReader(row, new JsonReaderOptions { MaxDepth = Depth });
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject) return false;
        for (var found = 0; found < Place.Columns && reader.Read() && reader.TokenType == JsonTokenType.PropertyName;)
        {
            var column = ColumnOf(ref reader);
            reader.Read();
            if (column is { } which)
            {
                Take(ref reader, which, ref place);
                found++;
            }

            reader.Skip();
        }

        return true;
    }

    private static AppColumn? ColumnOf(ref Utf8JsonReader reader)
    {
        if (reader.ValueTextEquals("id"u8)) return AppColumn.Id;
        if (reader.ValueTextEquals("resourceGroup"u8)) return AppColumn.ResourceGroup;
        if (reader.ValueTextEquals("subscriptionId"u8)) return AppColumn.SubscriptionId;
        return reader.ValueTextEquals("serverFarmId"u8) ? AppColumn.ServerFarmId : null;
    }

    private void Take(ref Utf8JsonReader reader, AppColumn column, ref Place place)
    {
        if (reader.TokenType != JsonTokenType.String) return;
        if (column == AppColumn.Id) place.Id = JsonReadings.WithoutNul(reader.GetString()!);
        else if (column == AppColumn.SubscriptionId) place.Subscription = _subscription.Of(ref reader);
        else if (column == AppColumn.ResourceGroup) place.Group = _group.Of(ref reader);
        else place.Plan = _plan.Of(ref reader);
    }

    private static UInt128 HashOf(ReadOnlySpan<byte> row)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(row, hash);
        return BinaryPrimitives.ReadUInt128BigEndian(hash) ^ Program;
    }

    private struct Place
    {
        public const int Columns = 4;

        public string? Id;

        public string? Subscription;

        public string? Group;

        public string? Plan;
    }

    /// <summary>A text that is often that of the row before.</summary>
    private sealed class RepeatedText(Func<string, string> form)
    {
        private byte[] _bytes = [];
        private string? _text;

        public string Of(ref Utf8JsonReader reader)
        {
            if (_text is not null && !reader.ValueIsEscaped && reader.ValueSpan.SequenceEqual(_bytes)) return _text;
            var text = form(JsonReadings.WithoutNul(reader.GetString()!));
            if (!reader.ValueIsEscaped) (_bytes, _text) = (reader.ValueSpan.ToArray(), text);
            return text;
        }
    }
}
