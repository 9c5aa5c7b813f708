using Billing.Api.Commands;
using Billing.Application;
using Billing.Infrastructure;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;

namespace Billing.Api;

/// <summary>The application: what it is made of, and how it starts. Tests and the sandbox build it the same way.</summary>
public static class ApiHost
{
    /// <summary>Builds the application without starting it.</summary>
    /// <param name="args">Settings as <c>--Section:Name=value</c>.</param>
    /// <param name="configure">Changes settings and logging, before anything is made of them.</param>
    /// <param name="replace">Replaces services, after all of them are registered.</param>
    public static WebApplication Build(
        string[] args, Action<WebApplicationBuilder>? configure = null, Action<IServiceCollection>? replace = null)
    {
        // Named, because another process may host it: parts, settings and pages are then still found beside this assembly.
        // Slim: without IIS, HTTP/3 and the logs of Windows.
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions
        {
            Args = args,
            ApplicationName = "Billing.Api",
            ContentRootPath = AppContext.BaseDirectory,
        });
        configure?.Invoke(builder);
        builder.Services
            .AddApplication(builder.Configuration["AutoMapper:LicenseKey"])
            .AddInfrastructure(builder.Configuration)
            .AddApi(builder.Configuration, builder.Environment);
        replace?.Invoke(builder.Services);
        builder.WebHost.UseKestrelHttpsConfiguration().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = RequestLimits.MaxBodyBytes;
        });

        // A request goes on where its bytes were read, on a thread of the pool already: each further hop costs as much as reading it does.
        builder.Services.Configure<SocketTransportOptions>(sockets => sockets.UnsafePreferInlineScheduling = true);

        var app = builder.Build();
        app.UseApi();
        return app;
    }

    /// <summary>Serves until it is stopped, or runs the sub-command that the arguments begin with.</summary>
    /// <returns>The exit code: 0, or 1 after one line on the standard error that says what is wrong.</returns>
    public static async Task<int> RunAsync(string[] args)
    {
        ArgumentNullException.ThrowIfNull(args);
        try
        {
            return await SubCommands.RunAsync(args);
        }
        catch (Exception e) when (StartFailure.Explain(e) is { } sentence)
        {
            await Console.Error.WriteLineAsync($"Billing: {sentence}");
            return 1;
        }
    }
}
