using Billing.Application.Abstractions;
using Billing.Application.Alerts;
using Billing.Application.Options;
using Billing.Infrastructure.Emails;
using MediatR;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Billing.Infrastructure.Alerts;

/// <summary>Mails alerts to the operator, where an address is set.</summary>
internal sealed partial class AlertMailer(
    IServiceScopeFactory scopes, IOptions<AlertOptions> options, IOptions<EmailOptions> server, IEmailSender sender, TimeProvider time,
    ILogger<AlertMailer> logger) : BackgroundService
{
    /// <summary>Long enough that what goes wrong together comes in one mail.</summary>
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(10);

    /// <inheritdoc />
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (string.IsNullOrEmpty(options.Value.Email))
        {
            return;
        }

        if (sender is SmtpEmailSender && server.Value.Host.Length == 0)
        {
            LogNoServer(logger);
            return;
        }

        using var timer = new PeriodicTimer(Every, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await using AsyncServiceScope scope = scopes.CreateAsyncScope();
                await scope.ServiceProvider.GetRequiredService<ISender>().Send(new MailAlerts(), stoppingToken);
            }
            catch (Exception e) when (!stoppingToken.IsCancellationRequested)
            {
                LogFault(logger, e);
            }
        }
    }

    [LoggerMessage(LogLevel.Warning, "No alert is mailed: Alerts:Email is set, but Email:Host is not.")]
    private static partial void LogNoServer(ILogger logger);

    [LoggerMessage(LogLevel.Error, "Alerts could not be mailed; trying again")]
    private static partial void LogFault(ILogger logger, Exception exception);
}
