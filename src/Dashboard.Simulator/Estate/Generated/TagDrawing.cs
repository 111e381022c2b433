using Dashboard.Simulator.Kql.Values;

namespace Dashboard.Simulator.Estate.Generated;

/// <summary>An app's tags as first written, as corrected later, and what they mean.</summary>
internal sealed record DrawnTags(Bag? Written, Bag? Corrected, bool MustEnforce);

/// <summary>Draws tags as people really spell them.</summary>
internal static class TagDrawing
{
    private static readonly string[] ClassificationNames =
        ["dataClassification", "dataClassification", "data-classification", "DataClassification", "Data-Classification"];

    private static readonly string[] CostNames = ["costCentre", "costCenter", "cost-center"];

    private static readonly string[] Owners =
        ["settlement-team@contoso.example", "shop-core@contoso.example", "claims-digital@contoso.example", "iot-platform@contoso.example",
         "identity@contoso.example", "Marta Kowalska", "J. O'Neill", "team-blue", "sre@contoso.example"];

    private static readonly string[] Sensitive = ["confidential", "Confidential", "Confidential ", "restricted", "Restricted", "CONFIDENTIAL"];

    private static readonly string[] Plain = ["internal", "Internal", "public", "public "];

    private static readonly string[] Wrong = ["confidental", "secret?", "tbd", "n/a"];

    public static DrawnTags For(Draw draw, GroupSpec group)
    {
        var inherited = group.Tags?.Values.OfType<string>().Any(IsSensitive) == true || group.Unit.SubscriptionTag is not null;
        if (draw.For("untagged").Chance(0.08))
        {
            return new DrawnTags(draw.For("null").Chance(0.5) ? null : [], null, inherited);
        }

        var written = Common(draw, group.Unit);
        var sensitive = Classify(draw.For("level"), group.Unit, written, out var corrected) ?? inherited;
        var must = Override(draw.For("override"), written, corrected) ?? sensitive;
        if (must && draw.For("scenario").Chance(0.8))
        {
            written["mtls-scenario"] = group.Unit.Scenario;
            corrected?.TryAdd("mtls-scenario", group.Unit.Scenario);
        }

        return new DrawnTags(written, corrected, must);
    }

    public static bool IsSensitive(string value) =>
        value.Trim().ToUpperInvariant() is "CONFIDENTIAL" or "RESTRICTED";

    private static Bag Common(Draw draw, BusinessUnit unit)
    {
        var tags = new Bag();
        if (draw.For("owner").Chance(0.82))
        {
            tags[draw.For("owner-name").Chance(0.9) ? "owner" : "Owner"] = draw.For("who").Pick(Owners);
        }

        if (draw.For("cost").Chance(0.75))
        {
            tags[draw.For("cost-name").Pick(CostNames)] = unit.CostCentre;
        }

        tags[draw.For("env").Chance(0.7) ? "environment" : "env"] = unit.Environment;
        return tags;
    }

    /// <summary>Writes the classification; null when the app leaves it to its resource group and subscription.</summary>
    private static bool? Classify(Draw draw, BusinessUnit unit, Bag tags, out Bag? corrected)
    {
        corrected = null;
        var name = draw.For("name").Pick(ClassificationNames);
        switch (draw.Unit)
        {
            case < 0.14:
                return null;
            case < 0.19:
                // Nobody can act on a misspelt value; half of them are put right one day.
                tags[name] = draw.For("wrong").Pick(Wrong);
                corrected = draw.For("corrected").Chance(0.5) ? Copy(tags, name, "confidential") : null;
                return corrected is not null;
        }

        var sensitive = draw.For("sensitive").Chance(unit.SensitiveShare);
        tags[name] = draw.For("value").Pick(sensitive ? Sensitive : Plain);
        return sensitive;
    }

    private static bool? Override(Draw draw, Bag tags, Bag? corrected)
    {
        var value = draw.Unit switch
        {
            < 0.03 => "required",
            < 0.05 => "not-required",
            _ => null,
        };
        if (value is null)
        {
            return null;
        }

        tags["mtls"] = value;
        corrected?.TryAdd("mtls", value);
        return value == "required";
    }

    private static Bag Copy(Bag tags, string name, string value)
    {
        var copy = new Bag();
        foreach (var (key, old) in tags)
        {
            copy[key] = key == name ? value : old;
        }

        return copy;
    }
}
