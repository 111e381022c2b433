using System.Text.Json;
using Dashboard.Simulator.Kql.Values;

namespace Dashboard.Simulator.Estate.Given;

/// <summary>Reads an estate from a file, or says what is wrong with it.</summary>
internal static class EstateFile
{
    public static async Task<GivenEstate> ReadAsync(string path, CancellationToken ct)
    {
        try
        {
            var text = await File.ReadAllTextAsync(path, ct);
            return new GivenEstate(Rows(Json.Parse(text)));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException or FormatException)
        {
            throw new EstateFileException(path, e);
        }
    }

    /// <summary>An array of rows, or what <c>az graph query</c> prints: an object with the rows in <c>data</c>.</summary>
    private static List<Bag> Rows(object? json)
    {
        var items = json as object?[] ?? (json as Bag)?.Get("data") as object?[]
            ?? throw new FormatException("it is neither a JSON array of resources nor an object with such an array in 'data'");
        var rows = new List<Bag>(items.Length);
        for (var i = 0; i < items.Length; i++)
        {
            if (items[i] is not Bag row || row.Get("id") is not string { Length: > 0 } id || id[0] != '/')
            {
                throw new FormatException($"row {i} is not an object with a resource id in 'id'");
            }

            rows.Add(row);
        }

        return rows;
    }
}

/// <summary>An estate file cannot be served; the message names the file and the reason.</summary>
public sealed class EstateFileException : Exception
{
    /// <summary>Names the file and what is wrong with it.</summary>
    public EstateFileException(string path, Exception reason)
        : base($"Cannot read the estate file '{path}': {reason?.Message}", reason)
    {
    }
}
