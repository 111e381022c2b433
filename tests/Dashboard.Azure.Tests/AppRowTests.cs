using System.Text.Json;
using Dashboard.Azure.ResourceGraph;
using Dashboard.Azure.Rows;
using Dashboard.Azure.Tests.Support;
using Dashboard.Core.Inventory;

namespace Dashboard.Azure.Tests;

public sealed class AppRowTests
{
    private static readonly string[] Absent = ["not read"];

    [Fact]
    public void A_row_is_read_into_an_observation()
    {
        var app = Read(Canned.App(7))!;

        Assert.Equal(Canned.AppId(7), app.ResourceId);
        Assert.Equal(("app-00007", "app", "westeurope", "Running"), (app.Name, app.Kind, app.Location, app.State));
        Assert.Equal((Canned.Subscription, "rg-shop", "app-00007.azurewebsites.net"), (app.SubscriptionId, app.ResourceGroup, app.DefaultHostName));
        Assert.EndsWith("/serverfarms/plan1", app.PlanId, StringComparison.Ordinal);
        Assert.Equal("shop", app.Tags["OWNER"]);
        Assert.Equal((Reading.Of(true), Reading.Of("Standard")), (app.Enabled, app.SiteTier));
        Assert.Equal((Reading.Of(false), Reading.Of("Required")), (app.ClientCertEnabled, app.ClientCertMode));
        Assert.Equal((Reading.Null<string>(), Reading.Null<string>()), (app.ExclusionPaths, app.ExclusionEndPoints));
        Assert.Equal((Reading.Of(true), Reading.Of("Enabled")), (app.HttpsOnly, app.PublicNetworkAccess));
        Assert.Equal((Reading.Of(false), Reading.Of("1.2")), (app.Http20Enabled, app.MinTlsVersion));
        Assert.Equal([new AccessRule("Any", true)], app.AccessRestrictions.Value!.Rules);
        Assert.True(app.ConfigurationRead);
        Assert.False(app.IsSlot);
    }

    [Theory]
    [InlineData("true", "true")]
    [InlineData("false", "false")]
    [InlineData("\"True\"", "true")]
    [InlineData("\" false \"", "false")]
    [InlineData("null", "null")]
    [InlineData("\"yes\"", "not understood: \"yes\"")]
    [InlineData("\"\"", "not understood: \"\"")]
    [InlineData("1", "not understood: 1")]
    [InlineData("[true]", "not understood: [true]")]
    [InlineData("{\"a\":1}", "not understood: {\"a\":1}")]
    public void A_flag_keeps_value_null_and_what_is_not_understood_apart(string json, string evidence) =>
        Assert.Equal(evidence, Read(Canned.App(0, $"\"clientCertEnabled\":{json}"))!.ClientCertEnabled.Evidence());

    [Theory]
    [InlineData("\"Optional\"", "\"Optional\"")]
    [InlineData("\"\"", "\"\"")]
    [InlineData("null", "null")]
    [InlineData("1", "not understood: 1")]
    [InlineData("[\"Required\"]", "not understood: [\"Required\"]")]
    [InlineData("{}", "not understood: {}")]
    [InlineData("true", "not understood: true")]
    public void A_text_keeps_value_null_and_what_is_not_understood_apart(string json, string evidence)
    {
        Assert.Equal(evidence, Read(Canned.App(0, $"\"clientCertMode\":{json}"))!.ClientCertMode.Evidence());
        Assert.Equal(evidence, Read(Canned.App(0, $"\"clientCertExclusionPaths\":{json}"))!.ExclusionPaths.Evidence());
    }

    [Theory]
    [InlineData("null", "null")]
    [InlineData("\"/a;/b\"", "\"/a;/b\"")]
    [InlineData("[\"/a\",\"/b\"]", "\"/a;/b\"")]
    [InlineData("[]", "\"\"")]
    [InlineData("[\"/a\",1]", "not understood: [\"/a\",1]")]
    [InlineData("7", "not understood: 7")]
    public void Exclusion_end_points_are_a_text_or_an_array_of_texts(string json, string evidence) =>
        Assert.Equal(evidence, Read(Canned.App(0, $"\"clientCertExclusionEndPoints\":{json}"))!.ExclusionEndPoints.Evidence());

    [Theory]
    [InlineData("1.2", "\"1.2\"")]
    [InlineData("\"1.3\"", "\"1.3\"")]
    [InlineData("{}", "not understood: {}")]
    public void A_minimum_TLS_version_is_a_text_or_a_number(string json, string evidence) =>
        Assert.Equal(evidence, Read(Canned.App(0, $"\"minTlsVersion\":{json}"))!.MinTlsVersion.Evidence());

