namespace Billing.Api.Security;

/// <summary>Tells browsers what they must not do with an answer.</summary>
internal static class SecurityHeaders
{
    /// <summary>Data is not a page: nothing may be loaded from it.</summary>
    private const string DataPolicy = "default-src 'none'; frame-ancestors 'none'";

    /// <summary>Swagger UI writes its styles into the page and its icons as data.</summary>
    private const string SwaggerPolicy =
        "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; "
        + "object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'none'";

    /// <summary>Answers that are about one person or their money.</summary>
    private static readonly PathString[] Personal = ["/v1/billing", "/v1/auth", "/v1/users", "/v1/admin"];

    private static readonly PathString[] Data = ["/v1", "/health"];

    public static IApplicationBuilder UseSecurityHeaders(this IApplicationBuilder app) => app.Use((context, next) =>
    {
        context.Response.OnStarting(Add, context);
        return next(context);
    });

    /// <summary>Added last: the handling of an exception clears what was set before.</summary>
    private static Task Add(object state)
    {
        var context = (HttpContext)state;
        var (path, headers) = (context.Request.Path, context.Response.Headers);
        headers.ContentSecurityPolicy = PolicyOf(context, path);
        headers.XContentTypeOptions = "nosniff";
        headers.XFrameOptions = "DENY";
        headers["Referrer-Policy"] = "strict-origin-when-cross-origin";
        if (Personal.Any(prefix => path.StartsWithSegments(prefix, StringComparison.OrdinalIgnoreCase)))
        {
            headers.CacheControl = "no-store";
        }

        return Task.CompletedTask;
    }

    private static string PolicyOf(HttpContext context, PathString path) =>
        Data.Any(prefix => path.StartsWithSegments(prefix, StringComparison.OrdinalIgnoreCase)) ? DataPolicy
        : path.StartsWithSegments("/swagger", StringComparison.OrdinalIgnoreCase) ? SwaggerPolicy
        : context.RequestServices.GetRequiredService<PagePolicy>().Value;
}
