using Billing.Infrastructure.Persistence;
using Microsoft.Extensions.Options;

namespace Billing.Api.Commands;

/// <summary>Serves until it is stopped.</summary>
internal static class ServeCommand
{
    /// <summary>
    /// The pool begins with a thread for each core and adds more slowly. SQLite works on the thread that asks it, so on a small machine
    /// one batch of events would keep deliveries from being read.
    /// </summary>
    private const int MinWorkerThreads = 16;

    public static async Task<int> RunAsync(string[] settings)
    {
        ThreadPool.GetMinThreads(out int workers, out int completions);
        ThreadPool.SetMinThreads(Math.Max(workers, MinWorkerThreads), completions);
        var isStarted = false;
        var warmUp = Task.CompletedTask;
        await using var app = ApiHost.Build(settings, builder =>
        {
            warmUp = DatabaseWarmUp.RunAsync(builder.Configuration);
            StartFailure.LeaveToTheCaller(builder.Logging, () => isStarted);
        });
        app.Services.GetRequiredService<IStartupValidator>().Validate();
        await warmUp;
        await app.StartAsync();
        isStarted = true;
        // Two thirds of the heap are left over from the start.
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        await app.WaitForShutdownAsync();
        return 0;
    }
}
