using System.Net;
using System.Net.Http.Json;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Dashboard.Web.Api;
using Dashboard.Web.Tests.Support;

namespace Dashboard.Web.Tests.Api;

/// <summary>
/// The published description. Its examples are answers that the demo of these tests gave: with UPDATE_DOCS=1 they
/// are asked for and written down anew, which is needed after the shape of an answer changed.
/// </summary>
public sealed class OpenApiTests(RunningDemo demo)
{
    private const string AsOf = "asOf=2026-06-20";

    /// <summary>What was asked to get the example of an operation.</summary>
    private static readonly Dictionary<string, string> Requests = new()
    {
        ["get-health-live"] = "/health/live",
        ["get-health-ready"] = "/health/ready",
        ["get-overview"] = $"/api/v1/overview?{AsOf}",
        ["get-kpis-coverage"] = "/api/v1/kpis/coverage?from=2026-06-19&to=2026-06-20",
        ["get-apps"] = $"/api/v1/apps?verdict=Gaps&pageSize=1&{AsOf}",
        ["get-apps-id"] = $"/api/v1/apps{{app}}?{AsOf}",
        ["get-plans"] = $"/api/v1/plans?month=2026-06&sort=-cost&pageSize=1&{AsOf}",
        ["get-plans-id"] = $"/api/v1/plans{{plan}}?month=2026-06&{AsOf}",
        ["get-costs"] = $"/api/v1/costs?from=2026-05&to=2026-06&{AsOf}",
        ["get-unlock-costs-realised"] = $"/api/v1/unlock-costs/realised?pageSize=1&{AsOf}",
        ["get-unlock-costs"] = $"/api/v1/unlock-costs?pageSize=1&{AsOf}",
        ["get-assumptions"] = $"/api/v1/assumptions?{AsOf}",
        ["get-changes"] = $"/api/v1/changes?direction=worse&kind=Changed&pageSize=1&{AsOf}",
        ["get-history"] = $"/api/v1/history?verdict=Gaps&pageSize=1&{AsOf}",
        ["get-findings"] = $"/api/v1/findings?end=Remediated&pageSize=1&{AsOf}",
        ["get-findings-id"] = $"/api/v1/findings/{{finding}}?{AsOf}",
        ["get-exceptions"] = $"/api/v1/exceptions?status=Approved&pageSize=1&{AsOf}",
        ["get-policy-exemptions"] = $"/api/v1/policy-exemptions?finding=NoExpiry&pageSize=1&{AsOf}",
        ["get-certificates"] = "/api/v1/certificates?q=example-client&sort=expires&pageSize=1",
        ["get-certificates-id"] = "/api/v1/certificates/{certificate}",
        ["get-certificates-calendar"] = "/api/v1/certificates/calendar?by=month&from=2026-07-01&periods=2",
        ["get-kpis-renewal-lead-time"] = "/api/v1/kpis/renewal-lead-time?from=2026-01-01",
        ["get-pkis"] = "/api/v1/pkis?pageSize=1",
        ["get-exceptions-id"] = $"/api/v1/exceptions/{{exception}}?{AsOf}",
        ["get-kpis-time-to-remediate"] = "/api/v1/kpis/time-to-remediate?from=2026-06-19&to=2026-06-20",
        ["get-kpis-findings"] = "/api/v1/kpis/findings?from=2026-06-19&to=2026-06-20",
        ["get-kpis-finding-weeks"] = $"/api/v1/kpis/finding-weeks?weeks=2&{AsOf}",
        ["get-snapshots"] = $"/api/v1/snapshots?pageSize=1&{AsOf}",
        ["get-snapshots-month"] = "/api/v1/snapshots/2026-05",
        ["get-runs"] = $"/api/v1/runs?pageSize=1&{AsOf}",
        ["get-runs-id"] = "/api/v1/runs/1",
        ["get-rules"] = $"/api/v1/rules?{AsOf}",
        ["get-tags"] = $"/api/v1/tags?kind=sensitivity&standing=invalid&pageSize=1&{AsOf}",
        ["get-untagged"] = $"/api/v1/untagged?kind=owner&pageSize=1&{AsOf}",
        ["get-connections"] = "/api/v1/connections",
        ["get-subscriptions"] = "/api/v1/subscriptions?pageSize=2",
        ["get-audit"] = "/api/v1/audit?action=demo.filled&pageSize=1",
        ["get-status"] = "/api/v1/status",
    };

