using System.Security.Claims;
using Dashboard.Web.Access;
using Dashboard.Web.Access.Demo;

namespace Dashboard.Web.Tests.SignIn;

public sealed class OwnAppsTests
{
    [Theory]
    [InlineData("ada@example.com", true)]
    [InlineData(" ADA@EXAMPLE.COM ", true)]
    [InlineData("team-payments@example.com", true)]
    [InlineData("ada", false)]
    [InlineData("ada@example.com.evil", false)]
    [InlineData("mail@example.com", false)]
    [InlineData("", false)]
    [InlineData(null, false)]
    public void An_app_is_own_where_its_tag_means_the_user_or_a_group_of_theirs(string? tag, bool own) => Assert.Equal(
        own, OwnApps.Owns(Tokens.Principal(("roles", "AppOwner"), ("groups", Tokens.Group), ("email", "mail@example.com")), tag));

    [Fact]
    public void An_address_counts_where_its_domain_is_verified() =>
        Assert.True(OwnApps.Owns(Tokens.Principal(("roles", "AppOwner"), ("email", "mail@example.com"), ("xms_edov", "true")), "mail@example.com"));

    [Fact]
    public void Without_the_role_nothing_is_own() =>
        Assert.False(OwnApps.Owns(Tokens.Principal(("roles", "Reader")), "ada@example.com"));

    [Fact]
    public void Own_apps_are_asked_for_by_every_value_that_means_the_user() => Assert.Equal(
        ["ada@example.com", "team-payments@example.com"],
        OwnApps.FilterOf(Tokens.Principal(("roles", "Reader"), ("groups", Tokens.Group), ("email", "mail@example.com")))!.Owner);

    [Fact]
    public void Who_cannot_be_meant_owns_nothing_rather_than_everything()
    {
        Assert.Null(OwnApps.FilterOf(new ClaimsPrincipal()));
        Assert.Null(OwnApps.FilterOf(Personas.Find("reader")!.ToPrincipal("Demo")));
        Assert.Null(OwnApps.FilterOf(new ClaimsPrincipal(new ClaimsIdentity([new Claim(DashboardClaims.Owner, "  ")], "test"))));
    }
}
