using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using Dashboard.Simulator.Faults;
using Dashboard.Simulator.Kql.Values;

namespace Dashboard.Simulator.Hosting;

/// <summary>
/// The simulator's own endpoints under <c>/simulator</c>: faults and the clock. They stand outside everything that Azure
/// does, so that no fault strikes them. The server binds loopback; the host name is checked because a web page elsewhere
/// could give a name of its own the address of this machine.
/// </summary>
internal sealed class ControlEndpoints(World world, FaultGate faults)
{
    public async Task InvokeAsync(HttpContext http, RequestDelegate next)
    {
        if (!http.Request.Path.StartsWithSegments("/simulator", StringComparison.OrdinalIgnoreCase, out var rest))
        {
            await next(http);
            return;
        }

        try
        {
            await (IsLoopback(http.Request.Host) ? AnswerAsync(http, $"{http.Request.Method} {rest}")
                : throw new ArmError(403, "LoopbackOnly", "The simulator is controlled as 127.0.0.1, [::1] or localhost only."));
        }
        catch (ArmError error)
        {
            http.Response.StatusCode = error.Status;
            await http.WriteJsonAsync(error.ToJson());
        }
        catch (FaultsException error)
        {
            http.Response.StatusCode = StatusCodes.Status400BadRequest;
            await http.WriteJsonAsync(new ArmError(400, "InvalidFaults", error.Message).ToJson());
        }
    }

    private async Task AnswerAsync(HttpContext http, string asked)
    {
        switch (asked)
        {
            case "GET /faults":
                await http.WriteJsonAsync(JsonSerializer.SerializeToUtf8Bytes(faults.Counts, FaultsJson.Options));
                return;
            case "PUT /faults":
                faults.Set(FaultsJson.Parse(await BodyAsync(http)));
                break;
            case "DELETE /faults":
                faults.Set([]);
                break;
            case "GET /clock":
                await http.WriteJsonAsync(new Bag { ["asOf"] = world.Clock.Now.UtcDateTime });
                return;
            case "PUT /clock":
                world.Clock.MoveTo(AsOf(await BodyAsync(http)));
                break;
            default:
                throw new ArmError(404, "NoSuchControl", "There is /simulator/faults (GET, PUT, DELETE) and /simulator/clock (GET, PUT).");
        }

        http.Response.StatusCode = StatusCodes.Status204NoContent;
    }

    private static bool IsLoopback(HostString host) =>
        host.Host.Equals("localhost", StringComparison.OrdinalIgnoreCase)
        || (IPAddress.TryParse(host.Host, out var address) && IPAddress.IsLoopback(address));

    private static async Task<string> BodyAsync(HttpContext http)
    {
        using var reader = new StreamReader(http.Request.Body);
        return await reader.ReadToEndAsync(http.RequestAborted);
    }

    private static DateTimeOffset AsOf(string body)
    {
        try
        {
            if (JsonNode.Parse(body) is JsonObject { Count: 1 } move && move["asOf"] is JsonValue text && text.TryGetValue<DateTimeOffset>(out var asOf))
            {
                return asOf;
            }
        }
        catch (JsonException)
        {
            // Said below.
        }

        throw new ArmError(400, "InvalidClock", """The clock takes {"asOf": "2026-11-01T06:00:00Z"} and nothing else.""");
    }
}
