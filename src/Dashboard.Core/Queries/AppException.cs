using Dashboard.Core.Exceptions;

namespace Dashboard.Core.Queries;

/// <summary>An exception as the page of an app tells of it.</summary>
/// <param name="Id">Its number.</param>
/// <param name="Status">Where it stood at the moment.</param>
/// <param name="Rules">The rules that it covers on the app, in the order of their ids.</param>
/// <param name="Treatment">How the risk is treated.</param>
/// <param name="RequestedAt">When it was asked for.</param>
/// <param name="Requester">Who asked for it, by the name shown then.</param>
/// <param name="Expires">When it ends, or would have ended.</param>
/// <param name="EndedAt">When it was decided against or taken back, as far as was known at the moment; null where its expiry counts.</param>
public sealed record AppException(
    long Id, ExceptionStatus Status, IReadOnlyList<string> Rules, ExceptionTreatment Treatment, DateTimeOffset RequestedAt, string Requester,
    DateTimeOffset Expires, DateTimeOffset? EndedAt);
