using System.Globalization;
using Dashboard.Azure.Tests.Support;

namespace Dashboard.Azure.Tests.Costs;

/// <summary>Answers as Cost Management writes them.</summary>
internal static class CostAnswer
{
    public const string Monthly = """{"name":"Cost","type":"Number"},{"name":"BillingMonth","type":"Datetime"},{"name":"ResourceId","type":"String"},{"name":"Currency","type":"String"}""";

    public static string PlanId(string name, string subscription = Canned.Subscription) =>
        $"/subscriptions/{subscription}/resourcegroups/rg-shop/providers/microsoft.web/serverfarms/{name}";

    public static string Row(string amount, string month, string plan, string currency = "EUR") =>
        $"""[{amount},"{month}-01T00:00:00","{PlanId(plan)}","{currency}"]""";

    public static FakeAnswer Page(string columns, string? nextLink, params string[] rows) => new(200, $$"""
        {"id":"subscriptions/{{Canned.Subscription}}/providers/Microsoft.CostManagement/query/5cf86ea0-0000-4000-8000-000000000000",
        "name":"5cf86ea0-0000-4000-8000-000000000000","type":"Microsoft.CostManagement/query","location":null,"sku":null,"eTag":null,
        "properties":{"nextLink":{{(nextLink is null ? "null" : $"\"{nextLink}\"")}},"columns":[{{columns}}],"rows":[{{string.Join(',', rows)}}]} }
        """);

    public static FakeAnswer Throttled(string header, int seconds) =>
        new FakeAnswer(429, """{"error":{"code":"429","message":"Too many requests. Please retry."}}""")
            .With(header, seconds.ToString(CultureInfo.InvariantCulture));
}
