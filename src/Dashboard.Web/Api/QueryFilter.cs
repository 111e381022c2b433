namespace Dashboard.Web.Api;

/// <summary>Reads the query string before the handler runs, and answers 400 where it is not understood.</summary>
internal sealed class QueryFilter : IEndpointFilter
{
    private static readonly object Key = new();

    /// <inheritdoc/>
    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var query = ApiQuery.Read(context.HttpContext);
        context.HttpContext.Items[Key] = query;
        return Invalid(query) ?? await next(context);
    }

    /// <summary>The query string of this request, read.</summary>
    public static ApiQuery Of(HttpContext context) => (ApiQuery)context.Items[Key]!;

    /// <summary>The problem of <paramref name="query"/>; null where there is none.</summary>
    public static IResult? Invalid(ApiQuery query) => query.Errors.Count == 0
        ? null
        : Results.ValidationProblem(
            query.Errors.ToDictionary(e => e.Key, e => e.Value.ToArray()),
            detail: string.Join(" ", query.Errors.SelectMany(e => e.Value)), title: "The query string is not understood");
}
