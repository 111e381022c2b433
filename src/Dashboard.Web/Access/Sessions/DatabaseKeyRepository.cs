using System.Xml.Linq;
using Dashboard.Storage.Sessions;
using Microsoft.AspNetCore.DataProtection.Repositories;

namespace Dashboard.Web.Access.Sessions;

/// <summary>
/// Keeps the keys of cookies in the database, which all replicas share. They lie there as they are: a cookie alone is worth
/// nothing without its row among the sessions, and whoever can write those needs no key.
/// </summary>
internal sealed class DatabaseKeyRepository(ProtectionKeys keys) : IXmlRepository
{
    /// <inheritdoc/>
    public IReadOnlyCollection<XElement> GetAllElements() => [.. keys.Read().Select(XElement.Parse)];

    /// <inheritdoc/>
    public void StoreElement(XElement element, string friendlyName) =>
        keys.Add(friendlyName, element.ToString(SaveOptions.DisableFormatting));
}
