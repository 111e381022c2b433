namespace Dashboard.Core.Findings.Statistics;

/// <summary>How the follow-up of one subject ended.</summary>
public enum FollowEnd
{
    /// <summary>Nothing had happened when the observation ended.</summary>
    Censored,

    /// <summary>What is waited for happened.</summary>
    Event,

    /// <summary>Something else happened, after which the event cannot happen any more.</summary>
    Competing,
}

/// <summary>The follow-up of one subject.</summary>
/// <param name="Time">For how long it was followed, at least 0.</param>
/// <param name="End">How that ended.</param>
public readonly record struct Follow(double Time, FollowEnd End);
