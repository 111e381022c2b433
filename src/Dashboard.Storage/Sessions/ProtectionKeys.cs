using Dashboard.Storage.Model;
using Microsoft.EntityFrameworkCore;

namespace Dashboard.Storage.Sessions;

/// <summary>The keys that protect cookies and forms. Not asynchronous, since the framework that reads them is not.</summary>
public sealed class ProtectionKeys(IDbContextFactory<DashboardDbContext> factory)
{
    /// <summary>All of them, as XML.</summary>
    public IReadOnlyList<string> Read()
    {
        using var context = factory.CreateDbContext();
        return [.. context.ProtectionKeys.Select(k => k.Xml)];
    }

    /// <summary>Keeps another.</summary>
    public void Add(string name, string xml)
    {
        using var context = factory.CreateDbContext();
        context.ProtectionKeys.Add(new ProtectionKeyRow { Name = name, Xml = xml });
        context.SaveChanges();
    }
}
