using System.Globalization;
using Npgsql;
using NpgsqlTypes;

namespace Dashboard.Storage.PostgreSql;

/// <summary>The kinds of values that columns hold, as the driver takes them.</summary>
internal static class PostgresValues
{
    /// <summary>A value as it is sent: enumerations as their number, text such as PostgreSQL can hold.</summary>
    public static object? Normal(object? value) => value switch
    {
        null or long or int or bool or byte[] => value,
        string text => PostgresText.Of(text),
        Enum member => Convert.ToInt32(member, CultureInfo.InvariantCulture),
        _ => throw new NotSupportedException($"No column holds a {value.GetType().Name}."),
    };

    /// <summary>A parameter; an unknown type of a missing value is found by the server.</summary>
    public static NpgsqlParameter Parameter(object? value) => value switch
    {
        null => new NpgsqlParameter { Value = DBNull.Value },
        string text => new NpgsqlParameter<string> { TypedValue = text, NpgsqlDbType = NpgsqlDbType.Text },
        long number => new NpgsqlParameter<long> { TypedValue = number },
        int number => new NpgsqlParameter<int> { TypedValue = number },
        bool flag => new NpgsqlParameter<bool> { TypedValue = flag },
        _ => new NpgsqlParameter { Value = value },
    };

    /// <summary>Writes a column of a row that is copied in.</summary>
    public static Task WriteAsync(NpgsqlBinaryImporter copy, object? value, CancellationToken cancellationToken) => value switch
    {
        null => copy.WriteNullAsync(cancellationToken),
        string text => copy.WriteAsync(text, NpgsqlDbType.Text, cancellationToken),
        long number => copy.WriteAsync(number, NpgsqlDbType.Bigint, cancellationToken),
        int number => copy.WriteAsync(number, NpgsqlDbType.Integer, cancellationToken),
        bool flag => copy.WriteAsync(flag, NpgsqlDbType.Boolean, cancellationToken),
        byte[] bytes => copy.WriteAsync(bytes, NpgsqlDbType.Bytea, cancellationToken),
        _ => throw new NotSupportedException($"No column holds a {value.GetType().Name}."),
    };
}
