namespace Dashboard.Azure;

/// <summary>There is no token for the database. The message is for the operator: why, and what mends it.</summary>
public sealed class NoDatabaseTokenException(string message) : Exception(message);
