using Dashboard.Web.Access.Edge;
using Dashboard.Web.Hosting.Settings;
using Microsoft.AspNetCore.Http;

namespace Dashboard.Web.Tests.SignIn;

public sealed class EdgeGuardTests
{
    private static readonly EdgeSettings Edge = new(new Uri("https://mtls.example.com"), [], [], 10, 10);

    [Theory]
    [InlineData("mtls.example.com", "/", null, true)]
    [InlineData("MTLS.example.com:443", "/", null, true)]
    [InlineData("mtls.example.com", "/", "https://mtls.example.com", true)]
    [InlineData("mtls.example.com:8443", "/", null, false)]
    [InlineData("mtls.example.com.evil.example", "/", null, false)]
    [InlineData("evil.example", "/", null, false)]
    [InlineData("", "/", null, false)]
    [InlineData("10.0.0.7", "/health/live", null, true)]
    [InlineData("10.0.0.7", "/healthy", null, false)]
    [InlineData("mtls.example.com", "/", "http://mtls.example.com", false)]
    [InlineData("mtls.example.com", "/", "https://other.example.com", false)]
    [InlineData("mtls.example.com", "/", "null", false)]
    public void Only_the_configured_address_is_served_and_only_to_its_own_pages(string host, string path, string? origin, bool served)
    {
        var request = new DefaultHttpContext().Request;
        (request.Host, request.Path) = (new HostString(host), path);
        if (origin is not null) request.Headers.Origin = origin;
        Assert.Equal(served, EdgeGuard.Refusal(request, Edge) is null);
    }

    [Fact]
    public void One_user_cannot_open_pages_without_end()
    {
        var count = new CircuitCount();
        for (var i = 0; i < CircuitCount.Most; i++) Assert.True(count.TryOpen("ada"));
        Assert.False(count.TryOpen("ada"));
        Assert.True(count.TryOpen("bob"));
        count.Close("ada");
        Assert.True(count.TryOpen("ada"));
    }
}
