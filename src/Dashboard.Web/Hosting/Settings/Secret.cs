namespace Dashboard.Web.Hosting.Settings;

/// <summary>A text that no log, page or message shows. Whoever needs it asks for it by name.</summary>
public sealed class Secret(string value)
{
    /// <summary>What is shown in its place.</summary>
    public const string Hidden = "(set, hidden)";

    /// <summary>The text itself.</summary>
    public string Reveal() => value;

    /// <inheritdoc/>
    public override string ToString() => Hidden;
}
