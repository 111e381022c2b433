namespace Dashboard.Web.Hosting.Settings;

/// <summary>How the program signs in to the database.</summary>
public enum DatabaseAuthentication
{
    /// <summary>With what the connection string says.</summary>
    ConnectionString,

    /// <summary>On PostgreSQL: with a token of Entra ID in place of a password, got by the credential for Azure.</summary>
    Entra,
}
