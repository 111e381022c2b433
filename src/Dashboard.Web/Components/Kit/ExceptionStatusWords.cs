using Dashboard.Core.Exceptions;
using Dashboard.Core.Queries;

namespace Dashboard.Web.Components.Kit;

/// <summary>Where an exception stands, in words.</summary>
public static class ExceptionStatusWords
{
    /// <summary>The status. Approved ones are called active: that is what they are until they expire.</summary>
    public static string Word(ExceptionStatus status) => status switch
    {
        ExceptionStatus.Requested => "Requested",
        ExceptionStatus.Approved => "Active",
        ExceptionStatus.Rejected => "Rejected",
        ExceptionStatus.Withdrawn => "Withdrawn",
        ExceptionStatus.Expired => "Expired",
        ExceptionStatus.Revoked => "Revoked",
        ExceptionStatus.Superseded => "Renewed by another",
    };

    /// <summary>What stands before the date that belongs to the status.</summary>
    public static string When(AppException exception) => exception.Status switch
    {
        ExceptionStatus.Requested => "asked for until",
        ExceptionStatus.Approved => "until",
        ExceptionStatus.Rejected or ExceptionStatus.Withdrawn or ExceptionStatus.Expired or ExceptionStatus.Revoked or ExceptionStatus.Superseded => "on",
    };

    /// <summary>How the risk is treated.</summary>
    public static string Treatment(ExceptionTreatment treatment) => treatment switch
    {
        ExceptionTreatment.Mitigated => "Mitigated",
        ExceptionTreatment.RiskAccepted => "Risk accepted",
    };
}
