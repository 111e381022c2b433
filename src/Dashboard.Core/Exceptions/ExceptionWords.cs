namespace Dashboard.Core.Exceptions;

/// <summary>How the risk of an exception is treated. The names are part of the audit trail's content and never change.</summary>
public enum ExceptionTreatment
{
    /// <summary>A compensating control makes the loss smaller or rarer.</summary>
    Mitigated,

    /// <summary>The risk stands as it is, and its owner accepts it.</summary>
    RiskAccepted,
}

/// <summary>Where an exception stands at a moment.</summary>
public enum ExceptionStatus
{
    /// <summary>Asked for, and not decided.</summary>
    Requested,

    /// <summary>Approved and active: until its expiry, unless it is revoked or superseded before.</summary>
    Approved,

    /// <summary>Refused by an approver.</summary>
    Rejected,

    /// <summary>Taken back by who asked for it, before anybody decided.</summary>
    Withdrawn,

    /// <summary>Was active until its expiry. The clock alone makes it so.</summary>
    Expired,

    /// <summary>Was active until an approver took it back.</summary>
    Revoked,

    /// <summary>Was active until its renewal was approved.</summary>
    Superseded,
}

/// <summary>What happens to an exception. The names are part of the audit trail's content and never change.</summary>
public enum ExceptionStep
{
    /// <summary>It is asked for.</summary>
    Requested,

    /// <summary>It is approved.</summary>
    Approved,

    /// <summary>It is refused.</summary>
    Rejected,

    /// <summary>It is taken back by who asked for it.</summary>
    Withdrawn,

    /// <summary>It is taken back after it was approved.</summary>
    Revoked,

    /// <summary>Its renewal was approved.</summary>
    Superseded,

    /// <summary>Somebody commented on it.</summary>
    Commented,
}

/// <summary>Why a step is not taken.</summary>
public enum ExceptionRefusal
{
    /// <summary>There is no such exception.</summary>
    NotFound,

    /// <summary>Somebody else decided first, or it is no longer in a state that allows the step.</summary>
    StateForbids,

    /// <summary>Who asked for an exception may not approve it.</summary>
    OwnRequest,

    /// <summary>Only a signed-in person decides: no program, no schedule and no verb of the command line.</summary>
    NoPerson,

    /// <summary>Only who asked for it may take it back before it is decided.</summary>
    NotRequester,

    /// <summary>Its expiry has passed: there is nothing left to approve.</summary>
    ExpiryPassed,

    /// <summary>What it covers is covered by another active exception, or is asked for already.</summary>
    AlreadyCovered,

    /// <summary>What it is to cover does not fail at this moment.</summary>
    NothingToAccept,

    /// <summary>A text is missing or too long, or a value is not allowed.</summary>
    TermsRefused,
}
