using Microsoft.EntityFrameworkCore;

namespace Dashboard.Storage;

/// <summary>The model, the same for every database; each provider has a context of its own for its migrations.</summary>
public abstract class DashboardDbContext(DbContextOptions options) : DbContext(options);
