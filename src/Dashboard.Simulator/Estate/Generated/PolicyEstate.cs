using System.Globalization;

namespace Dashboard.Simulator.Estate.Generated;

/// <summary>
/// The organisation's Azure Policy: the benchmark that Defender for Cloud assigns to each subscription, a definition of its own at its
/// management group, and the exemptions from them, of which many are what an auditor looks for.
/// </summary>
internal sealed class PolicyEstate
{
    private const string Provider = "/providers/Microsoft.Authorization/";
    private const string Root = "/providers/Microsoft.Management/managementGroups/mg-contoso";
    private const string OwnAssignment = Root + Provider + "policyAssignments/mtls-audit";

    /// <summary>Of the apps that should enforce and do not, how many have an exemption, beside the first few, which all do.</summary>
    private const double ExemptedApps = 0.25;
    private const int FirstApps = 6;

    private readonly string tenant;
    private readonly IReadOnlyList<Resource> standing;
    private readonly IReadOnlyList<(Func<DateTimeOffset, string?> Scope, ExemptionSpec Spec)> exemptions;

    public PolicyEstate(DrawnEstate drawn, Calendar calendar)
    {
        tenant = drawn.TenantId;
        standing =
        [
            .. PolicyDocuments.BuiltIn(tenant),
            PolicyDocuments.Definition(Root + Provider + "policyDefinitions/", "mtls-required", "Contoso: mutual TLS is required", "Microsoft.Web/sites/clientCertMode", tenant),
            PolicyDocuments.Assignment(OwnAssignment, "Contoso: mutual TLS is required", Root + Provider + "policyDefinitions/mtls-required", tenant),
            PolicyDocuments.Assignment(
                Root + Provider + "policyAssignments/allowed-locations", "Allowed locations",
                PolicyDocuments.BuiltInDefinitions + "e56962a6-4747-49cd-b67b-bf8b01975c4c", tenant),
            .. drawn.Subscriptions.Select(s => PolicyDocuments.Assignment(
                BenchmarkAt(s.Id), $"ASC Default (subscription: {s.Id})", PolicyDocuments.Benchmark, tenant)),
        ];
        exemptions = [.. OfApps(drawn, calendar), .. OfScopes(drawn, calendar), .. OfOthers(drawn, calendar)];
    }

    /// <summary>What is there at an instant.</summary>
    public IEnumerable<Resource> At(DateTimeOffset at) => standing.Concat(
        from exemption in exemptions
        where exemption.Spec.Lifetime.Contains(at)
        let scope = exemption.Scope(at)
        where scope is not null
        select PolicyDocuments.Exemption(scope, exemption.Spec, tenant));

    private static IEnumerable<(Func<DateTimeOffset, string?>, ExemptionSpec)> OfApps(DrawnEstate drawn, Calendar calendar)
    {
        var number = 0;
        foreach (var app in drawn.Apps.Where(a => a.Slot is null && a.MustEnforce && a.Class is PostureClass.Off or PostureClass.Optional or PostureClass.FreeTier))
        {
            if (number >= FirstApps && !app.Draw.For("exemption").Chance(ExemptedApps))
            {
                continue;
            }

            var spec = OfApp(app, number++, calendar);
            yield return (at => app.Life.At(at).State is { Exists: true } state ? app.In(state).Id : null, spec);
        }
    }

