using System.Text.Json.Nodes;

namespace Dashboard.Simulator.Faults.Kinds;

/// <summary>The next page of an ARM list is said to be on another host.</summary>
/// <param name="To">The origin of that host; path and query stay those of the list.</param>
public sealed record ForeignNextLinkFault(Uri To) : AnswerFault
{
    internal override string? Problem => To.IsAbsoluteUri ? null : "'to' must be an absolute address";

    internal override void Falsify(JsonObject answer, FaultedRequest request)
    {
        if (answer.ContainsKey("nextLink"))
        {
            var asked = request.Http.Request;
            answer["nextLink"] = new Uri(To, $"{asked.Path}{asked.QueryString}&$skiptoken=100").AbsoluteUri;
        }
    }
}
