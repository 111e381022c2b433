namespace Dashboard.Web.Access.Demo;

/// <summary>The browser's choice of a persona. It protects nothing (the demo binds loopback only), so it is plain text.</summary>
internal static class PersonaCookie
{
    private const string Name = "dashboard-persona";

    /// <summary>The persona that the browser chose; null where it chose none that exists.</summary>
    public static Persona? Read(HttpRequest request) => Personas.Find(request.Cookies[Name]);

    /// <summary>Keeps the choice. Strict: another site's form must not act as the visitor.</summary>
    public static void Write(HttpResponse response, Persona persona) => response.Cookies.Append(Name, persona.Key, new CookieOptions
    {
        HttpOnly = true,
        SameSite = SameSiteMode.Strict,
        IsEssential = true,
        Path = "/",
        MaxAge = TimeSpan.FromDays(30),
    });
}
