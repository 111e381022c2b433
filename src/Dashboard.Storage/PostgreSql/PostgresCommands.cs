using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Dashboard.Storage.PostgreSql;

/// <summary>
/// Before each command of EF: what is queued goes first, so that the command sees it; and its texts are made such as
/// PostgreSQL can hold.
/// </summary>
internal sealed class PostgresCommands : DbCommandInterceptor
{
    public static PostgresCommands Instance { get; } = new();

    public override async ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
        DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default)
    {
        await ReadyAsync(command, eventData.Context, cancellationToken);
        return result;
    }

    public override async ValueTask<InterceptionResult<int>> NonQueryExecutingAsync(
        DbCommand command, CommandEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
    {
        await ReadyAsync(command, eventData.Context, cancellationToken);
        return result;
    }

    public override async ValueTask<InterceptionResult<object>> ScalarExecutingAsync(
        DbCommand command, CommandEventData eventData, InterceptionResult<object> result, CancellationToken cancellationToken = default)
    {
        await ReadyAsync(command, eventData.Context, cancellationToken);
        return result;
    }

    private static ValueTask ReadyAsync(DbCommand command, DbContext? context, CancellationToken cancellationToken)
    {
        foreach (DbParameter parameter in command.Parameters)
        {
            parameter.Value = parameter.Value switch
            {
                string text => PostgresText.Of(text),
                IEnumerable<string?> texts when texts.Any(t => t is not null && !PostgresText.CanHold(t)) =>
                    texts.Select(t => t is null ? null : PostgresText.Of(t)).ToList(),
                var other => other,
            };
        }

        return context is PostgresDashboardDbContext postgres ? postgres.FlushAsync(cancellationToken) : ValueTask.CompletedTask;
    }
}
