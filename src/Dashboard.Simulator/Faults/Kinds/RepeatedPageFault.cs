using System.Text.Json.Nodes;
using Dashboard.Simulator.ResourceGraph;

namespace Dashboard.Simulator.Faults.Kinds;

/// <summary>The token for a next page leads back to rows that were read already. First pages have no token and pass.</summary>
/// <param name="Endless">
/// Back to the very first page with its token, so that a caller who trusts the tokens goes in a circle. Otherwise to the page
/// before, whose rows come in place of the right ones, and on from there.
/// </param>
public sealed record RepeatedPageFault(bool Endless = false) : AnswerFault
{
    internal override void Prepare(FaultedRequest request) => request.Rewrite(body =>
    {
        if (Options(body) is not { } options)
        {
            return;
        }

        if (Endless)
        {
            options.Remove("$skipToken");
        }
        else
        {
            options["$skipToken"] = SkipToken.Moved((string)options["$skipToken"]!, -Rows(options));
        }
    });

    internal override void Falsify(JsonObject answer, FaultedRequest request)
    {
        if (Endless || Options(request.GraphBody) is not { } options || answer["$skipToken"] is not { } token)
        {
            return;
        }

        var next = (string)token!;
        answer["$skipToken"] = SkipToken.Moved(next, Rows(options));
        if (SkipToken.Rows(next) + Rows(options) >= (int)answer["totalRecords"]!)
        {
            answer.Remove("$skipToken");
        }
    }

    private static JsonObject? Options(JsonObject? body) =>
        body?["options"] is JsonObject options && options["$skipToken"] is JsonValue ? options : null;

    private static int Rows(JsonObject options) => (int?)options["$top"] ?? 1000;
}
