namespace Dashboard.Azure.Tests.Support;

/// <summary>Rows as Resource Graph writes them.</summary>
internal static class Canned
{
    public const string Subscription = "11111111-1111-1111-1111-111111111111";

    public static string AppId(int number, string subscription = Subscription) =>
        $"/subscriptions/{subscription}/resourceGroups/rg-shop/providers/Microsoft.Web/sites/app-{number:00000}";

    /// <summary>An app with the default posture; <paramref name="more"/> is appended, so that its keys replace earlier ones.</summary>
    public static string App(int number, string more = "") => $$"""
        {"id":"{{AppId(number)}}","name":"app-{{number:00000}}","kind":"app","location":"westeurope","resourceGroup":"rg-shop",
        "subscriptionId":"{{Subscription}}","tags":{"owner":"shop"},"state":"Running","enabled":true,"sku":"Standard",
        "serverFarmId":"/subscriptions/{{Subscription}}/resourceGroups/rg-shop/providers/Microsoft.Web/serverfarms/plan1",
        "defaultHostName":"app-{{number:00000}}.azurewebsites.net","clientCertEnabled":false,"clientCertMode":"Required",
        "clientCertExclusionPaths":null,"clientCertExclusionEndPoints":null,"httpsOnly":true,"publicNetworkAccess":"Enabled",
        "hasClientCertEnabled":true,"hasClientCertMode":true,"hasClientCertExclusionPaths":true,
        "hasClientCertExclusionEndPoints":true,"hasHttpsOnly":true,"hasPublicNetworkAccess":true,
        "http20Enabled":"False","minTlsVersion":"1.2",
        "ipSecurityRestrictions":[{"ipAddress":"Any","action":"Allow","priority":1,"name":"Allow all"}],
        "ipSecurityRestrictionsDefaultAction":null,"hasHttp20Enabled":true,"hasMinTlsVersion":true,"hasIpSecurityRestrictions":true
        {{(more.Length == 0 ? "" : "," + more)}}}
        """;

    public static IEnumerable<string> Apps(int from, int count) => Enumerable.Range(from, count).Select(n => App(n));
}
