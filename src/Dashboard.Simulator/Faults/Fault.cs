using System.Text.Json.Serialization;
using Dashboard.Simulator.Faults.Kinds;

namespace Dashboard.Simulator.Faults;

/// <summary>Something that goes wrong on demand: for which requests, when, and, by its type, what.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(LatencyFault), "latency")]
[JsonDerivedType(typeof(ThrottleFault), "throttle")]
[JsonDerivedType(typeof(ServerErrorFault), "serverError")]
[JsonDerivedType(typeof(ConnectionResetFault), "connectionReset")]
[JsonDerivedType(typeof(CutBodyFault), "cutBody")]
[JsonDerivedType(typeof(SlowBodyFault), "slowBody")]
[JsonDerivedType(typeof(BrokenGzipFault), "brokenGzip")]
[JsonDerivedType(typeof(ProxyPageFault), "proxyPage")]
[JsonDerivedType(typeof(MalformedRowsFault), "malformedRows")]
[JsonDerivedType(typeof(SmallPagesFault), "smallPages")]
[JsonDerivedType(typeof(RepeatedPageFault), "repeatedPage")]
[JsonDerivedType(typeof(LostPageFault), "lostPage")]
[JsonDerivedType(typeof(TruncatedResultFault), "truncatedResult")]
[JsonDerivedType(typeof(WrongTotalFault), "wrongTotal")]
[JsonDerivedType(typeof(ReaderLostFault), "readerLost")]
[JsonDerivedType(typeof(VaultForbiddenFault), "vaultForbidden")]
[JsonDerivedType(typeof(AllUnreadableFault), "allUnreadable")]
[JsonDerivedType(typeof(ExpiredTokenFault), "expiredToken")]
[JsonDerivedType(typeof(ServiceClockFault), "serviceClock")]
[JsonDerivedType(typeof(ForeignNextLinkFault), "foreignNextLink")]
[JsonDerivedType(typeof(ForeignRedirectFault), "foreignRedirect")]
public abstract record Fault
{
    /// <summary>The requests that it is about; all of them unless narrowed.</summary>
    public FaultMatch Match { get; init; } = new();

    /// <summary>Which of the matching requests it strikes; all of them unless narrowed.</summary>
    public FaultTiming When { get; init; } = new();

    /// <summary>What is wrong with the values it was given, in words; null where nothing is.</summary>
    internal virtual string? Problem => null;

    /// <summary>Answers <paramref name="request"/> wrongly: instead of <paramref name="next"/>, before it, or with what it answered.</summary>
    internal abstract Task InvokeAsync(FaultedRequest request, RequestDelegate next);
}
