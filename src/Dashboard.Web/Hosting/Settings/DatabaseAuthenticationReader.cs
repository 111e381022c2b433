using System.Net;
using Dashboard.Azure;
using Dashboard.Storage;
using Npgsql;

namespace Dashboard.Web.Hosting.Settings;

/// <summary>How the program signs in to the database, and whether the connection string goes with it.</summary>
internal static class DatabaseAuthenticationReader
{
    private const string Key = "Database:Authentication";

    private const string Text = "Database:ConnectionString";

    /// <summary>Reads it. <paramref name="storage"/> was read before: what is wrong with its connection string has been told.</summary>
    public static DatabaseAuthentication Read(SettingSource source, DashboardMode mode, StorageSettings storage)
    {
        var authentication = source.Choice(Key, DatabaseAuthentication.ConnectionString);
        if (authentication != DatabaseAuthentication.Entra) return authentication;

        if (storage.Provider != DatabaseProvider.PostgreSql)
            source.Wrong(Key, "A SQLite file takes no token.", $"Set {SettingSource.NameOf("Database:Provider")}=PostgreSql, or leave it out.");
        else if (mode == DashboardMode.Demo)
            source.Wrong(Key, "The demo has no identity in Entra ID.", $"Leave it out, or set {SettingSource.NameOf("Mode")}=Azure.");
        else if (CredentialKind.LoopbackToken.ToString().Equals(source.Text("Azure:Credential"), StringComparison.OrdinalIgnoreCase))
            source.Wrong(Key, "The credential LoopbackToken gives no token of Entra ID.", $"Set {SettingSource.NameOf("Azure:Credential")} to another, or leave it out.");
        else if (storage.ConnectionString.Length > 0)
            Check(source, new NpgsqlConnectionStringBuilder(storage.ConnectionString));
        return authentication;
    }

    private static void Check(SettingSource source, NpgsqlConnectionStringBuilder connection)
    {
        if (!string.IsNullOrEmpty(connection.Password) || !string.IsNullOrEmpty(connection.Passfile))
            source.Wrong(Text, "It has a password, but with Entra a token takes its place.", "Remove Password and Passfile from it.");
        if (string.IsNullOrWhiteSpace(connection.Username))
            source.Wrong(Text, "It names no user.", "Add Username=… with the database role of the program's identity.");
        // Whoever gets the token can open the database: it goes to no server that has not proved its name.
        if (connection.SslMode != SslMode.VerifyFull && !IsOnThisMachine(connection.Host))
            source.Wrong(Text, "With Entra the server must prove its name before it gets the token.", "Add 'Ssl Mode=VerifyFull' to it.");
    }

    /// <summary>Several hosts are separated by commas and may have ports; a path is a socket of this machine.</summary>
    private static bool IsOnThisMachine(string? hosts) => hosts?.Split(',', StringSplitOptions.TrimEntries).All(host =>
        host.StartsWith('/')
        || host.Split(':')[0].Equals("localhost", StringComparison.OrdinalIgnoreCase)
        || (IPEndPoint.TryParse(host, out var address) && IPAddress.IsLoopback(address.Address))) ?? true;
}
