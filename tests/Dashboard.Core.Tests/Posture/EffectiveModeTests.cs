using Dashboard.Core.Inventory;
using Dashboard.Core.Posture;

namespace Dashboard.Core.Tests.Posture;

public sealed class EffectiveModeTests
{
    [Theory]
    [InlineData("Required", EffectiveMode.Require)]
    [InlineData(" required ", EffectiveMode.Require)]
    [InlineData("OPTIONAL", EffectiveMode.Optional)]
    [InlineData("OptionalInteractiveUser", EffectiveMode.OptionalInteractiveUser)]
    [InlineData("", EffectiveMode.Unknown)]
    [InlineData("Mandatory", EffectiveMode.Unknown)]
    public void On_the_mode_decides(string mode, EffectiveMode expected) =>
        Assert.Equal(expected, EffectiveModes.Of(Reading.Of(true), Reading.Of(mode)));

    [Fact]
    public void On_without_a_readable_mode_is_unknown()
    {
        Assert.Equal(EffectiveMode.Unknown, EffectiveModes.Of(Reading.Of(true), Reading.Null<string>()));
        Assert.Equal(EffectiveMode.Unknown, EffectiveModes.Of(Reading.Of(true), Reading.Absent<string>()));
        Assert.Equal(EffectiveMode.Unknown, EffectiveModes.Of(Reading.Of(true), Reading.NotUnderstood<string>("7")));
    }

    [Fact]
    public void Off_null_or_absent_is_ignore_whatever_the_mode()
    {
        foreach (var flag in new[] { Reading.Of(false), Reading.Null<bool>(), Reading.Absent<bool>() })
            Assert.Equal(EffectiveMode.Ignore, EffectiveModes.Of(flag, Reading.Of("Required")));
    }

    [Fact]
    public void A_flag_that_is_not_understood_is_unknown_and_not_off() =>
        Assert.Equal(EffectiveMode.Unknown, EffectiveModes.Of(Reading.NotUnderstood<bool>("\"yes\""), Reading.Of("Required")));
}
