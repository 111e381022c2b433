namespace Dashboard.Simulator.Faults.Kinds;

/// <summary>The answer is held back.</summary>
/// <param name="Milliseconds">For how long.</param>
public sealed record LatencyFault(int Milliseconds) : Fault
{
    internal override string? Problem => Milliseconds < 0 ? "'milliseconds' must not be negative" : null;

    internal override async Task InvokeAsync(FaultedRequest request, RequestDelegate next)
    {
        await Task.Delay(TimeSpan.FromMilliseconds(Milliseconds), TimeProvider.System, request.Http.RequestAborted);
        await next(request.Http);
    }
}
