using Dashboard.Core.Inventory;
using Dashboard.Core.Posture;

namespace Dashboard.Core.Tests.Posture;

public sealed class NetworkReachTests
{
    private static Reachability Of(string? access, params AccessRule[] rules) => NetworkReach.Of(
        access is null ? Reading.Null<string>() : Reading.Of(access), Reading.Of(new AccessRestrictions(rules, null)));

    [Fact]
    public void Disabled_is_private_and_not_set_is_public()
    {
        Assert.Equal(Reachability.Private, Of("disabled"));
        Assert.Equal(Reachability.Public, Of(null));
        Assert.Equal(Reachability.Public, Of("Enabled"));
        Assert.Equal(Reachability.Unknown, Of("SecuredByPerimeter"));
        Assert.Equal(Reachability.Unknown, NetworkReach.Of(Reading.NotUnderstood<string>("1"), default));
    }

    [Fact]
    public void Rules_that_leave_somebody_out_restrict()
    {
        Assert.Equal(Reachability.Restricted, Of(null, new AccessRule("10.0.0.0/8", true)));
        Assert.Equal(Reachability.Public, Of(null, new AccessRule("Any", true)));
        Assert.Equal(Reachability.Restricted, Of(null, new AccessRule("10.0.0.0/8", true), new AccessRule("Any", false)));
    }

    [Fact]
    public void The_default_action_decides_where_no_rule_is_for_everyone()
    {
        var denied = new AccessRestrictions([], false);
        Assert.Equal(Reachability.Restricted, NetworkReach.Of(Reading.Null<string>(), Reading.Of(denied)));
        var open = new AccessRestrictions([new AccessRule("10.0.0.0/8", false)], true);
        Assert.Equal(Reachability.Public, NetworkReach.Of(Reading.Null<string>(), Reading.Of(open)));
    }

    [Fact]
    public void Unread_restrictions_do_not_make_an_app_look_restricted() =>
        Assert.Equal(Reachability.Public, NetworkReach.Of(Reading.Absent<string>(), Reading.Absent<AccessRestrictions>()));

    [Fact]
    public void A_front_door_shows_as_gateway()
    {
        var rules = Reading.Of(new AccessRestrictions([new AccessRule("AzureFrontDoor.Backend", true)], null));
        Assert.Equal("Front Door", NetworkReach.GatewayOf(rules));
        Assert.Equal(Reachability.Restricted, NetworkReach.Of(Reading.Null<string>(), rules));
    }
}
