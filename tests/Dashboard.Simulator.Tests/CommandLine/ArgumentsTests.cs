using Dashboard.Simulator.CommandLine;

namespace Dashboard.Simulator.Tests.CommandLine;

public class ArgumentsTests
{
    [Fact]
    public void Options_are_read()
    {
        var options = Arguments.Parse(["--port", "1234", "--apps=50", "--seed", "-3", "--as-of", "2026-09-30", "--latency-ms", "5", "--estate", "f.json", "--faults", "g.json", "--https-port", "0"])!;
        Assert.Equal((1234, 50, -3L, 5, "f.json", "g.json", true), (options.Port, options.Apps, options.Seed, options.LatencyMs, options.EstateFile, options.FaultsFile, options.Https));
        Assert.Equal(new DateTimeOffset(2026, 9, 30, 0, 0, 0, TimeSpan.Zero), options.AsOf);
        Assert.Equal(new DateTimeOffset(2027, 3, 1, 0, 0, 0, TimeSpan.Zero), Arguments.Parse(["--year-end", "2027-03-01"])!.YearEnd);
        Assert.Equal(5090, Arguments.Parse([])!.Port);
    }

    [Theory]
    [InlineData("--nonsense")]
    [InlineData("--port")]
    [InlineData("--port", "many")]
    [InlineData("--port", "70000")]
    [InlineData("--apps", "0")]
    [InlineData("--as-of", "yesterday")]
    [InlineData("--faults")]
    [InlineData("truth")]
    public void Anything_else_is_a_usage_error_of_one_line(params string[] args)
    {
        var error = Assert.Throws<UsageException>(() => Arguments.Parse(args));
        Assert.DoesNotContain('\n', error.Message);
    }

    [Theory]
    [InlineData(64, "--nonsense")]
    [InlineData(64, "--estate", "no-such-file.json")]
    [InlineData(64, "--faults", "no-such-file.json")]
    [InlineData(0, "--help")]
    public async Task The_exit_code_tells(int expected, params string[] args) => Assert.Equal(expected, await Runner.RunAsync(args));
}
