using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Dashboard.Core.Inventory;
using Dashboard.Core.Posture;

namespace Dashboard.Core.Collection;

/// <summary>
/// 128 bits over all that the judgement of an app looks at: its row, the tags of its group and its subscription, its plan's
/// tier, the same of a slot's production app, the settings, and the program itself. Where they are those of the last run,
/// judging would give what it gave then. Whatever <see cref="AppJudge"/> comes to look at belongs in here.
/// </summary>
internal sealed class JudgementInputs
{
    private const int HashBytes = 16;

    // One of each: code and settings, and for app and production app each row, group, subscription, tier.
    private const int Parts = 9;

    private static readonly Dictionary<string, string> NoTags = [];

    /// <summary>A mark that the compiler gives to each different program: what an older one judged is judged again.</summary>
    private static readonly string Program = typeof(JudgementInputs).Assembly.ManifestModule.ModuleVersionId.ToString();

    private readonly EstateReading _reading;
    private readonly UInt128 _rules;
    private readonly Dictionary<string, UInt128> _subscriptions;
    private readonly Dictionary<string, UInt128> _tiers = new(StringComparer.Ordinal);
    private (AppSighting? App, UInt128 Group, UInt128 Subscription, UInt128 Tier) _last;

    public JudgementInputs(EstateReading reading, JudgementSettings settings, string ruleSetVersion)
    {
        _reading = reading;
        _subscriptions = reading.Subscriptions.ToDictionary(s => s.SubscriptionId, s => HashOf(s.Tags), StringComparer.OrdinalIgnoreCase);
        _rules = HashOf(string.Join('\n', Program, ruleSetVersion, JsonSerializer.Serialize(settings)));
    }

    /// <summary>The input of the app of a folded id; null where it is not known by its row, or its production app is not.</summary>
    public UInt128? Of(string key)
    {
        if (_reading.Apps.Find(key) is not { RowHash: { } row } app) return null;
        Span<UInt128> parts = stackalloc UInt128[Parts];
        parts.Clear();
        (parts[0], parts[1]) = (_rules, row);
        Place(app, parts[2..5]);
        if (ResourceIds.ProductionOf(key) is { } productionKey && _reading.Apps.Find(productionKey) is { } production)
        {
            if (production.RowHash is not { } productionRow) return null;
            parts[5] = productionRow;
            Place(production, parts[6..9]);
        }

        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(MemoryMarshal.AsBytes<UInt128>(parts), hash);
        return BinaryPrimitives.ReadUInt128BigEndian(hash[..HashBytes]);
    }

    // Neighbours share group, subscription and plan, and the texts that name them.
    private void Place(AppSighting app, Span<UInt128> parts)
    {
        var same = _last.App;
        var place = ReferenceEquals(same?.ResourceGroup, app.ResourceGroup) && ReferenceEquals(same.SubscriptionId, app.SubscriptionId)
            ? (_last.Group, _last.Subscription)
            : (GroupOf(app), _subscriptions.GetValueOrDefault(app.SubscriptionId));
        var tier = same is not null && ReferenceEquals(same.PlanId, app.PlanId) ? _last.Tier : TierOf(app);
        _last = (app, place.Item1, place.Item2, tier);
        (parts[0], parts[1], parts[2]) = (place.Item1, place.Item2, tier);
    }

    private UInt128 GroupOf(AppSighting app) =>
        HashOf(_reading.GroupTags.GetValueOrDefault(EstateReading.GroupKey(app.SubscriptionId, app.ResourceGroup), NoTags));

    private UInt128 TierOf(AppSighting app)
    {
        if (_reading.TierOfPlan(app.PlanId) is not { } tier) return UInt128.Zero;
        ref var hash = ref CollectionsMarshal.GetValueRefOrAddDefault(_tiers, tier, out var known);
        if (!known) hash = HashOf(tier);
        return hash;
    }

    // All of them: a tag that no rule knows may still look like one that the standard has, and is told of then.
    private static UInt128 HashOf(IReadOnlyDictionary<string, string> tags)
    {
        StringBuilder? text = null;
        foreach (var (name, value) in tags)
        {
            // With their lengths, so that no two lists of tags read alike.
            (text ??= new StringBuilder()).Append(name.Length).Append(':').Append(name).Append(value.Length).Append(':').Append(value);
        }

        return text is null ? UInt128.Zero : HashOf(text.ToString());
    }

    private static UInt128 HashOf(string text) =>
        BinaryPrimitives.ReadUInt128BigEndian(SHA256.HashData(MemoryMarshal.AsBytes(text.AsSpan())));
}
