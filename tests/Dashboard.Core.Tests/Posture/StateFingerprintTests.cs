using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Dashboard.Core.Inventory;
using Dashboard.Core.Posture;

namespace Dashboard.Core.Tests.Posture;

/// <summary>
/// The fingerprint of a state is what databases hold: made otherwise, every app of every estate would look changed.
/// </summary>
public class StateFingerprintTests
{
    private static readonly AppState State = new()
    {
        ResourceId = "/subscriptions/S/resourceGroups/Rg/providers/Microsoft.Web/sites/Shop/",
        Name = "Shop",
        SubscriptionId = "s",
        ResourceGroup = "Rg",
        Kind = "app,linux",
        PlanId = "/subscriptions/S/resourceGroups/Rg/providers/Microsoft.Web/serverfarms/P",
        Tier = "Free",
        EffectiveMode = EffectiveMode.OptionalInteractiveUser,
        ClientCertEnabled = true,
        HttpsOnly = false,
        ExclusionPaths = "/é;/🔒;/\ud800",
        Verdict = Verdict.Gaps,
        InScope = true,
        Sensitivity = Sensitivity.Restricted,
        Owner = new string('ß', 5000),
        Reachability = Reachability.Restricted,
        Rules = [new RuleOutcome("MTLS001", RuleResult.Fail, Severity.Critical, "clientCertEnabled: false\nclientCertMode: \"Required\"")],
    };

    [Fact]
    public void It_is_the_hash_of_the_fields_with_their_lengths()
    {
        foreach (var state in new[] { State, State with { Owner = null, Rules = [], Stopped = true }, State })
            Assert.Equal(Plainly(state, "1.0+abc"), StateFingerprint.Of(state, "1.0+abc"));
    }

    private static UInt128 Plainly(AppState s, string version)
    {
        IEnumerable<string?> fields =
        [
            version, ResourceIds.Key(s.ResourceId), s.Name.ToLowerInvariant(), s.Kind, s.Location, s.PlanId is null ? null : ResourceIds.Key(s.PlanId),
            s.Tier, s.DefaultHostName, s.EffectiveMode.ToString(), s.ClientCertEnabled?.ToString(), s.ClientCertMode, s.ExclusionPaths,
            s.HttpsOnly?.ToString(), s.Http20Enabled?.ToString(), s.MinTlsVersion, s.PublicNetworkAccess, s.State, s.Stopped.ToString(),
            s.Verdict.ToString(), s.InScope?.ToString(), s.OptedOut.ToString(), s.Sensitivity?.ToString(), s.Owner, s.CostCentre, s.Environment,
            s.Scenario, s.Reachability.ToString(), s.Gateway,
            .. s.Rules.SelectMany(r => new[] { r.Id, r.Result.ToString(), r.Severity.ToString(), r.Evidence }),
        ];
        var text = string.Concat(fields.Select(f => f is null ? "-:|" : string.Create(CultureInfo.InvariantCulture, $"{f.Length}:{f}|")));
        return BinaryPrimitives.ReadUInt128BigEndian(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
    }
}
