using Billing.Application.Abstractions;
using Billing.Application.Emails;
using MediatR;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Billing.Infrastructure.Emails;

/// <summary>Sends the mails of the outbox. Without a mail server they wait there.</summary>
internal sealed partial class EmailWorker(
    IServiceScopeFactory scopes, IOptions<EmailOptions> options, IEmailSender sender, TimeProvider time, ILogger<EmailWorker> logger)
    : BackgroundService
{
    private const int MailsAtOnce = 20;

    private static readonly TimeSpan Every = TimeSpan.FromSeconds(1);

    /// <inheritdoc />
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (sender is SmtpEmailSender && options.Value.Host.Length == 0)
        {
            LogNoServer(logger);
            return;
        }

        using var timer = new PeriodicTimer(Every, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                while (await SendAsync(stoppingToken) == MailsAtOnce)
                {
                    // More are due.
                }
            }
            catch (Exception e) when (!stoppingToken.IsCancellationRequested)
            {
                LogFault(logger, e);
            }
        }
    }

    private async Task<int> SendAsync(CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<ISender>().Send(new SendDueEmails(MailsAtOnce), cancellationToken);
    }

    [LoggerMessage(LogLevel.Warning, "No mail is sent: Email:Host is not set. Mails wait in the table email_messages.")]
    private static partial void LogNoServer(ILogger logger);

    [LoggerMessage(LogLevel.Error, "Mails could not be sent; trying again")]
    private static partial void LogFault(ILogger logger, Exception exception);
}