    private static ExemptionSpec OfApp(AppSpec app, int number, Calendar calendar)
    {
        var draw = app.Draw.For("exempted");
        var from = draw.WorkingTime(calendar.YearEnd.AddDays(-260), calendar.YearEnd.AddDays(-70));
        var reference = app.Kind.Function ? PolicyDocuments.FunctionReference : PolicyDocuments.WebReference;
        var name = string.Create(CultureInfo.InvariantCulture, $"mtls-{app.Name}");
        var spec = new ExemptionSpec(name, BenchmarkAt(app.Group.SubscriptionId), new Span(from, DateTimeOffset.MaxValue))
        {
            DisplayName = $"mTLS waiver for {app.Name}",
            Description = "Partners cannot present certificates yet.",
            References = [reference],
            CreatedBy = draw.For("by").Pick(["ola.nowak@contoso.example", "sam.reed@contoso.example", "platform-governance@contoso.example"]),
            HasSystemData = number % 2 == 0,
        };
        return (number % 6) switch
        {
            0 => spec with { Expires = calendar.YearEnd.AddDays(60) },
            1 => spec,
            2 => spec with { Category = "waiver", Expires = from.AddDays(60) },
            3 => spec with
            {
                Category = "Mitigated",
                Expires = calendar.YearEnd.AddDays(200),
                Description = "The gateway asks for certificates.",
                Lifetime = new Span(from, calendar.YearEnd.AddDays(-20)),
            },
            4 => spec with { DisplayName = HostileTags.All[number / 6 % 3].Value, Expires = calendar.YearEnd.AddDays(30) },
            _ => spec with { Assignment = OwnAssignment, References = [], Expires = calendar.YearEnd.AddDays(120) },
        };
    }

    /// <summary>Exemptions of whole groups, subscriptions and management groups, where nobody names the apps.</summary>
    private static IEnumerable<(Func<DateTimeOffset, string?>, ExemptionSpec)> OfScopes(DrawnEstate drawn, Calendar calendar)
    {
        var since = new Span(calendar.YearEnd.AddDays(-240), DateTimeOffset.MaxValue);
        yield return (_ => "/providers/Microsoft.Management/managementGroups/mg-finance", new ExemptionSpec("finance-programme", OwnAssignment, since)
        {
            DisplayName = "Finance: mutual TLS follows the payments programme",
            Description = "Agreed in the architecture board.",
        });
        if (drawn.Groups.FirstOrDefault(g => g.Unit.Subscription == "Claims Production") is { } group)
        {
            yield return (at => group.Lifetime.Contains(at) ? group.Id : null, new ExemptionSpec("claims-legacy", BenchmarkAt(group.SubscriptionId), since)
            {
                Category = "Mitigated",
                DisplayName = "Claims intake sits behind the partner gateway",
                HasSystemData = false,
            });
        }

        var platform = drawn.Subscriptions.First(s => s.Unit.Subscription == "Platform Shared Services");
        yield return (_ => $"/subscriptions/{platform.Id}", new ExemptionSpec("platform-west", OwnAssignment, since)
        {
            DisplayName = "Platform services in West Europe",
            Expires = calendar.YearEnd.AddDays(150),
            Locations = ["westeurope"],
        });
    }

    /// <summary>Exemptions that are about something else, or of which nobody can tell.</summary>
    private static IEnumerable<(Func<DateTimeOffset, string?>, ExemptionSpec)> OfOthers(DrawnEstate drawn, Calendar calendar)
    {
        var since = new Span(calendar.YearEnd.AddDays(-300), DateTimeOffset.MaxValue);
        var retail = drawn.Subscriptions.First(s => s.Unit.Subscription == "Retail Production");
        var scope = $"/subscriptions/{retail.Id}";
        yield return (_ => scope, new ExemptionSpec("locations", Root + Provider + "policyAssignments/allowed-locations", since) { DisplayName = "Front ends in all regions" });
        yield return (_ => scope, new ExemptionSpec("tls-of-web-apps", BenchmarkAt(retail.Id), since)
        {
            DisplayName = "TLS of web apps",
            References = ["requireTLSForWebAppMonitoringEffect"],
        });
        yield return (_ => scope, new ExemptionSpec("audit-2023", scope + Provider + "policyAssignments/audit-2023", since)
        {
            DisplayName = "Left over from an assignment that is gone",
        });
        yield return (_ => $"{scope}/resourceGroups/rg-shop-secrets/providers/Microsoft.KeyVault/vaults/kv-shop", new ExemptionSpec("vault", BenchmarkAt(retail.Id), since)
        {
            DisplayName = "A vault, which is no app",
        });
    }

    private static string BenchmarkAt(string subscription) => $"/subscriptions/{subscription}{Provider}policyAssignments/SecurityCenterBuiltIn";
}
