namespace Dashboard.Simulator.Estate.Generated;

/// <summary>What happens to an app, as its life names it.</summary>
internal static class What
{
    public const string Created = "Created";

    /// <summary>Its whole subscription came into the tenant: nobody wrote the app, so no change is recorded.</summary>
    public const string Arrived = "Arrived";

    public const string Deleted = "Deleted";

    /// <summary>Deleted before, and made anew under the same id: all settings are Azure's defaults again.</summary>
    public const string Recreated = "Recreated";

    /// <summary>Its whole subscription was cancelled.</summary>
    public const string Left = "Left";

    public const string Moved = "Moved";

    public const string Swapped = "Swapped";

    public const string Remediated = "Remediated";

    public const string Drifted = "Drifted";

    /// <summary>Somebody noticed what a swap or a re-creation had undone.</summary>
    public const string Restored = "Restored";

    public const string TagsCorrected = "TagsCorrected";

    public const string Stopped = "Stopped";
}