    [Fact]
    public async Task Every_operation_is_described()
    {
        var wrong = new List<string>();
        await foreach (var (name, operation) in OperationsAsync())
        {
            if (string.IsNullOrWhiteSpace((string?)operation["summary"])) wrong.Add($"{name} has no summary");
            foreach (var parameter in Items(operation["parameters"]))
            {
                if (string.IsNullOrWhiteSpace((string?)parameter["description"])) wrong.Add($"{name}: {parameter["name"]} is not described");
            }

            var answers = operation["responses"]!.AsObject();
            if (!answers.Any(a => a.Key is "200" or "201" or "202" or "204")) wrong.Add($"{name} has no answer");
            if (name.Contains("/health/", StringComparison.Ordinal)) continue;
            if (!answers.ContainsKey("401") || !answers.ContainsKey("403")) wrong.Add($"{name} does not say what happens to strangers");
            foreach (var (status, answer) in answers.Where(a => a.Key[0] == '4'))
            {
                if (answer!["content"]?["application/problem+json"]?["schema"] is null) wrong.Add($"{name}: {status} is no problem");
            }
        }

        Assert.Empty(wrong);
    }

    [Fact]
    public async Task Every_answer_has_an_example_that_fits_its_schema()
    {
        if (Environment.GetEnvironmentVariable("UPDATE_DOCS") == "1") Assert.Skip("Recorded by the test beside.");
        var document = await demo.GetAsync("/openapi/v1.json");
        var (wrong, examples) = (new List<string>(), 0);
        await foreach (var (name, operation) in OperationsAsync())
        {
            foreach (var (place, type, media) in Media(operation))
            {
                if (type is not ("application/json" or "application/problem+json" or "text/csv") || place == "503") continue;
                examples++;
                var example = media["example"];
                if (example is null) wrong.Add($"{name} {place} {type}: no example");
                else wrong.AddRange(new JsonSchema(document).Problems(media["schema"]!, example).Select(p => $"{name} {place} {type}: {p}"));
            }
        }

        Assert.True(wrong.Count == 0, string.Join('\n', wrong) + "\nAfter a change of an answer's shape: see the summary of this class.");
        Assert.True(examples > 40);
    }

    [Fact]
    public async Task What_the_demo_answers_now_fits_the_schemas_too()
    {
        var document = await demo.GetAsync("/openapi/v1.json");
        var wrong = new List<string>();
        await foreach (var (name, operation) in OperationsAsync())
        {
            var operationName = NameOf(name);
            if (!Requests.TryGetValue(operationName, out var request)) continue;
            var schema = operation["responses"]!["200"]!["content"]!["application/json"]!["schema"]!;
            var answer = JsonNode.Parse(await (await AskAsync(request)).Content.ReadAsStringAsync())!;
            wrong.AddRange(new JsonSchema(document).Problems(schema, answer).Select(p => $"{name}: {p}"));
        }

        Assert.Empty(wrong);
    }

