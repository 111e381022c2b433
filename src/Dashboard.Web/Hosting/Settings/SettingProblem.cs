namespace Dashboard.Web.Hosting.Settings;

/// <summary>A setting that cannot be used.</summary>
/// <param name="Key">Its name in environment form, for example <c>Dashboard__Azure__ResourceManagerEndpoint</c>.</param>
/// <param name="Problem">What is wrong.</param>
/// <param name="Remedy">What mends it.</param>
public sealed record SettingProblem(string Key, string Problem, string Remedy)
{
    /// <summary>One line for the operator, whatever the values contain.</summary>
    public override string ToString() => OneLine.Of($"{Key}: {Problem} {Remedy}");
}

/// <summary>Either usable settings, or every problem at once.</summary>
/// <param name="Settings">The settings; null where there is any problem.</param>
/// <param name="Problems">The problems; empty where there are settings.</param>
public sealed record SettingsResult(DashboardSettings? Settings, IReadOnlyList<SettingProblem> Problems);