    [Theory]
    [InlineData("clientCertEnabled", "hasClientCertEnabled")]
    [InlineData("clientCertMode", "hasClientCertMode")]
    [InlineData("clientCertExclusionPaths", "hasClientCertExclusionPaths")]
    [InlineData("clientCertExclusionEndPoints", "hasClientCertExclusionEndPoints")]
    [InlineData("httpsOnly", "hasHttpsOnly")]
    [InlineData("publicNetworkAccess", "hasPublicNetworkAccess")]
    [InlineData("http20Enabled", "hasHttp20Enabled")]
    [InlineData("minTlsVersion", "hasMinTlsVersion")]
    [InlineData("ipSecurityRestrictions", "hasIpSecurityRestrictions")]
    public void A_key_that_the_resource_does_not_have_is_absent_and_not_null(string column, string has)
    {
        foreach (var (presence, expected) in new[] { ("true", "null"), ("1", "null"), ("false", "not read"), ("null", "not read"), ("0", "not read") })
        {
            var app = Read(Canned.App(0, $"\"{column}\":null,\"{has}\":{presence}"))!;
            string[] evidence = column switch
            {
                "clientCertEnabled" => [app.ClientCertEnabled.Evidence()],
                "clientCertMode" => [app.ClientCertMode.Evidence()],
                "clientCertExclusionPaths" => [app.ExclusionPaths.Evidence()],
                "clientCertExclusionEndPoints" => [app.ExclusionEndPoints.Evidence()],
                "httpsOnly" => [app.HttpsOnly.Evidence()],
                "publicNetworkAccess" => [app.PublicNetworkAccess.Evidence()],
                "http20Enabled" => [app.Http20Enabled.Evidence()],
                "minTlsVersion" => [app.MinTlsVersion.Evidence()],
                _ => [app.AccessRestrictions.Evidence()],
            };
            Assert.Equal(expected, Assert.Single(evidence));
        }
    }

    [Fact]
    public void Without_a_joined_row_the_configuration_was_not_read()
    {
        var app = Read(Canned.App(0, """
            "http20Enabled":null,"minTlsVersion":null,"ipSecurityRestrictions":null,
            "hasHttp20Enabled":null,"hasMinTlsVersion":null,"hasIpSecurityRestrictions":null
            """))!;

        Assert.False(app.ConfigurationRead);
        Assert.Equal(Absent, new[] { app.Http20Enabled.Evidence(), app.MinTlsVersion.Evidence(), app.AccessRestrictions.Evidence() }.Distinct());
    }

    [Fact]
    public void A_bare_row_says_nothing_it_does_not_know()
    {
        var app = Read($$"""{"id":"{{Canned.AppId(3)}}"}""")!;

        Assert.Equal(("app-00003", Canned.Subscription, "rg-shop"), (app.Name, app.SubscriptionId, app.ResourceGroup));
        Assert.Null(app.Kind);
        Assert.Empty(app.Tags);
        Assert.Equal(
            Absent,
            new[]
            {
                app.Enabled.Evidence(), app.SiteTier.Evidence(), app.ClientCertEnabled.Evidence(), app.ClientCertMode.Evidence(),
                app.ExclusionPaths.Evidence(), app.ExclusionEndPoints.Evidence(), app.HttpsOnly.Evidence(), app.PublicNetworkAccess.Evidence(),
                app.Http20Enabled.Evidence(), app.MinTlsVersion.Evidence(), app.AccessRestrictions.Evidence(),
            }.Distinct());
    }

    [Fact]
    public void Columns_may_come_in_any_order_and_unknown_ones_are_ignored()
    {
        var app = Read($$"""{"new":{"a":[1]},"clientCertMode":"Optional","id":"{{Canned.AppId(3)}}","name":"app-00003","kind":"" }""")!;

        Assert.Equal(("app-00003", "", "Optional"), (app.Name, app.Kind, app.ClientCertMode.Value));
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("{\"Owner\":\"a\",\"n\":5,\"o\":{\"x\":1},\"z\":null}")]
    [InlineData("null")]
    [InlineData("\"text\"")]
    [InlineData("[1]")]
    public void Tags_are_an_object_or_none(string json)
    {
        var tags = Read(Canned.App(0, $"\"tags\":{json}"))!.Tags;

        if (json.Length < 20) Assert.Empty(tags);
        else Assert.Equal([("Owner", "a"), ("n", "5"), ("o", "{\"x\":1}"), ("z", "")], tags.Select(t => (t.Key, t.Value)));
    }

