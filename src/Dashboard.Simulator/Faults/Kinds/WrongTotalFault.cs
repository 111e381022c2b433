using System.Text.Json.Nodes;

namespace Dashboard.Simulator.Faults.Kinds;

/// <summary><c>totalRecords</c> is not the number of rows.</summary>
/// <param name="By">How much is added to it; the sum is at least 0.</param>
public sealed record WrongTotalFault(int By) : AnswerFault
{
    internal override void Falsify(JsonObject answer, FaultedRequest request)
    {
        if (answer["totalRecords"] is { } total)
        {
            answer["totalRecords"] = Math.Max(0, (int)total + By);
        }
    }
}
