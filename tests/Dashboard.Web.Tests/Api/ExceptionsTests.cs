using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Dashboard.Web.Tests.Support;

namespace Dashboard.Web.Tests.Api;

/// <summary>The register by the API, from the request to the end, with everybody who is refused.</summary>
public sealed class ExceptionsTests(RunningDemo demo)
{
    private const string Path = "/api/v1/exceptions";

    [Fact]
    public async Task An_exception_is_asked_for_approved_by_another_and_taken_back()
    {
        await using var own = await RunningDemo.StartAsync(new Dictionary<string, string?> { ["Demo:Apps"] = "40", ["Demo:Months"] = "0" });
        var app = await FailingAsync(own);
        var asked = await PostAsync(own, "security", "", Body(app, expires: InDays(10)));
        Assert.Equal(HttpStatusCode.Created, asked.Status);
        var id = (long)asked.Body!["id"]!;
        Assert.Equal($"{Path}/{id}", asked.Location);

        var detail = await own.GetAsync($"{Path}/{id}");
        Assert.Equal("exception,covers,history,asOf", Names(detail));
        Assert.Equal(
            "id,status,expiring,severity,rules,apps,reason,treatment,compensatingControl,riskOwner,evidenceLink,requestedAt,requestedBy,requesterId,"
            + "expires,decidedAt,decidedBy,endedAt,activeFrom,activeTo,renews,renewedBy",
            Names(detail["exception"]!));
        Assert.Equal(("Requested", "=cmd()", "demo:security"), (Text(detail["exception"]!["status"]), Text(detail["exception"]!["reason"]), Text(detail["exception"]!["requesterId"])));
        Assert.Equal("resourceId,name,rule,severity,finding,due,overdue,end,ended", Names(detail["covers"]![0]!));
        var due = (DateTimeOffset)detail["covers"]![0]!["due"]!;

        // Twice for the same failure, and by who asked: refused.
        Assert.Equal(HttpStatusCode.Conflict, (await PostAsync(own, "security", "", Body(app, expires: InDays(5)))).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await PostAsync(own, "security", $"/{id}/approve", null)).Status);
        Assert.Equal(HttpStatusCode.BadRequest, (await PostAsync(own, "approver", $"/{id}/reject", null)).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await PostAsync(own, "owner", $"/{id}/withdraw", null)).Status);
        Assert.Equal(HttpStatusCode.NoContent, (await PostAsync(own, "approver", $"/{id}/approve", new { comment = "Until the client is replaced" })).Status);
        Assert.Equal(HttpStatusCode.Conflict, (await PostAsync(own, "approver", $"/{id}/approve", null)).Status);
        Assert.Equal(HttpStatusCode.Conflict, (await PostAsync(own, "security", $"/{id}/withdraw", null)).Status);

        detail = await own.GetAsync($"{Path}/{id}");
        Assert.Equal(("Approved", true), (Text(detail["exception"]!["status"]), (bool)detail["exception"]!["expiring"]!));
        var active = (DateTimeOffset)detail["exception"]!["activeTo"]! - (DateTimeOffset)detail["exception"]!["activeFrom"]!;
        if (due > (DateTimeOffset)detail["exception"]!["activeFrom"]!) Assert.Equal(due + active, (DateTimeOffset)detail["covers"]![0]!["due"]!);
        var overview = (await own.GetAsync("/api/v1/overview"))["apps"]!;
        var excepted = (int)overview["excepted"]!;
        var row = await own.GetAsync("/api/v1/apps" + app);
        Assert.Equal(("NotEnforced", (bool?)true), (Text((row["app"] ?? row)["verdict"]), (bool?)(row["app"] ?? row)["excepted"]));

        var csv = await own.Client("reader").GetStringAsync(Path + ".csv?status=Approved");
        Assert.Contains("'=cmd()", csv, StringComparison.Ordinal);
        Assert.Contains(app, csv, StringComparison.Ordinal);

        Assert.Equal(HttpStatusCode.NoContent, (await PostAsync(own, "approver", $"/{id}/revoke", new { comment = "The client was replaced" })).Status);
        Assert.Equal(excepted - 1, (int)(await own.GetAsync("/api/v1/overview"))["apps"]!["excepted"]!);
        Assert.Equal(["Requested", "Approved", "Revoked"], (await own.GetAsync($"{Path}/{id}"))["history"]!.AsArray().Select(h => Text(h!["step"])));
        var trail = JsonNode.Parse(await own.Client("auditor").GetStringAsync($"/api/v1/audit?subject=exception:{id}"))!;
        Assert.Equal(["exception.revoked", "exception.approved", "exception.requested"], trail["items"]!.AsArray().Select(i => Text(i!["action"])));
    }

    [Fact]
    public async Task Owners_ask_and_comment_for_their_own_apps_alone()
    {
        await using var own = await RunningDemo.StartAsync(new Dictionary<string, string?> { ["Demo:Apps"] = "300" });
        var open = (await own.GetAsync("/api/v1/findings?status=Open&rule=MTLS001&stale=false&pageSize=1000"))["items"]!.AsArray();
        var names = Dashboard.Web.Access.Demo.Personas.All.Single(p => p.Key == "owner").OwnerNames;
        var mine = Text(open.First(f => names.Contains(Text(f!["owner"]), StringComparer.OrdinalIgnoreCase))!["resourceId"]);
        var others = Text(open.First(f => !names.Contains(Text(f!["owner"]), StringComparer.OrdinalIgnoreCase))!["resourceId"]);

        foreach (var apps in (string[][])[[others], [mine, others], [mine, "/subscriptions/none"]])
            Assert.Equal(HttpStatusCode.Forbidden, (await PostAsync(own, "owner", "", Body(apps, InDays(9)))).Status);
        var asked = await PostAsync(own, "owner", "", Body(mine, expires: InDays(9)));
        Assert.Equal(HttpStatusCode.Created, asked.Status);
        var id = (long)asked.Body!["id"]!;
        var foreign = (long)(await PostAsync(own, "security", "", Body(others, expires: InDays(9)))).Body!["id"]!;
        Assert.Equal(HttpStatusCode.Forbidden, (await PostAsync(own, "owner", $"/{foreign}/comment", new { comment = "x" })).Status);
        Assert.Equal(HttpStatusCode.NoContent, (await PostAsync(own, "owner", $"/{id}/comment", new { comment = "x" })).Status);
        Assert.Equal(HttpStatusCode.NoContent, (await PostAsync(own, "approver", $"/{id}/comment", new { comment = "x" })).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await PostAsync(own, "security", $"/{id}/withdraw", null)).Status);
        Assert.Equal(HttpStatusCode.NoContent, (await PostAsync(own, "owner", $"/{id}/withdraw", null)).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await PostAsync(own, "owner", "/999999/comment", new { comment = "x" })).Status);
    }

    [Fact]
    public async Task A_request_that_is_not_understood_names_what_is_wrong()
    {
        var app = await FailingAsync(demo);
        var before = (int)(await demo.GetAsync(Path))["total"]!;
        foreach (var (body, keys) in ((object, string)[])
        [
            (new { }, "apps,expires,rules,treatment"),
            (new { apps = new string?[] { null }, rules = new[] { "MTLS001" }, treatment = "RiskAccepted", expires = InDays(5) }, "apps"),
            (new { apps = Enumerable.Repeat("/x", 201), rules = new[] { "MTLS001" }, treatment = "RiskAccepted", expires = InDays(5) }, "apps"),
            (new { apps = new[] { app }, rules = new[] { "MTLS001" }, treatment = "Mitigated", expires = InDays(5) }, "compensatingControl,reason,riskOwner"),
            (Body([app], InDays(900)), "expires"),
            (Body([app], InDays(-1)), "expires"),
            (Body([app], InDays(5), link: "javascript:alert(1)"), "evidenceLink"),
            (Body([app], InDays(5), rule: "MTLS999"), "rules"),
            (Body(["/subscriptions/none"], InDays(5)), "apps,rules"),
            (Body([app], InDays(5), renews: 999999), "renews"),
        ])
        {
            var answer = await PostAsync(demo, "security", "", body);
            Assert.Equal(HttpStatusCode.BadRequest, answer.Status);
            Assert.Equal(keys, string.Join(',', answer.Body!["errors"]!.AsObject().Select(p => p.Key).Order()));
        }

        Assert.Equal(before, (int)(await demo.GetAsync(Path))["total"]!);
        using var client = demo.Client();
        foreach (var query in (string[])["status=Nowhere", "expiring=maybe", "expiresFrom=soon", "sort=reason", "treatment=Ignored", "nothing=1"])
            Assert.Equal(HttpStatusCode.BadRequest, (await client.GetAsync($"{Path}?{query}")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await client.GetAsync($"{Path}/999999")).StatusCode);
    }

    private static DateTimeOffset InDays(int days) => new DateTimeOffset(2026, 6, 30, 12, 0, 0, TimeSpan.Zero).AddDays(days);

    private static object Body(string app, DateTimeOffset expires) => Body([app], expires);

    private static object Body(string[] apps, DateTimeOffset expires, string rule = "MTLS001", string? link = null, long? renews = null) => new
    {
        apps,
        rules = new[] { rule },
        reason = "=cmd()",
        treatment = "RiskAccepted",
        riskOwner = "Head of Payments",
        expires,
        evidenceLink = link,
        renews,
    };

    /// <summary>An app that fails the first rule, with no exception on it.</summary>
    private static async Task<string> FailingAsync(RunningDemo demo)
    {
        var findings = (await demo.GetAsync("/api/v1/findings?status=Open&rule=MTLS001&stale=false&pageSize=1000"))["items"]!.AsArray();
        foreach (var finding in findings)
        {
            var id = Text(finding!["resourceId"]);
            if (Text(finding["verdict"]) == "NotEnforced" && (int)(await demo.GetAsync($"{Path}?app={Uri.EscapeDataString(id)}"))["total"]! == 0) return id;
        }

        throw new InvalidOperationException("Every failing app of the demo has an exception.");
    }

    private static async Task<(HttpStatusCode Status, JsonNode? Body, string? Location)> PostAsync(RunningDemo demo, string persona, string path, object? body)
    {
        using var client = demo.Client(persona);
        using var answer = body is null ? await client.PostAsync(Path + path, null) : await client.PostAsJsonAsync(Path + path, body);
        var text = await answer.Content.ReadAsStringAsync();
        return (answer.StatusCode, text.Length > 0 ? JsonNode.Parse(text) : null, answer.Headers.Location?.ToString());
    }

    private static string Text(JsonNode? node) => (string?)node ?? "";

    private static string Names(JsonNode node) => string.Join(',', node.AsObject().Select(p => p.Key));
}
