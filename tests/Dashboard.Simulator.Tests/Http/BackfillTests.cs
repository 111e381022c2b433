using System.Diagnostics;

namespace Dashboard.Simulator.Tests.Http;

public class BackfillTests
{
    /// <summary>A demo reads every day of a year at its start, so a day must cost next to nothing, and no quota of the day before.</summary>
    [Fact]
    public async Task Days_pass_quickly_and_within_the_quota()
    {
        const int Days = 60;
        await using var client = await SimulatorClient.StartAsync(new SimulatorOptions { AsOf = SimulatorClient.YearEnd.AddDays(-Days) });
        var watch = Stopwatch.StartNew();
        for (var day = 0; day < Days; day++)
        {
            client.Host.MoveTo(SimulatorClient.YearEnd.AddDays(day - Days));
            foreach (var table in new[] { "resources | where type has 'sites'", "resources | where type has 'serverfarms'", "resourcecontainers", "appserviceresources", "policyresources" })
            {
                await client.QueryAsync($"{table} | order by id asc | project id, a = tobool(properties.clientCertEnabled), tostring(properties.x)");
            }
        }

        TestContext.Current.SendDiagnosticMessage("{0} days in {1} ms", Days, watch.ElapsedMilliseconds);
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(30), $"{Days} days took {watch.Elapsed}.");
    }
}
