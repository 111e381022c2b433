using CsCheck;
using Dashboard.Core.Audit;

namespace Dashboard.Core.Tests.Audit;

public sealed class AuditChainTests
{
    [Fact]
    public void The_hash_is_SHA_256_of_the_previous_hash_and_the_text()
    {
        Assert.Equal(new string('0', 64), AuditHash.Genesis.ToString());
        // python3 -c 'import hashlib; print(hashlib.sha256(bytes(32) + "{\"é\":1}".encode()).hexdigest())'
        Assert.Equal("778a9c5bb3a9067f6a5938a60fa44950ff342a06ef432cf14e9a02e883489f35", AuditHash.Of(AuditHash.Genesis, "{\"é\":1}").ToString());
    }

    [Fact]
    public void Any_change_of_an_entry_is_another_hash() => Gen.Select(AuditSamples.AnyEntry, AuditSamples.AnyEntry).Sample((a, b) =>
    {
        AuditEntry[] changed =
        [
            a with { Seq = b.Seq }, a with { At = b.At }, a with { Actor = b.Actor }, a with { Actor = a.Actor with { Name = b.Actor.Name } },
            a with { Actor = a.Actor with { Roles = b.Actor.Roles } }, a with { Action = b.Action }, a with { Subject = b.Subject },
            a with { Details = b.Details }, a with { Details = [.. a.Details.Reverse()] }, a with { Outcome = b.Outcome }, b,
        ];
        foreach (var other in changed)
        {
            Assert.Equal(Same(a, other), Hash(a) == Hash(other));
            Assert.NotEqual(Hash(a), AuditHash.Of(Hash(a), AuditJson.Write(a)));
        }
    });

    [Fact]
    public void A_hash_is_read_back_from_bytes_and_digits()
    {
        var hash = Hash(AuditSamples.Entry);
        Assert.Equal(hash, AuditHash.From(hash.ToBytes()));
        Assert.Equal(hash, AuditHash.Parse(hash.ToString()));
        Assert.Null(AuditHash.From(hash.ToBytes().AsSpan(1)));
        Assert.Null(AuditHash.Parse(hash.ToString()[1..] + "g"));
        Assert.Null(AuditHash.Parse(""));
    }

    [Fact]
    public void A_chain_holds()
    {
        Assert.Null(AuditChain.Verify(AuditSamples.Chain(5)));
        Assert.Null(AuditChain.Verify([]));
    }

    [Fact]
    public void Each_fault_is_named_with_its_first_place()
    {
        AssertFault(new(3, AuditFaultKind.Gap), links => links.RemoveAt(2));
        AssertFault(new(1, AuditFaultKind.Gap), links => links.RemoveAt(0));
        AssertFault(new(3, AuditFaultKind.Duplicate), links => links.Insert(3, links[2]));
        AssertFault(new(2, AuditFaultKind.Duplicate), links => links.Insert(3, links[1]));
        AssertFault(new(0, AuditFaultKind.Duplicate), links => links.Insert(0, AuditSamples.Link(0, AuditHash.Genesis, "x")));
        AssertFault(new(3, AuditFaultKind.Content), links => links[2] = links[2] with { Content = AuditSamples.Link(3, AuditHash.Genesis, "other").Content });
        AssertFault(new(3, AuditFaultKind.Content), links => links[2] = links[2] with { Hash = links[1].Hash });
        AssertFault(new(3, AuditFaultKind.Content), links => links[2] = links[2] with { Hash = null });
        AssertFault(new(3, AuditFaultKind.PreviousHash), links => links[2] = links[2] with { Previous = AuditHash.Genesis });
        AssertFault(new(3, AuditFaultKind.PreviousHash), links => links[2] = links[2] with { Previous = null });
        // Rehashed, but not those that follow.
        AssertFault(new(4, AuditFaultKind.PreviousHash), links => links[2] = AuditSamples.Link(3, links[1].Hash!.Value, "other"));
        // Rehashed, with a text that is no entry of this place.
        AssertFault(new(3, AuditFaultKind.Content), links => links[2] = Hashed(links[2], "{}"));
        AssertFault(new(3, AuditFaultKind.Content), links => links[2] = Hashed(links[2], links[1].Content));
    }

    [Fact]
    public void After_the_first_fault_the_chain_takes_no_more()
    {
        var chain = new AuditChain();
        Assert.True(chain.Add(AuditSamples.Chain(1)[0]));
        Assert.False(chain.Add(AuditSamples.Chain(3)[2]));
        Assert.False(chain.Add(AuditSamples.Chain(2)[1]));
        Assert.Equal((1L, new AuditFault(2, AuditFaultKind.Gap)), (chain.Length, chain.Fault));
    }

    [Fact]
    public void An_anchor_line_is_read_back()
    {
        var line = new AuditAnchorLine(12, Hash(AuditSamples.Entry), AuditSamples.Entry.At);
        Assert.Equal($"12 {line.Hash} 2026-03-31T06:00:00.123Z", line.ToString());
        Assert.Equal(line, AuditAnchorLine.Parse(line.ToString()));
        Assert.Null(AuditAnchorLine.Parse(line.ToString()[..40]));
        Assert.Null(AuditAnchorLine.Parse("0" + line.ToString()[2..]));
        Assert.Null(AuditAnchorLine.Parse("12  2026-03-31T06:00:00.123Z"));
        Assert.Null(AuditAnchorLine.Parse(""));
    }

    private static void AssertFault(AuditFault expected, Action<List<AuditLink>> tamper)
    {
        var links = AuditSamples.Chain(5);
        tamper(links);
        Assert.Equal(expected, AuditChain.Verify(links));
        Assert.Contains($"Entry {expected.Seq} ", expected.Problem, StringComparison.Ordinal);
    }

    private static AuditLink Hashed(AuditLink link, string content) =>
        link with { Content = content, Hash = AuditHash.Of(link.Previous!.Value, content) };

    private static AuditHash Hash(AuditEntry entry) => AuditHash.Of(AuditHash.Genesis, AuditJson.Write(entry));

    private static bool Same(AuditEntry a, AuditEntry b) =>
        (a.Seq, a.At, a.Action, a.Subject, a.Outcome, a.Actor.Id, a.Actor.Name, a.Actor.Kind)
            == (b.Seq, b.At, b.Action, b.Subject, b.Outcome, b.Actor.Id, b.Actor.Name, b.Actor.Kind)
        && a.Actor.Roles.SequenceEqual(b.Actor.Roles) && a.Details.SequenceEqual(b.Details);
}