    [Fact]
    public async Task Record_the_examples()
    {
        if (Environment.GetEnvironmentVariable("UPDATE_DOCS") != "1") Assert.Skip("Only on demand.");
        await RecordCertificatesAsync();
        foreach (var (operation, request) in Requests)
        {
            await WriteAsync(operation, 200, "application/json", await AskAsync(request));
            if (operation.Contains("health", StringComparison.Ordinal) || operation is "get-apps-id" or "get-plans-id" or "get-findings-id" or "get-exceptions-id" or "get-certificates-id" or "get-certificates-calendar" or "get-kpis-renewal-lead-time" or "get-snapshots-month" or "get-runs-id" or "get-status" or "get-connections") continue;
            var file = request.Split('?');
            await WriteAsync(operation, 200, "text/csv", await AskAsync(request, "text/csv"));
            await WriteAsync(operation + "-format", 200, "text/csv", await AskAsync($"{file[0]}.csv?{file[1]}"));
            await WriteAsync(operation + "-format", 200, "application/json", await AskAsync($"{file[0]}.json?{file[1]}"));
        }

        await WriteAsync("get-snapshots-month-format", 200, "text/csv", await AskAsync("/api/v1/snapshots/2026-05.csv"));
        await WriteAsync("get-snapshots-month-format", 200, "application/json", await AskAsync("/api/v1/snapshots/2026-05.json"));
        await WriteAsync("", 400, "application/problem+json", await AskAsync("/api/v1/apps?verdcit=Gaps"));
        await WriteAsync("", 401, "application/problem+json", await demo.Client(null).GetAsync("/api/v1/apps"));
        await WriteAsync("", 403, "application/problem+json", await demo.Client("reader").GetAsync("/api/v1/audit"));
        await WriteAsync("", 404, "application/problem+json", await AskAsync("/api/v1/runs/999999"));
        await WriteAsync("", 409, "application/problem+json", await demo.Client("security").PostAsync("/api/v1/runs/1/cancel", null));
        // Nothing is different: an answer without a change.
        var assumed = await demo.GetAsync("/api/v1/assumptions");
        await WriteAsync(
            "put-assumptions", 200, "application/json",
            await demo.Client("finops").PutAsJsonAsync("/api/v1/assumptions", new { version = (long)assumed["version"]!, reason = "Reviewed", changes = new[] { new { key = "costs.pki.currency", value = "EUR" } } }));
        await WriteAsync("post-connections-test", 200, "application/json", await demo.Client("security").PostAsync("/api/v1/connections/test", null));
        await WriteAsync(
            "post-connections-source-test", 200, "application/json",
            await demo.Client("security").PostAsync("/api/v1/connections/resourceGraph/test", null));
        await WriteAsync("post-runs", 202, "application/json", await demo.Client("security").PostAsync("/api/v1/runs", null));
    }

    private async Task<HttpResponseMessage> AskAsync(string request, string accept = "application/json")
    {
        if (request.Contains("{app}", StringComparison.Ordinal))
        {
            var apps = await demo.GetAsync($"/api/v1/apps?verdict=Gaps&pageSize=1&{AsOf}");
            request = request.Replace("{app}", (string)apps["items"]![0]!["resourceId"]!, StringComparison.Ordinal);
        }

        if (request.Contains("{plan}", StringComparison.Ordinal))
        {
            var plans = await demo.GetAsync($"/api/v1/plans?month=2026-06&sort=-cost&pageSize=1&{AsOf}");
            request = request.Replace("{plan}", (string)plans["items"]![0]!["resourceId"]!, StringComparison.Ordinal);
        }

        if (request.Contains("{certificate}", StringComparison.Ordinal))
        {
            await ImportExamplesAsync();
            var certificates = await demo.GetAsync("/api/v1/certificates?q=example-client&sort=expires&pageSize=1");
            request = request.Replace("{certificate}", certificates["items"]![0]!["id"]!.ToString(), StringComparison.Ordinal);
        }

        if (request.Contains("{finding}", StringComparison.Ordinal))
        {
            var findings = await demo.GetAsync($"/api/v1/findings?status=Open&rule=MTLS001&pageSize=1&{AsOf}");
            request = request.Replace("{finding}", findings["items"]![0]!["id"]!.ToString(), StringComparison.Ordinal);
        }

        if (request.Contains("{exception}", StringComparison.Ordinal))
        {
            var exceptions = await demo.GetAsync($"/api/v1/exceptions?status=Approved&pageSize=1&{AsOf}");
            request = request.Replace("{exception}", exceptions["items"]![0]!["id"]!.ToString(), StringComparison.Ordinal);
        }

        var client = demo.Client(request.Contains("/audit", StringComparison.Ordinal) || request.Contains("/connections", StringComparison.Ordinal) ? "auditor" : "reader");
        client.DefaultRequestHeaders.Add("Accept", accept);
        return await client.GetAsync(request);
    }

