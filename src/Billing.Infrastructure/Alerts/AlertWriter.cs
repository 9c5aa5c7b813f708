using Billing.Application.Abstractions;
using Billing.Application.Alerts;
using MediatR;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Billing.Infrastructure.Alerts;

/// <summary>Writes raised alerts down.</summary>
internal sealed partial class AlertWriter(
    OperatorAlerts alerts, IServiceScopeFactory scopes, TimeProvider time, ILogger<AlertWriter> logger) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    /// <inheritdoc />
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await foreach ((OperatorAlert alert, string subject) in alerts.Raised.ReadAllAsync(stoppingToken))
        {
            while (!await TryWriteAsync(new NoteAlert(alert, subject), stoppingToken))
            {
                await Task.Delay(Pause, time, stoppingToken);
            }
        }
    }

    private async Task<bool> TryWriteAsync(NoteAlert note, CancellationToken cancellationToken)
    {
        try
        {
            await using AsyncServiceScope scope = scopes.CreateAsyncScope();
            await scope.ServiceProvider.GetRequiredService<ISender>().Send(note, cancellationToken);
            return true;
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested)
        {
            LogFault(logger, e);
            return false;
        }
    }

    [LoggerMessage(LogLevel.Error, "An alert could not be written down; trying again")]
    private static partial void LogFault(ILogger logger, Exception exception);
}
