namespace Dashboard.Storage;

/// <summary>The database cannot be used as it is. The message is for the operator: what is wrong and what mends it; no secret is in it.</summary>
public sealed class DatabaseUnusableException(string message) : Exception(message);
