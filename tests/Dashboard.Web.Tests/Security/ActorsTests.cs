using System.Security.Claims;
using Dashboard.Core.Audit;
using Dashboard.Web.Access;
using Dashboard.Web.Access.Demo;

namespace Dashboard.Web.Tests.Security;

public sealed class ActorsTests
{
    [Fact]
    public void A_persona_is_itself()
    {
        var actor = Actors.Of(Personas.Find("admin")!.ToPrincipal("Demo"));
        Assert.Equal(("demo:admin", "Amin Admin", ActorKind.Person), (actor.Id, actor.Name, actor.Kind));
        Assert.Equal([Roles.Admin, Roles.Reader], actor.Roles);
    }

    [Theory]
    [InlineData("tid", "oid")]
    [InlineData("http://schemas.microsoft.com/identity/claims/tenantid", "http://schemas.microsoft.com/identity/claims/objectidentifier")]
    public void A_person_of_Entra_is_tenant_and_object_whatever_they_are_called(string tenant, string id) => Assert.Equal(
        "entra:t1:o1", Actors.Of(User(new(tenant, "T1"), new(id, "o1"), new(ClaimTypes.NameIdentifier, "pairwise"), new(ClaimTypes.Name, "Ada"))).Id);

    [Fact]
    public void Nobody_acts_without_a_stable_identity()
    {
        Assert.Throws<InvalidOperationException>(() => Actors.Of(User(new Claim("tid", "t"), new Claim(ClaimTypes.Name, "Ada"))));
        Assert.Throws<InvalidOperationException>(() => Actors.Of(new ClaimsPrincipal(new ClaimsIdentity())));
    }

    private static ClaimsPrincipal User(params Claim[] claims) => new(new ClaimsIdentity(claims, "OpenIdConnect"));
}
