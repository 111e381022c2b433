using System.Text.Json;
using System.Text.Json.Nodes;

namespace Dashboard.Simulator.Faults;

/// <summary>A fault that falsifies the JSON of a good answer. Other answers pass as they are.</summary>
public abstract record AnswerFault : Fault
{
    internal sealed override async Task InvokeAsync(FaultedRequest request, RequestDelegate next)
    {
        Prepare(request);
        var body = await CapturedAnswer.TakeAsync(request.Http, next);
        if (request.Http.Response.StatusCode == StatusCodes.Status200OK && JsonNode.Parse(body) is JsonObject answer)
        {
            Falsify(answer, request);
            body = JsonSerializer.SerializeToUtf8Bytes(answer);
        }

        await CapturedAnswer.SendAsync(request.Http, body);
    }

    /// <summary>Changes the request before it is answered.</summary>
    internal virtual void Prepare(FaultedRequest request)
    {
    }

    /// <summary>Changes the answer before it is sent.</summary>
    internal virtual void Falsify(JsonObject answer, FaultedRequest request)
    {
    }
}
