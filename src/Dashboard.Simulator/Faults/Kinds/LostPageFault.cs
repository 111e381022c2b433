using System.Text.Json.Nodes;
using Dashboard.Simulator.ResourceGraph;

namespace Dashboard.Simulator.Faults.Kinds;

/// <summary>The page after this one is jumped over, although the total announces its rows.</summary>
public sealed record LostPageFault : AnswerFault
{
    internal override void Falsify(JsonObject answer, FaultedRequest request)
    {
        if (answer["$skipToken"] is not { } token)
        {
            return;
        }

        var next = (string)token!;
        var page = (int)answer["count"]!;
        answer["$skipToken"] = SkipToken.Moved(next, page);
        if (SkipToken.Rows(next) + page >= (int)answer["totalRecords"]!)
        {
            answer.Remove("$skipToken");
        }
    }
}
