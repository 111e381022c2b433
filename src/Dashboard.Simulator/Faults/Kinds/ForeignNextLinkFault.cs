using System.Text.Json.Nodes;

namespace Dashboard.Simulator.Faults.Kinds;

/// <summary>The next page of an ARM list, of costs or of prices is said to be on another host.</summary>
/// <param name="To">The origin of that host; path and query stay those of the list.</param>
public sealed record ForeignNextLinkFault(Uri To) : AnswerFault
{
    internal override string? Problem => To.IsAbsoluteUri ? null : "'to' must be an absolute address";

    internal override void Falsify(JsonObject answer, FaultedRequest request)
    {
        var asked = request.Http.Request;
        var (holder, name) = answer["properties"] is JsonObject costs && costs.ContainsKey("nextLink") ? (costs, "nextLink")
            : answer.ContainsKey("NextPageLink") ? (answer, "NextPageLink")
            : (answer, "nextLink");
        if (holder.ContainsKey(name))
        {
            holder[name] = new Uri(To, $"{asked.Path}{asked.QueryString}&$skiptoken=100").AbsoluteUri;
        }
    }
}
