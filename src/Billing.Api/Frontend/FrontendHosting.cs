using Microsoft.AspNetCore.ResponseCompression;
using Microsoft.Extensions.FileProviders;

namespace Billing.Api.Frontend;

/// <summary>Serves the built front end from the API's own origin: the folder <c>wwwroot</c> beside the program.</summary>
internal static class FrontendHosting
{
    private const string IndexFile = "index.html";

    /// <summary>Every address of the app is its one page; what is under these is not the app's.</summary>
    private const string AppAddresses = "{**path:nonfile:regex(^(?!(v1|health|swagger|assets|_sandbox)(/|$)).*$)}";

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

    /// <summary>Answers the app's addresses with its page.</summary>
    public static void MapFrontend(this WebApplication app)
    {
        if (!IsBuilt)
        {
            return;
        }

        foreach (var pattern in (ReadOnlySpan<string>)["/", AppAddresses])
        {
            app.MapFallback(pattern, SendPageAsync).AllowAnonymous();
        }
    }

    /// <summary>For every method: an endpoint for GET alone would answer 405 where nothing is at all.</summary>
    private static Task SendPageAsync(HttpContext context)
    {
        if (!HttpMethods.IsGet(context.Request.Method) && !HttpMethods.IsHead(context.Request.Method))
        {
            context.Response.StatusCode = StatusCodes.Status405MethodNotAllowed;
            return Task.CompletedTask;
        }

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
