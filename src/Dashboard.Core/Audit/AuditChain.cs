namespace Dashboard.Core.Audit;

/// <summary>A stored link of the chain.</summary>
/// <param name="Seq">Its place.</param>
/// <param name="Content">The canonical JSON as stored.</param>
/// <param name="Previous">The previous hash as stored; null where it is no hash.</param>
/// <param name="Hash">Its hash as stored; null where it is no hash.</param>
public sealed record AuditLink(long Seq, string Content, AuditHash? Previous, AuditHash? Hash);

/// <summary>Why a chain does not hold.</summary>
public enum AuditFaultKind
{
    /// <summary>There is no row at this place.</summary>
    Gap,

    /// <summary>The place is taken twice, or stands out of order.</summary>
    Duplicate,

    /// <summary>The row does not follow the one before it.</summary>
    PreviousHash,

    /// <summary>The row's content is not what was hashed, or not an entry of this place.</summary>
    Content,
}

/// <summary>The first place at which a chain does not hold.</summary>
/// <param name="Seq">The place.</param>
/// <param name="Kind">Why.</param>
public sealed record AuditFault(long Seq, AuditFaultKind Kind)
{
    /// <summary>Why, in a sentence.</summary>
    public string Problem => Kind switch
    {
        AuditFaultKind.Gap => $"Entry {Seq} is missing.",
        AuditFaultKind.Duplicate => $"Entry {Seq} is there twice, or out of order.",
        AuditFaultKind.PreviousHash => $"Entry {Seq} does not follow the entry before it.",
        AuditFaultKind.Content => $"Entry {Seq} was changed: its content does not have its hash.",
    };
}

/// <summary>Checks a chain link by link, in ascending order, from the first. It keeps one hash, however long the chain is.</summary>
public sealed class AuditChain
{
    private AuditHash _previous = AuditHash.Genesis;

    /// <summary>Links that hold so far; also the last place that holds.</summary>
    public long Length { get; private set; }

    /// <summary>The first fault; null while all holds.</summary>
    public AuditFault? Fault { get; private set; }

    /// <summary>The first fault of <paramref name="links"/>; null where all hold.</summary>
    public static AuditFault? Verify(IEnumerable<AuditLink> links)
    {
        var chain = new AuditChain();
        foreach (var link in links)
            if (!chain.Add(link)) break;
        return chain.Fault;
    }

    /// <summary>Checks the next link; false from the first fault on.</summary>
    public bool Add(AuditLink link)
    {
        if (Fault is not null) return false;
        var expected = Length + 1;
        if (link.Seq != expected)
            Fault = link.Seq > expected ? new(expected, AuditFaultKind.Gap) : new(link.Seq, AuditFaultKind.Duplicate);
        else if (link.Previous != _previous)
            Fault = new(expected, AuditFaultKind.PreviousHash);
        else if (!HasItsHash(link) || AuditJson.Read(link.Content)?.Seq != expected)
            Fault = new(expected, AuditFaultKind.Content);
        if (Fault is not null) return false;
        (_previous, Length) = (link.Hash!.Value, expected);
        return true;
    }

    private bool HasItsHash(AuditLink link)
    {
        try
        {
            return link.Hash == AuditHash.Of(_previous, link.Content);
        }
        catch (System.Text.EncoderFallbackException)
        {
            return false;
        }
    }
}
