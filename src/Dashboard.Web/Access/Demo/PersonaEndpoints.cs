using Dashboard.Web.Api;
using Dashboard.Web.Urls;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Net.Http.Headers;

namespace Dashboard.Web.Access.Demo;

/// <summary>Choosing a persona in a browser.</summary>
internal static class PersonaEndpoints
{
    /// <summary>Maps the form target of the persona menu. The form needs an antiforgery token, which the framework checks.</summary>
    public static void MapPersona(this IEndpointRouteBuilder routes) =>
        routes.MapPost(DashboardUrls.Persona, Choose).RequireAuthorization(Policies.Read).ExcludeFromDescription();

    /// <summary>Gives a browser that shows a page the default persona, so that its links to exports work without a choice.</summary>
    public static IApplicationBuilder UseDefaultPersona(this IApplicationBuilder app) => app.Use((context, next) =>
    {
        var asksForPage = HttpMethods.IsGet(context.Request.Method) && !ApiPaths.IsApi(context.Request.Path)
            && context.Request.Headers.Accept.ToString().Contains("text/html", StringComparison.OrdinalIgnoreCase)
            && !context.Request.Headers.ContainsKey("X-Demo-Persona");
        if (asksForPage && PersonaCookie.Read(context.Request) is null) PersonaCookie.Write(context.Response, Personas.Default);
        return next(context);
    });

    private static IResult Choose([FromForm] string persona, [FromForm] string? returnUrl, HttpResponse response)
    {
        if (Personas.Find(persona) is not { } chosen)
            return Results.Problem("There is no such persona.", statusCode: StatusCodes.Status400BadRequest, title: "Unknown persona");
        PersonaCookie.Write(response, chosen);
        response.Headers[HeaderNames.CacheControl] = "no-store";
        return Results.LocalRedirect(LocalUrl.Or(returnUrl));
    }
}
