using System.Collections.Concurrent;
using System.Runtime.CompilerServices;

namespace Dashboard.Core.Posture;

/// <summary>Which tag of the standard a tag of another name was probably meant to be: <c>data_class</c>, <c>Owners</c>.</summary>
public sealed class TagLikeness
{
    /// <summary>Names are few in any estate; whoever writes very many gets no answer for the rest kept.</summary>
    private const int MostKept = 10_000;

    /// <summary>Shorter beginnings say too little: <c>data</c> is not yet <c>dataClassification</c>.</summary>
    private const int ShortestBeginning = 6;

    /// <summary>Names in common use for the same thing, without separators and case.</summary>
    private static readonly (TagKind Kind, string[] Names)[] Customary =
    [
        (TagKind.Sensitivity,
            ["classification", "dataclass", "datalabel", "datasensitivity", "sensitivity", "sensitivitylabel", "informationclassification",
             "infoclassification", "securityclassification", "confidentiality"]),
        (TagKind.Override, ["mutualtls", "mtlsrequired", "clientcert", "clientcertificate", "clientcertificates"]),
        (TagKind.Owner,
            ["businessowner", "technicalowner", "appowner", "applicationowner", "serviceowner", "productowner", "ownedby", "owneremail", "ownername",
             "ownerteam", "teamowner"]),
        (TagKind.CostCentre, ["costcode", "costcentrecode", "costcentercode", "costcentreid", "costcenterid", "chargecode", "billingcode"]),
        (TagKind.Environment, ["environmentname", "environmenttype", "envname", "envtype", "stage", "deploymentenvironment"]),
        (TagKind.Scenario, ["scenario", "mtlsusecase"]),
    ];

    private static readonly ConditionalWeakTable<JudgementSettings, TagLikeness> Made = [];

    private readonly (TagKind Kind, IReadOnlyList<string> Names)[] _standard;
    private readonly ConcurrentDictionary<string, TagKind?> _known = new(StringComparer.OrdinalIgnoreCase);

    private TagLikeness(JudgementSettings settings) =>
        _standard = [.. Enum.GetValues<TagKind>().Select(kind => (kind, settings.NamesOf(kind)))];

    /// <summary>The names of <paramref name="settings"/>.</summary>
    public static TagLikeness For(JudgementSettings settings) => Made.GetValue(settings, s => new TagLikeness(s));

    /// <summary>True where a tag of this name can say something of an app, by the standard or as what somebody probably meant.</summary>
    public bool Matters(string name) => IsStandard(name.Trim()) || Of(name) is not null;

    /// <summary>The kind that a name looks like; null for a name of the standard, and for one that looks like none or like several.</summary>
    public TagKind? Of(string name)
    {
        if (_known.TryGetValue(name, out var known)) return known;
        var kind = Find(name.Trim());
        if (_known.Count < MostKept) _known[name] = kind;
        return kind;
    }

    private bool IsStandard(string name) => _standard.Any(s => s.Names.Contains(name, StringComparer.OrdinalIgnoreCase));

    private TagKind? Find(string name)
    {
        if (IsStandard(name)) return null;
        var plain = Misspelling.Plain(name);
        var kinds = _standard.Where(s => s.Names.Any(n => Misspelling.Plain(n) == plain)).Select(s => s.Kind).ToList();
        if (kinds.Count == 0) kinds = [.. Customary.Where(c => c.Names.Contains(plain)).Select(c => c.Kind)];
        if (kinds.Count == 0) kinds = [.. _standard.Where(s => Misspelling.Nearest(name, s.Names, ShortestBeginning) is not null).Select(s => s.Kind)];
        return kinds.Count == 1 ? kinds[0] : null;
    }
}
