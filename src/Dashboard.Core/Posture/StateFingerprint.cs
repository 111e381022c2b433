using System.Buffers.Binary;
using System.Buffers.Text;
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
    // One for each thread: a first run makes a hundred thousand of these texts, all of one size.
    [ThreadStatic]
    private static Utf8Fields? _fields;

    /// <summary>The fingerprint of <paramref name="state"/> under <paramref name="ruleSetVersion"/>.</summary>
    public static UInt128 Of(AppState state, string ruleSetVersion)
    {
        var text = _fields ??= new Utf8Fields();
        text.Clear();
        text.Add(ruleSetVersion);
        // Azure's casing of ids wanders and means nothing: it must not look like a change.
        text.Add(ResourceIds.Key(state.ResourceId));
        text.Add(state.Name.ToLowerInvariant());
        text.Add(state.Kind);
        text.Add(state.Location);
        text.Add(state.PlanId is null ? null : ResourceIds.Key(state.PlanId));
        text.Add(state.Tier);
        text.Add(state.DefaultHostName);
        text.Add(state.EffectiveMode.ToString());
        text.Add(Word(state.ClientCertEnabled));
        text.Add(state.ClientCertMode);
        text.Add(state.ExclusionPaths);
        text.Add(Word(state.HttpsOnly));
        text.Add(Word(state.Http20Enabled));
        text.Add(state.MinTlsVersion);
        text.Add(state.PublicNetworkAccess);
        text.Add(state.State);
        text.Add(Word(state.Stopped));
        text.Add(state.Verdict.ToString());
        text.Add(Word(state.InScope));
        text.Add(Word(state.OptedOut));
        text.Add(state.Sensitivity?.ToString());
        text.Add(state.Owner);
        text.Add(state.CostCentre);
        text.Add(state.Environment);
        text.Add(state.Scenario);
        text.Add(state.Reachability.ToString());
        text.Add(state.Gateway);
        foreach (var tag in state.TagFindings)
        {
            text.Add(tag.Kind.ToString());
            text.Add(tag.Standing.ToString());
            text.Add(tag.Level);
            text.Add(tag.Name);
            text.Add(tag.Value);
        }

        foreach (var rule in state.Rules)
        {
            text.Add(rule.Id);
            text.Add(rule.Result.ToString());
            text.Add(rule.Severity.ToString());
            text.Add(rule.Evidence);
        }

        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(text.Written, hash);
        return BinaryPrimitives.ReadUInt128BigEndian(hash);
    }

    private static string? Word(bool? flag) => flag switch
    {
        true => bool.TrueString,
        false => bool.FalseString,
        null => null,
    };

    /// <summary>Texts with their lengths in front, so that no two lists of them read alike: <c>4:Free|-:|</c>.</summary>
    private sealed class Utf8Fields
    {
        private byte[] _bytes = new byte[4096];
        private int _length;

        public ReadOnlySpan<byte> Written => _bytes.AsSpan(0, _length);

        public void Clear() => _length = 0;

        public void Add(string? value)
        {
            const int LongestFrame = 16;
            var most = LongestFrame + (value is null ? 0 : Encoding.UTF8.GetMaxByteCount(value.Length));
            if (_bytes.Length - _length < most) Array.Resize(ref _bytes, Math.Max(2 * _bytes.Length, _length + most));
            if (value is null)
            {
                _bytes[_length++] = (byte)'-';
            }
            else
            {
                Utf8Formatter.TryFormat(value.Length, _bytes.AsSpan(_length), out var digits);
                _length += digits;
            }

            _bytes[_length++] = (byte)':';
            if (value is not null) _length += Encoding.UTF8.GetBytes(value, _bytes.AsSpan(_length));
            _bytes[_length++] = (byte)'|';
        }
    }
}
