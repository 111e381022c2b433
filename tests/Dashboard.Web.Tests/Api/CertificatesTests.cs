using System.Net;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Dashboard.Core.Certificates;
using Dashboard.Web.Api;
using Dashboard.Web.Api.Contracts;
using Dashboard.Web.Tests.Support;

namespace Dashboard.Web.Tests.Api;

/// <summary>The inventory of client certificates over HTTP: files in, lists out, and every step with its refusals.</summary>
public sealed class CertificatesTests(RunningDemo demo)
{
    private const string Header = "subject,issuer,serial,notBefore,notAfter,custody\n";

    [Fact]
    public async Task A_file_goes_in_once_and_comes_out_as_list_and_file()
    {
        var file = Header + "CN=list-a,CN=list-ca,1,2026-01-01,2026-04-01,exportable\nCN=list-a,CN=list-ca,2,2026-03-20,2026-12-31,\n";
        var tried = await ImportAsync(file, "?dryRun=true");
        Assert.Equal((true, true, 2), ((bool)tried["taken"]!, (bool)tried["dryRun"]!, (int)tried["added"]!));
        Assert.Equal(0, (int)(await demo.GetAsync("/api/v1/certificates?q=list-a"))["total"]!);
        Assert.Equal(2, (int)(await ImportAsync(file))["added"]!);
        var again = await ImportAsync(file);
        Assert.Equal((0, 2), ((int)again["added"]!, (int)again["unchanged"]!));
        Assert.Null(again["importId"]);

        var list = await demo.GetAsync("/api/v1/certificates?q=list-a&sort=-expires");
        Assert.Equal(["2", "1"], list["items"]!.AsArray().Select(c => (string)c!["serial"]!));
        var old = list["items"]![1]!;
        Assert.Equal(("Superseded", "SameClient", 12.0), ((string)old["status"]!, (string)old["successor"]!["basis"]!, (double)old["leadDays"]!));
        Assert.Contains("ExportableKey", old["weaknesses"]!.AsArray().Select(w => (string)w!));
        var detail = await demo.GetAsync($"/api/v1/certificates/{old["id"]}");
        Assert.Equal(2, detail["chain"]!.AsArray().Count);
        using var client = demo.Client();
        var csv = await client.GetStringAsync("/api/v1/certificates.csv?q=list-a");
        Assert.Equal(3, csv.TrimEnd().Split("\r\n").Length);
        Assert.Contains("q=list-a", csv, StringComparison.Ordinal);
        client.DefaultRequestHeaders.Add("Accept", "text/csv");
        // Each file says when it was taken, which is the moment of the clock.
        var accepted = await client.GetStringAsync("/api/v1/certificates?q=list-a");
        Assert.Equal(csv.Split("\r\n").Select(l => l.Split(',')[0]), accepted.Split("\r\n").Select(l => l.Split(',')[0]));
        // Before it was imported nobody knew of it.
        Assert.Equal(0, (int)(await demo.GetAsync("/api/v1/certificates?q=list-a&asOf=2026-06-20"))["total"]!);
    }

    [Fact]
    public async Task Bad_rows_are_told_with_their_numbers_and_nothing_is_taken()
    {
        var file = Header + "CN=bad-a,CN=bad-ca,1,2026-01-01,2026-04-01,\nCN=bad-b,,zz,2026-01-01,2026-04-01,perhaps\n";
        var refused = await ImportAsync(file, status: HttpStatusCode.BadRequest);
        var error = Assert.Single(refused["import"]!["errors"]!.AsArray())!;
        Assert.Equal((2, 3), ((int)error["row"]!, (int)error["line"]!));
        Assert.Equal(["issuer", "serial", "custody"], error["problems"]!.AsArray().Select(p => (string)p!["column"]!));
        Assert.Equal(0, (int)(await demo.GetAsync("/api/v1/certificates?q=bad-"))["total"]!);
        Assert.Equal(1, (int)(await ImportAsync(file, "?mode=good"))["added"]!);
    }

