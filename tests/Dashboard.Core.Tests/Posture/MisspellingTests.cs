using CsCheck;
using Dashboard.Core.Posture;

namespace Dashboard.Core.Tests.Posture;

public sealed class MisspellingTests
{
    private static readonly string[] Levels = ["public", "internal", "confidential", "restricted"];

    [Theory]
    [InlineData("confidental", "confidential")]
    [InlineData("Confidentail", "confidential")]
    [InlineData(" CONFIDENTIAL! ", "confidential")]
    [InlineData("con-fidential", "confidential")]
    [InlineData("internl", "internal")]
    [InlineData("publik", "public")]
    [InlineData("pubilc", "public")]
    [InlineData("restricted.", "restricted")]
    [InlineData("restr", "restricted")]
    [InlineData("conf", "confidential")]
    public void A_slip_is_recognised(string written, string meant) => Assert.Equal(meant, Misspelling.Nearest(written, Levels));

    [Theory]
    [InlineData("public")]
    [InlineData(" Public ")]
    [InlineData("private")]
    [InlineData("secret")]
    [InlineData("tbd")]
    [InlineData("n/a")]
    [InlineData("")]
    [InlineData("int")]
    [InlineData("external")]
    [InlineData("confidential and restricted")]
    public void What_is_right_or_far_from_anything_is_left_alone(string written) => Assert.Null(Misspelling.Nearest(written, Levels));

    [Fact]
    public void Codes_are_no_misspellings_of_each_other()
    {
        Assert.Null(Misspelling.Nearest("CC-1001", ["CC-1002", "CC-2001"]));
        Assert.Equal("CC-1001", Misspelling.Nearest("cc1001", ["CC-1001", "CC-1002"]));
    }

    [Fact]
    public void Two_that_are_equally_near_say_nothing() => Assert.Null(Misspelling.Nearest("teamx", ["teama", "teamb"]));

    [Fact]
    public void Any_one_slip_in_a_word_of_the_standard_leads_back_to_it() => (
        from word in Gen.OneOf(Levels)
        from at in Gen.Int[0, word.Length - 2]
        from slip in Gen.Int[0, 3]
        from letter in Gen.Char['a', 'z']
        select (word, written: slip switch
        {
            0 => word.Remove(at, 1),
            1 => word.Insert(at, letter.ToString()),
            2 => word.Remove(at, 1).Insert(at, letter.ToString()),
            _ => word[..at] + word[at + 1] + word[at] + word[(at + 2)..],
        })).Sample(s => s.written == s.word || Misspelling.Nearest(s.written, Levels) == s.word);

    [Fact]
    public void The_distance_is_symmetric_and_zero_only_for_equals() => Gen.Select(Gen.String[Gen.Char['a', 'd'], 0, 8], Gen.String[Gen.Char['a', 'd'], 0, 8])
        .Sample((a, b) => Misspelling.Distance(a, b) == Misspelling.Distance(b, a) && (Misspelling.Distance(a, b) == 0) == (a == b)
            && Misspelling.Distance(a, b, 2) == Math.Min(Misspelling.Distance(a, b), 3));

    [Fact]
    public void Any_text_gets_an_answer() => Gen.Select(Gen.String, Gen.String.Array)
        .Sample((text, words) => Misspelling.Nearest(text, words) is not { } found || words.Contains(found));

    [Fact]
    public void A_rare_value_may_be_a_common_one_misspelt_but_never_the_other_way()
    {
        var found = TagAdvice.Misspellings([("production", 200), ("prodution", 3), ("test", 40), ("tset", 30), ("prod", 100)]);
        Assert.Equal(("prodution", "production"), (Assert.Single(found).Key, found["prodution"]));
    }
}
