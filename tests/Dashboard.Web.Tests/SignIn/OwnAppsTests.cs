using Dashboard.Web.Access;

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
}
