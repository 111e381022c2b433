namespace Dashboard.Simulator.Faults;

/// <summary>Stands before the endpoints and lets the faults that are set act on what passes, the first one outermost.</summary>
internal sealed class FaultGate(World world)
{
    private volatile IReadOnlyList<ArmedFault> armed = [];

    public IReadOnlyList<FaultCount> Counts => [.. armed.Select(a => a.Count)];

    /// <summary>Replaces the faults; counting starts anew.</summary>
    /// <exception cref="FaultsException">A value of one of them makes no sense.</exception>
    public void Set(IEnumerable<Fault> faults)
    {
        var list = faults.ToList();
        FaultsJson.Check(list);
        armed = [.. list.Select(f => new ArmedFault(f))];
    }

    public async Task InvokeAsync(HttpContext http, RequestDelegate next)
    {
        var current = armed;
        if (current.Count == 0)
        {
            await next(http);
            return;
        }

        var request = await FaultedRequest.ReadAsync(http, world.Clock.Now);
        var chain = next;
        foreach (var struck in current.Where(a => a.Takes(request)).Reverse())
        {
            var inner = chain;
            chain = _ => struck.Fault.InvokeAsync(request, inner);
        }

        await chain(http);
    }
}
