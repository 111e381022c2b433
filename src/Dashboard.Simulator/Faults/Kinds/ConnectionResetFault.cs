namespace Dashboard.Simulator.Faults.Kinds;

/// <summary>The connection breaks before any byte of the answer.</summary>
public sealed record ConnectionResetFault : Fault
{
    internal override Task InvokeAsync(FaultedRequest request, RequestDelegate next)
    {
        request.Http.Abort();
        return Task.CompletedTask;
    }
}