    /// <summary>The demo has no certificates by itself; these are those of the examples.</summary>
    private async Task<HttpResponseMessage> ImportExamplesAsync()
    {
        const string File = "subject,issuer,serial,notBefore,notAfter,key,keySize,ekus,sans,custody\n"
            + "\"CN=example-client, O=Contoso\",\"CN=Contoso Client CA, O=Contoso\",1A2B,2025-07-15,2026-07-15,EC,256,clientAuth,dns:client.contoso.example,notExportable\n"
            + "\"CN=example-client, O=Contoso\",\"CN=Contoso Client CA, O=Contoso\",1A2C,2026-06-15,2027-06-15,EC,256,clientAuth,dns:client.contoso.example,notExportable\n";
        return await demo.Client("security").PostAsync("/api/v1/certificates/import", new StringContent(File, Encoding.UTF8, "text/csv"));
    }

    private async Task RecordCertificatesAsync()
    {
        await WriteAsync("post-certificates-import", 200, "application/json", await ImportExamplesAsync());
        await WriteAsync("", 415, "application/problem+json", await demo.Client("security").PostAsync("/api/v1/certificates/import", new StringContent("x", Encoding.UTF8, "text/plain")));
        await WriteAsync("post-pkis", 201, "application/json", await demo.Client("security").PostAsJsonAsync(
            "/api/v1/pkis", new { name = "Contoso clients", issuers = new[] { "CN=Contoso Client CA, O=Contoso" }, owner = "Team Identity", renewalDays = 30, costPerCertificate = 1.5, currency = "EUR" }));
    }

    private static async Task WriteAsync(string operation, int status, string type, HttpResponseMessage answer)
    {
        Assert.Equal((HttpStatusCode)status, answer.StatusCode);
        var text = await answer.Content.ReadAsStringAsync();
        if (type != "text/csv") text = JsonNode.Parse(text)!.ToJsonString(Readable) + "\n";
        await File.WriteAllTextAsync(Path.Combine(Folder(), ApiExamples.FileOf(operation, status, type)), text, new UTF8Encoding(false));
    }

    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static string Folder([CallerFilePath] string file = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(file)!, "../../../src/Dashboard.Web/Api/Examples"));

    private async IAsyncEnumerable<(string Name, JsonNode Operation)> OperationsAsync()
    {
        var document = await demo.GetAsync("/openapi/v1.json");
        foreach (var (path, item) in document["paths"]!.AsObject())
        {
            foreach (var (method, operation) in item!.AsObject().Where(o => o.Key is "get" or "post" or "put" or "delete" or "patch"))
                yield return ($"{method.ToUpperInvariant()} {path}", operation!);
        }
    }

    private static string NameOf(string operation) => ApiExamples.NameOf(operation.Split(' ')[0], operation.Split(' ')[1]);

    private static IEnumerable<(string Place, string Type, JsonNode Media)> Media(JsonNode operation)
    {
        var answers = operation["responses"]!.AsObject().SelectMany(a => Contents(a.Key, a.Value!));
        return operation["requestBody"] is { } body ? answers.Concat(Contents("request", body)) : answers;

        static IEnumerable<(string, string, JsonNode)> Contents(string place, JsonNode holder) =>
            holder["content"] is JsonObject content ? content.Select(c => (place, c.Key, c.Value!)) : [];
    }

    private static IEnumerable<JsonNode> Items(JsonNode? array) => array is JsonArray items ? items.Select(i => i!) : [];
}
