namespace Dashboard.Core.Certificates.Renewals;

/// <summary>How something that ended a certificate is known.</summary>
/// <param name="At">When it ended, as its issuer or owner says.</param>
/// <param name="Known">From when on that was known here; a figure as of an earlier moment does not know of it.</param>
public readonly record struct CertificateEnd(DateTimeOffset At, DateTimeOffset Known)
{
    /// <summary>Whether it had ended at a moment, as was known then.</summary>
    public bool IsBy(DateTimeOffset moment) => At <= moment && Known <= moment;
}

/// <summary>What renewals look at of a certificate.</summary>
public sealed record RenewedCertificate
{
    /// <summary>Its number in the inventory.</summary>
    public required long Id { get; init; }

    /// <summary>From when on it was known here.</summary>
    public required DateTimeOffset Known { get; init; }

    /// <summary>When it was issued: as its source created it, else from when on it is valid.</summary>
    public required DateTimeOffset Issued { get; init; }

    /// <summary>The first moment of its validity.</summary>
    public required DateTimeOffset NotBefore { get; init; }

    /// <summary>The last moment of its validity.</summary>
    public required DateTimeOffset NotAfter { get; init; }

    /// <summary>The certificate of Key Vault that it is a version of; null where it is none.</summary>
    public string? Series { get; init; }

    /// <summary>The key of the client whose it is; null where it names nobody.</summary>
    public string? Client { get; init; }

    /// <summary>When its issuer took it back.</summary>
    public CertificateEnd? Revoked { get; init; }

    /// <summary>When it went out of use.</summary>
    public CertificateEnd? Retired { get; init; }

    /// <summary>The moment from which on its age has two thirds behind it.</summary>
    public DateTimeOffset LastThird => NotBefore + ((NotAfter - NotBefore) / 3 * 2);

    /// <summary>The one order of certificates: by issue, then by expiry, then by number. A successor comes after what it follows.</summary>
    public static int Compare(RenewedCertificate one, RenewedCertificate other)
    {
        var order = one.Issued.CompareTo(other.Issued);
        if (order == 0) order = one.NotAfter.CompareTo(other.NotAfter);
        return order == 0 ? one.Id.CompareTo(other.Id) : order;
    }
}

/// <summary>What a person decided about two certificates. The last decision about them counts.</summary>
/// <param name="OldId">The certificate that is followed.</param>
/// <param name="NewId">The certificate that follows, or does not.</param>
/// <param name="Confirmed">True: it follows. False: it does not.</param>
/// <param name="At">When it was decided.</param>
public sealed record SuccessorDecision(long OldId, long NewId, bool Confirmed, DateTimeOffset At);

/// <summary>How a successor is known.</summary>
public enum SuccessionBasis
{
    /// <summary>It is the next version of the same certificate in Key Vault.</summary>
    NextVersion,

    /// <summary>It is of the same client, issued in the last third of the old one, when no other of that client was live.</summary>
    SameClient,

    /// <summary>A person said so.</summary>
    Confirmed,
}

/// <summary>What a certificate's successor is.</summary>
/// <param name="Id">Its number.</param>
/// <param name="Basis">How that is known.</param>
/// <param name="Issued">When it was issued.</param>
/// <param name="NotBefore">From when on it is valid.</param>
public sealed record Succession(long Id, SuccessionBasis Basis, DateTimeOffset Issued, DateTimeOffset NotBefore);

/// <summary>What became of a certificate, as known at a moment.</summary>
/// <param name="Certificate">The certificate.</param>
/// <param name="Successor">What follows it; also what was issued after its revocation.</param>
/// <param name="Suggestion">The number of a certificate that may follow it and waits for a person to say so.</param>
public sealed record RenewalOutcome(RenewedCertificate Certificate, Succession? Successor, long? Suggestion)
{
    /// <summary>The end that came first, as far as it is known; null where nothing but time ends it. Revocation wins at the same moment.</summary>
    private CertificateEnd? Ended { get; init; }

    /// <summary>Whether <see cref="Ended"/> was a revocation.</summary>
    private bool WasRevoked { get; init; }

    // Its last moment is part of its life: revoked in it, it ended; retired in it, it had been used to the end.
    private bool EndedEarly => Ended is { } end && (WasRevoked ? end.At <= Certificate.NotAfter : end.At < Certificate.NotAfter);

    /// <summary>
    /// Whether it was renewed: a successor was issued while nothing had ended the certificate, or after it simply expired.
    /// </summary>
    public bool IsRenewal => Successor is { } next && !(EndedEarly && Ended!.Value.At <= next.Issued);

    /// <summary>Whether it was revoked and something took its place after that. That is no renewal.</summary>
    public bool IsReplacement => Successor is not null && !IsRenewal && WasRevoked;

    /// <summary>How long before its expiry its successor was issued, below zero for later; null where it was not renewed.</summary>
    public TimeSpan? LeadTime => IsRenewal ? Certificate.NotAfter - Successor!.Issued : null;

    /// <summary>Whether it was renewed at its last moment or later.</summary>
    public bool IsLate => LeadTime <= TimeSpan.Zero;

    /// <summary>Whether it expires, or expired, with no successor issued by then, and nothing else had ended it. Counted at its expiry.</summary>
    public bool Lapses => !EndedEarly && !(Successor is { } next && next.Issued <= Certificate.NotAfter);

    /// <summary>Whether it had lapsed by a moment.</summary>
    public bool HasLapsedBy(DateTimeOffset at) => Certificate.NotAfter <= at && Lapses;

    /// <summary>Whether its successor begins only after its expiry, so that the client had nothing to show in between.</summary>
    public bool LeavesGap => IsRenewal && Successor!.NotBefore > Certificate.NotAfter;

    /// <summary>Where it stands at a moment. What expires is live until somebody retires it: that it expired is told beside.</summary>
    public CertificateStatus StatusAt(DateTimeOffset at) =>
        Certificate.Revoked?.IsBy(at) == true ? CertificateStatus.Revoked
        : Certificate.Retired?.IsBy(at) == true ? CertificateStatus.Retired
        : IsRenewal && Successor!.Issued <= at ? CertificateStatus.Superseded
        : CertificateStatus.Live;

    internal static RenewalOutcome Of(RenewedCertificate certificate, Succession? successor, long? suggestion, DateTimeOffset asOf)
    {
        var revoked = certificate.Revoked is { } r && r.Known <= asOf ? r : (CertificateEnd?)null;
        var retired = certificate.Retired is { } t && t.Known <= asOf ? t : (CertificateEnd?)null;
        var byRevocation = revoked is { } one && (retired is not { } other || one.At <= other.At);
        return new RenewalOutcome(certificate, successor, suggestion) { Ended = byRevocation ? revoked : retired, WasRevoked = byRevocation };
    }
}
