using System.Security.Claims;
using Dashboard.Core.Audit;
using Dashboard.Web.Access;
using Dashboard.Web.Access.Entra;
using Dashboard.Web.Components.Entry;

namespace Dashboard.Web.Tests.SignIn;

/// <summary>Who gets in, as whom, and with which roles.</summary>
public sealed class AdmissionTests
{
    private const string Overage = """{"groups":"src1"}""";

    [Fact]
    public void A_reader_of_the_tenant_gets_in_as_themselves()
    {
        var identity = Tokens.Identity(("roles", "Reader"));
        Assert.Null(Admission.Refuses(identity, Tokens.Settings));
        var actor = Actors.Of(new ClaimsPrincipal(identity));
        Assert.Equal(($"entra:{Tokens.Tenant}:{Tokens.User}", "Ada", ActorKind.Person), (actor.Id, actor.Name, actor.Kind));
    }

    [Theory]
    [InlineData("tid", "22222222-aaaa-4bbb-8ccc-000000000002", "OtherTenant")]
    [InlineData("tid", null, "NoIdentity")]
    [InlineData("oid", null, "NoIdentity")]
    [InlineData("oid", " ", "NoIdentity")]
    [InlineData("roles", null, "NoRole")]
    [InlineData("roles", "reader", "NoRole")]
    [InlineData("roles", "SomebodyElses", "NoRole")]
    [InlineData("roles", "Admin", "NoReader")]
    [InlineData("_claim_names", Overage, "GroupsUnknown")]
    [InlineData("hasgroups", "true", "GroupsUnknown")]
    [InlineData("_claim_names", "no json", "NoRole")]
    public void Who_is_not_to_be_let_in_is_told_why(string claim, string? value, string reason)
    {
        (string, string?)[] claims = claim is "tid" or "oid" ? [(claim, value), ("roles", "Reader")] : [(claim, value)];
        Assert.Equal(Enum.Parse<Refusal>(reason), Admission.Refuses(Tokens.Identity(claims), Tokens.Settings));
    }

    [Fact]
    public void Only_roles_of_ours_are_taken_and_groups_bring_theirs() => Assert.Equal(
        ["Reader", "Security"],
        Tokens.Identity(("roles", "Reader"), ("roles", "GlobalAdministrator"), ("groups", Tokens.Group.ToUpperInvariant()), ("groups", "other"))
            .FindAll(ClaimTypes.Role).Select(c => c.Value));

    [Fact]
    public void Unknown_groups_lose_no_role_that_was_assigned_and_are_remembered_only_where_something_hangs_on_them()
    {
        var identity = Tokens.Identity(("roles", "Reader"), ("_claim_names", Overage));
        Assert.Null(Admission.Refuses(identity, Tokens.Settings));
        Assert.True(identity.HasClaim(DashboardClaims.GroupsUnknown, "true"));
        var settings = Tokens.Settings with { RoleGroups = [], OwnerGroups = [] };
        Assert.False(EntraIdentity.Of(Tokens.Of(("hasgroups", "true")), settings, "test").HasClaim(c => c.Type == DashboardClaims.GroupsUnknown));
    }

    [Theory]
    [InlineData("a token of a person", "Person", "azp=app scp=access")]
    [InlineData("a token of version 1", "Person", "appid=app scp=access")]
    [InlineData("a program's token", "Machine", "azp=app idtyp=app sub=other")]
    [InlineData("a program's token without the mark", "Machine", "azp=app sub=" + Tokens.User)]
    [InlineData("an ID token", "Other", "nonce=n sub=pairwise")]
    [InlineData("an ID token with an azp", "Other", "azp=app nonce=n scp=x")]
    [InlineData("neither person nor program", "Other", "azp=app sub=pairwise")]
    [InlineData("another kind of token", "Other", "azp=app idtyp=device sub=" + Tokens.User)]
    public void Access_tokens_are_told_from_others(string what, string kind, string claims) => Assert.True(
        AccessToken.KindOf(Tokens.Of([.. claims.Split(' ').Select(c => (c.Split('=')[0], (string?)c.Split('=')[1]))])) == Enum.Parse<TokenKind>(kind), what);

    [Fact]
    public void Every_refusal_has_words_of_its_own()
    {
        var titles = Enum.GetNames<Refusal>().Select(name => AccessWords.Of(name).Title).ToList();
        Assert.Equal(titles.Count, titles.Distinct().Count());
        Assert.DoesNotContain(AccessWords.Of(null).Title, titles);
    }

    [Theory]
    [InlineData("/apps?x=1", "/apps?x=1")]
    [InlineData("/", "/")]
    [InlineData("//evil.example", "/")]
    [InlineData("/\\evil.example", "/")]
    [InlineData("https://evil.example", "/")]
    [InlineData("javascript:alert(1)", "/")]
    [InlineData("/a\r\nSet-Cookie: x", "/")]
    [InlineData("", "/")]
    [InlineData(null, "/")]
    [InlineData("/apps?q=Größe", "/apps?q=Gr%C3%B6%C3%9Fe")]
    [InlineData("/apps?q=Gr%C3%B6%C3%9Fe", "/apps?q=Gr%C3%B6%C3%9Fe")]
    [InlineData("/\u2028/evil.example", "/%E2%80%A8/evil.example")]
    public void Nobody_is_sent_elsewhere(string? url, string expected) => Assert.Equal(expected, LocalUrl.Or(url));
}
