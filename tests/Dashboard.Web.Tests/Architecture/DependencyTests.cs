using System.Reflection;
using Dashboard.Azure;
using Dashboard.Core.Posture;
using Dashboard.Simulator;
using Dashboard.Storage;
using Dashboard.Web.Urls;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Components;
using Microsoft.EntityFrameworkCore;

namespace Dashboard.Web.Tests.Architecture;

public sealed class DependencyTests
{
    private static readonly Assembly Core = typeof(Verdict).Assembly;
    private static readonly Assembly Web = typeof(DashboardUrls).Assembly;

    [Fact]
    public void Core_needs_nothing_but_logging_abstractions() =>
        Assert.Equal(["Microsoft.Extensions.Logging.Abstractions"], Foreign(Core));

    [Fact]
    public void Azure_knows_core_and_no_storage_or_pages()
    {
        var names = Foreign(typeof(AzureSettings).Assembly).ToList();
        Assert.All(names.Where(n => n.StartsWith("Dashboard.", StringComparison.Ordinal)), n => Assert.Equal("Dashboard.Core", n));
        Assert.DoesNotContain(names, n => n.Contains("EntityFramework", StringComparison.Ordinal) || n.Contains("AspNetCore", StringComparison.Ordinal));
    }

    [Fact]
    public void Storage_knows_core_and_no_azure_or_pages()
    {
        var names = Foreign(typeof(DashboardDbContext).Assembly).ToList();
        Assert.All(names.Where(n => n.StartsWith("Dashboard.", StringComparison.Ordinal)), n => Assert.Equal("Dashboard.Core", n));
        Assert.DoesNotContain(names, n => n.StartsWith("Azure", StringComparison.Ordinal) || n.Contains("AspNetCore", StringComparison.Ordinal));
    }

    [Fact]
    public void The_simulator_stands_alone() => Assert.DoesNotContain(
        Foreign(typeof(SimulatorHost).Assembly), n => n.StartsWith("Dashboard.", StringComparison.Ordinal) || n.Contains("Azure", StringComparison.Ordinal));

    [Fact]
    public void No_component_holds_a_database_context()
    {
        foreach (var component in Components())
        {
            const BindingFlags all = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;
            var types = component.GetProperties(all).Select(p => p.PropertyType).Concat(component.GetFields(all).Select(f => f.FieldType));
            Assert.All(types, type => Assert.False(IsContext(type), $"{component.Name} holds {type.Name}"));
        }
    }

    [Fact]
    public void No_page_is_open_to_everyone() =>
        Assert.All(Components().Where(c => c.GetCustomAttributes<RouteAttribute>().Any()), page =>
            Assert.Empty(page.GetCustomAttributes<AllowAnonymousAttribute>(inherit: true)));

    private static bool IsContext(Type type) =>
        typeof(DbContext).IsAssignableFrom(type) || type.GenericTypeArguments.Any(IsContext);

    private static IEnumerable<Type> Components() => Web.GetTypes().Where(t => typeof(IComponent).IsAssignableFrom(t) && !t.IsAbstract);

    /// <summary>Assemblies that are not the framework's own.</summary>
    private static IEnumerable<string> Foreign(Assembly assembly) => assembly.GetReferencedAssemblies()
        .Select(a => a.Name!)
        .Where(n => !n.StartsWith("System.", StringComparison.Ordinal) && n is not ("netstandard" or "mscorlib" or "System"))
        .Order();
}
