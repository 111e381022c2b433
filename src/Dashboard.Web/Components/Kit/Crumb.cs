namespace Dashboard.Web.Components.Kit;

/// <summary>A page above the current one.</summary>
/// <param name="Text">Its name.</param>
/// <param name="Href">Its address.</param>
public sealed record Crumb(string Text, string Href);
