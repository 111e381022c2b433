namespace Dashboard.Web.Access;

/// <summary>The headers that tell browsers what pages may do.</summary>
internal static class SecurityHeaders
{
    /// <summary>
    /// Adds them to every response. <c>style-src 'unsafe-inline'</c>: MudBlazor's theme and style attributes cannot carry
    /// a nonce. <c>base-uri 'self'</c> and not <c>'none'</c>: Blazor finds its scripts and its circuit through the page's
    /// own <c>&lt;base href="/"&gt;</c>, which 'none' forbids; 'self' still refuses a foreign one. Browsers that hold
    /// redirects to <c>form-action</c> would not follow the sign-out form to the identity provider, so its
    /// <paramref name="signInOrigin"/> is in there.
    /// </summary>
    public static IApplicationBuilder UseSecurityHeaders(this IApplicationBuilder app, string? signInOrigin = null)
    {
        var forms = signInOrigin is null ? "'self'" : "'self' " + signInOrigin;
        return app.Use(async (context, next) =>
        {
            var nonce = context.RequestServices.GetRequiredService<CspNonce>().Value;
            var headers = context.Response.Headers;
            headers.ContentSecurityPolicy =
                $"default-src 'self'; script-src 'self' 'nonce-{nonce}'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; "
                + $"font-src 'self'; connect-src 'self'; object-src 'none'; base-uri 'self'; form-action {forms}; frame-ancestors 'none'";
            headers.XContentTypeOptions = "nosniff";
            headers.XFrameOptions = "DENY";
            headers["Referrer-Policy"] = "same-origin";
            headers["Permissions-Policy"] = "camera=(), geolocation=(), microphone=(), payment=(), usb=()";
            headers["Cross-Origin-Opener-Policy"] = "same-origin";
            headers["Cross-Origin-Resource-Policy"] = "same-origin";
            // An answer is for whoever asked, and is gone with the session. What may be kept, such as a static file, says so itself.
            context.Response.OnStarting(() =>
            {
                if (headers.CacheControl.Count == 0) headers.CacheControl = "no-store";
                return Task.CompletedTask;
            });
            await next(context);
        });
    }
}
