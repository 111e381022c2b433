using Dashboard.Core.Audit;
using Dashboard.Core.Costs.Assumptions;
using Dashboard.Core.Queries;
using Dashboard.Storage.Commands;
using Dashboard.Storage.Queries.Costs;
using Dashboard.Web.Access;
using Dashboard.Web.Access.Demo;

namespace Dashboard.Web.Demo;

/// <summary>
/// What the FinOps person assumes as the year goes by: two weeks in, the offer for a PKI is there; later the room on larger plans was
/// measured, and the PKI got dearer. A demo of a few weeks has the first alone.
/// </summary>
internal sealed class DemoFinance(AssumptionsQuery assumptions, ChangeAssumptionsCommand change)
{
    private static readonly AuditActor FinOps = Actors.Of(
        Personas.All.Single(p => p.Roles.Contains(Roles.FinOps)).ToPrincipal(DemoAuthenticationHandler.Scheme));

    private static readonly Step[] Steps =
    [
        new(14, "Offer of the certificate authority, three years", [
            new("costs.pki.fixedMonthly", "420"), new("costs.pki.perCertificateMonthly", "0.85"), new("costs.pki.currency", "EUR")]),
        new(75, "Premium instances ran at 40 % CPU with 11 apps in the load test", [new("costs.appsPerInstance.premium", "12")]),
        new(120, "Windows teams asked for slots, which Basic has not", [new("costs.targetSize.windows", "S1")]),
        new(160, "Slots turned out not to be needed: back to the cheapest", [new("costs.targetSize.windows", null)]),
        new(230, "New price list of the certificate authority", [new("costs.pki.perCertificateMonthly", "0.95")]),
    ];

    /// <summary>What is due at the meeting of <paramref name="moment"/>, which is now, in a demo that began on <paramref name="first"/>.</summary>
    public async Task WorkAsync(DateTimeOffset moment, DateTimeOffset first, CancellationToken cancellationToken)
    {
        var history = await assumptions.HistoryAsync(null, cancellationToken);
        // What is done already was done by this filling, or by one that was cut short.
        foreach (var step in Steps.Where(s => first.AddDays(s.Day) <= moment && !s.IsDone(history)))
        {
            var seen = await assumptions.RunAsync(null, cancellationToken);
            await change.RunAsync(step.Edits, step.Reason, seen.Version, FinOps, cancellationToken);
        }
    }

    private sealed record Step(int Day, string Reason, IReadOnlyList<AssumptionEdit> Edits)
    {
        public bool IsDone(IReadOnlyDictionary<string, AssumptionHistory> history) =>
            history.GetValueOrDefault(Edits[0].Key)?.Changes.Any(c => c.Reason == Reason) == true;
    }
}