    [Fact]
    public async Task What_is_refused_is_not_in_the_answer()
    {
        using var key = ECDsa.Create();
        var secret = Convert.ToBase64String(key.ExportPkcs8PrivateKey());
        var refused = await ImportAsync($"certificate\n{secret}\n", "?mode=good", HttpStatusCode.BadRequest);
        Assert.DoesNotContain(secret, refused.ToJsonString(), StringComparison.Ordinal);
        Assert.Contains("private key", refused.ToJsonString(), StringComparison.Ordinal);
        Assert.NotNull((await ImportAsync(key.ExportPkcs8PrivateKeyPem(), status: HttpStatusCode.BadRequest, type: "application/x-pem-file"))["import"]);
        await ImportAsync("x", status: HttpStatusCode.UnsupportedMediaType, type: "text/plain");
        await ImportAsync("x", "?mode=some", HttpStatusCode.BadRequest);
        await ImportAsync("x", "?moed=good", HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task A_file_longer_than_other_bodies_goes_in()
    {
        var file = new StringBuilder(Header);
        for (var i = 1; i <= 4000; i++) file.Append("CN=long-").Append(i).Append(",CN=long-ca,").Append(i.ToString("X", null)).Append(",2026-01-01,2026-12-31,\n");
        Assert.True(file.Length > 128 * 1024);
        Assert.Equal(4000, (int)(await ImportAsync(file.ToString()))["added"]!);
        var page = await demo.GetAsync("/api/v1/certificates?q=long-&sort=client&page=2&pageSize=1000");
        Assert.Equal((4000, 1000), ((int)page["total"]!, page["items"]!.AsArray().Count));
    }

    [Fact]
    public async Task Steps_say_what_they_did_and_what_they_refuse()
    {
        await ImportAsync(Header + "CN=step,CN=step-ca,1,2026-01-01,2026-12-01,\nCN=step,CN=step-ca,2,2026-02-01,2026-12-31,\n");
        var items = (await demo.GetAsync("/api/v1/certificates?q=step&sort=issued"))["items"]!;
        var (old, next) = ((long)items[0]!["id"]!, (long)items[1]!["id"]!);
        Assert.Equal(next, (long)items[0]!["suggestion"]!);
        Assert.Equal(HttpStatusCode.BadRequest, await PostAsync($"certificates/{next}/confirm-successor", new { successor = old }));
        Assert.Equal(HttpStatusCode.NotFound, await PostAsync($"certificates/{next}/confirm-successor", new { successor = 999999 }));
        Assert.Equal(HttpStatusCode.BadRequest, await PostAsync($"certificates/{next}/confirm-successor", new { }));
        Assert.Equal(HttpStatusCode.NoContent, await PostAsync($"certificates/{old}/confirm-successor", new { successor = next }));
        Assert.Equal("Confirmed", (string)(await demo.GetAsync($"/api/v1/certificates/{old}"))["certificate"]!["successor"]!["basis"]!);
        Assert.Equal(HttpStatusCode.BadRequest, await PostAsync($"certificates/{next}/retire", new { reason = "" }));
        Assert.Equal(HttpStatusCode.NoContent, await PostAsync($"certificates/{next}/retire", new { reason = "switched off" }));
        Assert.Equal(HttpStatusCode.Conflict, await PostAsync($"certificates/{next}/retire", new { reason = "switched off" }));
        Assert.Equal(HttpStatusCode.BadRequest, await PostAsync($"certificates/{next}/revoke", new { reason = "lost", revokedAt = "2099-01-01T00:00:00Z" }));
        Assert.Equal(HttpStatusCode.NoContent, await PostAsync($"certificates/{next}/revoke", new { reason = "lost", revokedAt = "2026-03-01T00:00:00Z" }));
        Assert.Equal("Revoked", (string)(await demo.GetAsync($"/api/v1/certificates/{next}"))["certificate"]!["status"]!);
    }

    [Fact]
    public async Task The_register_of_PKIs_is_written_and_read()
    {
        var body = new { name = "Reg", issuers = new[] { "CN=reg-ca" }, costPerCertificate = 2.5, currency = "EUR", revocationPoints = new[] { "http://crl.contoso.example/a.crl" } };
        using var security = demo.Client("security");
        using var made = await security.PostAsJsonAsync("/api/v1/pkis", body);
        Assert.Equal(HttpStatusCode.Created, made.StatusCode);
        var id = (long)JsonNode.Parse(await made.Content.ReadAsStringAsync())!["id"]!;
        Assert.Equal(HttpStatusCode.Conflict, await PostAsync("pkis", body));
        Assert.Equal(HttpStatusCode.BadRequest, await PostAsync("pkis", new { name = "", issuers = new[] { "nobody" } }));
        var pki = (await demo.GetAsync("/api/v1/pkis"))["items"]!.AsArray().Single(p => (long)p!["id"]! == id)!;
        Assert.Equal(("Reg", 2.5m, (string?)null), ((string)pki["name"]!, (decimal)pki["costPerCertificate"]!, (string?)pki["owner"]));
        Assert.Equal(HttpStatusCode.Conflict, await PutAsync(id, new { body.name, body.issuers, owner = "x", version = 1 }));
        Assert.Equal(HttpStatusCode.NoContent, await PutAsync(id, new { body.name, body.issuers, owner = "Team", version = (long)pki["version"]! }));
        Assert.Equal(HttpStatusCode.NotFound, await PutAsync(999999, new { name = "None", issuers = new[] { "CN=none" } }));
        Assert.Contains("Team", await demo.Client().GetStringAsync("/api/v1/pkis.csv"), StringComparison.Ordinal);

        async Task<HttpStatusCode> PutAsync(long number, object changed)
        {
            using var answer = await security.PutAsJsonAsync($"/api/v1/pkis/{number}", changed);
            return answer.StatusCode;
        }
    }

    [Fact]
    public async Task KPI_2_and_the_calendar_are_as_known_at_the_moment()
    {
        await ImportAsync(Header + "CN=kpi,CN=kpi-ca,1,2026-01-01,2026-04-01,\nCN=kpi,CN=kpi-ca,2,2026-03-22,2026-12-31,\n");
        var now = await demo.GetAsync("/api/v1/kpis/renewal-lead-time");
        Assert.True((int)now["certificates"]! >= 2 && (int)now["renewals"]! >= 1);
        // What was known before the demo began was nothing: not measured, which is not 0.
        var then = await demo.GetAsync("/api/v1/kpis/renewal-lead-time?from=2024-03-01&to=2024-06-20");
        Assert.Null(then["renewals"]);
        Assert.Null(then["averageDays"]);
        var known = await demo.GetAsync("/api/v1/kpis/renewal-lead-time?from=2026-03-22&to=2026-03-22&asOf=2026-06-30");
        Assert.True(known["renewals"] is null || (int)known["renewals"]! >= 0);
        var months = await demo.GetAsync("/api/v1/certificates/calendar?by=month&from=2026-12-01&periods=1");
        Assert.True((int)months["items"]![0]!["withoutSuccessor"]! >= 1);
        foreach (var wrong in new[] { "certificates/calendar?by=year", "certificates/calendar?periods=999", "kpis/renewal-lead-time?from=2026-05-01&to=2026-04-01", "certificates?status=Gone", "certificates?pki=x" })
        {
            using var answer = await demo.Client().GetAsync("/api/v1/" + wrong);
            Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        }
    }

    [Fact]
    public async Task What_a_pipeline_hands_over_is_read_as_a_row_is()
    {
        var example = ApiExamples.Find("post-certificates", 0, "application/json");
        var body = example.Deserialize<CertificatesBody>(ApiJson.Options)!.Certificates![0]!;
        var draft = Assert.Single(await CertificateImports.RowsOf([body]).ToListAsync()).Draft!;
        Assert.Equal(("CN=example-client, O=Contoso", "1A2C", 256), (draft.Facts.Subject.Text, draft.Facts.Serial, draft.Facts.KeySize));
        Assert.Equal((CertificateSource.Ingest, KeyCustody.NotExportable, true), (draft.Origin.Source, draft.Custody, draft.Facts.AllowsClientAuth));
        Assert.Equal(("dns:client.contoso.example", 1), (draft.Facts.Sans!.Single().ToString(), draft.Apps.Count));
        // A part of a list may have a semicolon in it, and everything that is wrong is told.
        var uri = body with { Sans = ["uri:https://contoso.example/a;b|c"] };
        Assert.Equal("uri:https://contoso.example/a;b|c", (await CertificateImports.RowsOf([uri]).ToListAsync())[0].Draft!.Facts.Sans!.Single().ToString());
        using var key = ECDsa.Create();
        var rows = await CertificateImports.RowsOf(
            [null, body with { Issuer = null, NotAfter = "soon" }, body with { Certificate = key.ExportPkcs8PrivateKeyPem() }, body]).ToListAsync();
        Assert.Equal([1, 2, 1], rows.Select(r => r.Problems.Count));
        Assert.Equal([false, false, true], rows.Select(r => r.RefusesAll));
    }

    private async Task<JsonNode> ImportAsync(string file, string query = "", HttpStatusCode status = HttpStatusCode.OK, string type = "text/csv")
    {
        using var client = demo.Client("security");
        using var answer = await client.PostAsync("/api/v1/certificates/import" + query, new StringContent(file, Encoding.UTF8, type));
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(status == answer.StatusCode, $"{answer.StatusCode}: {text}");
        return JsonNode.Parse(text)!;
    }

    private async Task<HttpStatusCode> PostAsync(string path, object body)
    {
        using var client = demo.Client("security");
        using var answer = await client.PostAsJsonAsync("/api/v1/" + path, body);
        return answer.StatusCode;
    }
}