    [Theory]
    [InlineData("\"app/blue\"", "app/blue")]
    [InlineData("\"blue\"", "app/blue")]
    [InlineData("null", "app/blue")]
    public void A_slot_is_named_after_its_app(string name, string expected)
    {
        var id = $"/subscriptions/{Canned.Subscription.ToUpperInvariant()}/resourceGroups/RG/providers/Microsoft.Web/sites/app/slots/blue";
        var app = Read($$"""{"id":"{{id}}","name":{{name}} }""")!;

        Assert.Equal((expected, true, Canned.Subscription, "RG"), (app.Name, app.IsSlot, app.SubscriptionId, app.ResourceGroup));
    }

    [Theory]
    [InlineData("""[{"ipAddress":"10.0.0.0/8","action":"Allow"},{"ipAddress":"Any","action":"Deny"}]""", "10.0.0.0/8 True, Any False")]
    [InlineData("""[{"IpAddress":"10.0.0.0/8","Action":"allow"}]""", "10.0.0.0/8 True")]
    [InlineData("""[{"ipAddress":"AzureFrontDoor.Backend","tag":"ServiceTag","action":"Allow"}]""", "AzureFrontDoor.Backend True")]
    [InlineData("""[{"vnetSubnetResourceId":"/subscriptions/s/x","action":"Allow","tag":"Default"}]""", "/subscriptions/s/x True")]
    [InlineData("""[{"ipAddress":"Any"}]""", "Any True")]
    [InlineData("[]", "")]
    public void Access_restrictions_are_read_in_order(string json, string expected) =>
        Assert.Equal(
            expected,
            string.Join(", ", Read(Canned.App(0, $"\"ipSecurityRestrictions\":{json}"))!.AccessRestrictions.Value!.Rules.Select(r => $"{r.Source} {r.Allow}")));

    [Theory]
    [InlineData("\"Deny\"", false)]
    [InlineData("\"allow\"", true)]
    [InlineData("null", null)]
    [InlineData("\"\"", null)]
    public void The_default_action_is_read_with_and_without_rules(string json, bool? expected)
    {
        Assert.Equal(expected, Read(Canned.App(0, $"\"ipSecurityRestrictionsDefaultAction\":{json}"))!.AccessRestrictions.Value!.DefaultAllow);
        Assert.Equal(
            expected,
            Read(Canned.App(0, $"\"ipSecurityRestrictions\":null,\"ipSecurityRestrictionsDefaultAction\":{json}"))!.AccessRestrictions.OrDefault()?.DefaultAllow);
    }

    [Theory]
    [InlineData("[1]")]
    [InlineData("[{\"action\":\"Allow\"}]")]
    [InlineData("[{\"ipAddress\":\"Any\",\"action\":1}]")]
    [InlineData("\"Any\"")]
    [InlineData("{}")]
    public void Half_understood_restrictions_are_not_understood(string json) =>
        Assert.Equal(ReadingState.NotUnderstood, Read(Canned.App(0, $"\"ipSecurityRestrictions\":{json}"))!.AccessRestrictions.State);

    [Fact]
    public async Task Rows_that_are_not_understood_are_counted_and_the_others_read()
    {
        string[] odd =
        [
            "null", "7", "\"row\"", "[]", "{}", "{\"id\":null}", "{\"id\":5}", "{\"id\":\"\"}", "{\"id\":\"/subscriptions/s/nothing\"}",
            "{\"id\":\"/sites/without-a-subscription\"}", "{\"id\":\"\\ud800/sites/no-text\"}",
        ];
        await using var azure = await FakeAzure.StartAsync(_ => FakeAnswer.Page([Canned.App(0), .. odd, Canned.App(1)], odd.Length + 2));
        using var world = new AzureWorld(azure.Address);

        Assert.Equal([Canned.AppId(0), Canned.AppId(1)], (await world.ReadAppsAsync()).Select(a => a.ResourceId));
        var outcome = world.Log.Outcome();
        Assert.Equal((true, 2, odd.Length), (outcome.Complete, outcome.Rows, outcome.NotUnderstood));
    }

    private static AppObservation? Read(string json)
    {
        using var document = JsonDocument.Parse(json);
        var row = new GraphRow(AppRows.Query.Columns);
        row.Load(document.RootElement);
        return AppRows.Query.Read(row);
    }
}
