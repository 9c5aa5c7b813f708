using Microsoft.AspNetCore.ResponseCompression;
using Microsoft.Extensions.FileProviders;

namespace Billing.Api.Frontend;

/// <summary>Serves the built front end from the API's own origin: the folder <c>wwwroot</c> beside the program.</summary>
internal static class FrontendHosting
{
    private const string IndexFile = "index.html";

    /// <summary>Every address is the app's one page, but what is under these and what names a file.</summary>
    private static readonly PathString[] Elsewhere = ["/v1", "/health", "/swagger", "/assets", "/_sandbox"];

    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "wwwroot");

    public static IServiceCollection AddFrontend(this IServiceCollection services) => services
        .AddResponseCompression(compression =>
        {
            // Only public files are compressed (see UseFrontendFiles), so nothing secret can be guessed from their length.
            compression.EnableForHttps = true;
            compression.Providers.Add<BrotliCompressionProvider>();
            compression.Providers.Add<GzipCompressionProvider>();
        })
        .AddHostedService<FrontendNote>();

    /// <summary>Whether the front end was built into this program.</summary>
    public static bool IsBuilt => File.Exists(Path.Combine(Folder, IndexFile));

    /// <summary>Serves the files themselves. Before routing: for the router every file could be an address of the app.</summary>
    public static void UseFrontendFiles(this WebApplication app)
    {
        if (!IsBuilt)
        {
            return;
        }

        app.UseWhen(
            context => !context.Request.Path.StartsWithSegments("/v1", StringComparison.OrdinalIgnoreCase),
            files => files.UseResponseCompression());
        app.UseStaticFiles(Files());
    }

    /// <summary>
    /// Answers the app's addresses with its page. After routing, and only what it found nothing for: as a route of its own it would turn
    /// 404 and 405 of the API into one another.
    /// </summary>
    public static void UseFrontendPage(this WebApplication app)
    {
        if (IsBuilt)
        {
            app.Use((context, next) => context.GetEndpoint() is null && IsAppAddress(context.Request) ? SendPageAsync(context) : next(context));
        }
    }

    private static bool IsAppAddress(HttpRequest request) =>
        (HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method))
        && !Elsewhere.Any(prefix => request.Path.StartsWithSegments(prefix, StringComparison.OrdinalIgnoreCase))
        && !Path.HasExtension(request.Path);

    private static Task SendPageAsync(HttpContext context)
    {
        context.Response.ContentType = "text/html; charset=utf-8";
        context.Response.Headers.CacheControl = CacheFor(context.Request.Path);
        return context.Response.SendFileAsync(Path.Combine(Folder, IndexFile), context.RequestAborted);
    }

    private static StaticFileOptions Files() => new()
    {
        FileProvider = new PhysicalFileProvider(Folder),
        OnPrepareResponse = file => file.Context.Response.Headers.CacheControl = CacheFor(file.Context.Request.Path),
    };

    /// <summary>Files under assets carry their content's hash in the name; the page that names them is asked for every time.</summary>
    private static string CacheFor(PathString path) =>
        path.StartsWithSegments("/assets", StringComparison.Ordinal) ? "public, max-age=31536000, immutable" : "no-cache";
}

/// <summary>Says at the start when the program was built without the front end.</summary>
internal sealed partial class FrontendNote(ILogger<FrontendNote> logger) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        if (!FrontendHosting.IsBuilt)
        {
            LogNotBuilt();
        }

        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    [LoggerMessage(LogLevel.Warning, "The front end is missing: this program was built with BuildFrontend=false. Only the API is served.")]
    private partial void LogNotBuilt();
}
