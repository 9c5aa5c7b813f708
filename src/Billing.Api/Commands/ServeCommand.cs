using Microsoft.Extensions.Options;

namespace Billing.Api.Commands;

/// <summary>Serves until it is stopped.</summary>
internal static class ServeCommand
{
    public static async Task<int> RunAsync(string[] settings)
    {
        var isStarted = false;
        await using var app = ApiHost.Build(settings, builder => StartFailure.LeaveToTheCaller(builder.Logging, () => isStarted));
        app.Services.GetRequiredService<IStartupValidator>().Validate();
        await app.StartAsync();
        isStarted = true;
        await app.WaitForShutdownAsync();
        return 0;
    }
}
