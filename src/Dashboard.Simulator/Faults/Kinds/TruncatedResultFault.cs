using System.Text.Json.Nodes;

namespace Dashboard.Simulator.Faults.Kinds;

/// <summary>Resource Graph cuts the result, says so in <c>resultTruncated</c>, and offers no next page.</summary>
/// <param name="Rows">The rows that are left.</param>
public sealed record TruncatedResultFault(int Rows) : AnswerFault
{
    internal override string? Problem => Rows < 0 ? "'rows' must not be negative" : null;

    internal override void Falsify(JsonObject answer, FaultedRequest request)
    {
        if (answer["data"] is not JsonArray data)
        {
            return;
        }

        while (data.Count > Rows)
        {
            data.RemoveAt(data.Count - 1);
        }

        answer["count"] = data.Count;
        answer["resultTruncated"] = "true";
        answer.Remove("$skipToken");
    }
}
