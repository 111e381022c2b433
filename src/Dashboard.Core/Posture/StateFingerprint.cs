using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Dashboard.Core.Inventory;

namespace Dashboard.Core.Posture;

/// <summary>
/// 128 bits over everything tracked of an app's state: the history writes a row only when this changes. Staleness
/// is not in it, since it is a fact about runs and not about the app.
/// </summary>
public static class StateFingerprint
{
    /// <summary>The fingerprint of <paramref name="state"/> under <paramref name="ruleSetVersion"/>.</summary>
    public static UInt128 Of(AppState state, string ruleSetVersion)
    {
        var text = new StringBuilder(1024);
        void Add(string? value) => text.Append(value is null ? "-" : value.Length.ToString(System.Globalization.CultureInfo.InvariantCulture)).Append(':').Append(value).Append('|');

        Add(ruleSetVersion);
        // Azure's casing of ids wanders and means nothing: it must not look like a change.
        Add(ResourceIds.Key(state.ResourceId));
        Add(state.Name.ToLowerInvariant());
        Add(state.Kind);
        Add(state.Location);
        Add(state.PlanId is null ? null : ResourceIds.Key(state.PlanId));
        Add(state.Tier);
        Add(state.DefaultHostName);
        Add(state.EffectiveMode.ToString());
        Add(state.ClientCertEnabled?.ToString());
        Add(state.ClientCertMode);
        Add(state.ExclusionPaths);
        Add(state.HttpsOnly?.ToString());
        Add(state.Http20Enabled?.ToString());
        Add(state.MinTlsVersion);
        Add(state.PublicNetworkAccess);
        Add(state.State);
        Add(state.Stopped.ToString());
        Add(state.Verdict.ToString());
        Add(state.InScope?.ToString());
        Add(state.OptedOut.ToString());
        Add(state.Sensitivity?.ToString());
        Add(state.Owner);
        Add(state.CostCentre);
        Add(state.Environment);
        Add(state.Scenario);
        Add(state.Reachability.ToString());
        Add(state.Gateway);
        foreach (var tag in state.TagFindings)
        {
            Add(tag.Kind.ToString());
            Add(tag.Standing.ToString());
            Add(tag.Level);
            Add(tag.Name);
            Add(tag.Value);
        }

        foreach (var rule in state.Rules)
        {
            Add(rule.Id);
            Add(rule.Result.ToString());
            Add(rule.Severity.ToString());
            Add(rule.Evidence);
        }

        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString()), hash);
        return BinaryPrimitives.ReadUInt128BigEndian(hash);
    }
}
