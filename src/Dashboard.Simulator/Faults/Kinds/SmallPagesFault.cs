using System.Text.Json.Nodes;

namespace Dashboard.Simulator.Faults.Kinds;

/// <summary>Resource Graph gives smaller pages than asked for. No error, but with it a small estate has pages to lose.</summary>
/// <param name="Rows">The most rows in a page.</param>
public sealed record SmallPagesFault(int Rows) : Fault
{
    internal override string? Problem => Rows is < 1 or > 1000 ? "'rows' must be from 1 to 1000" : null;

    internal override Task InvokeAsync(FaultedRequest request, RequestDelegate next)
    {
        request.Rewrite(body =>
        {
            if (body["options"] is not JsonObject options)
            {
                body["options"] = options = [];
            }

            options["$top"] = Rows;
        });
        return next(request.Http);
    }
}
