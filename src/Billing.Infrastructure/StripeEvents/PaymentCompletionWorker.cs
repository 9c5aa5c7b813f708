using Billing.Application.Payments;
using MediatR;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Billing.Infrastructure.StripeEvents;

/// <summary>Fetches, a few at a time, what is missing of payments whose events were lost.</summary>
internal sealed partial class PaymentCompletionWorker(
    IServiceScopeFactory scopes, TimeProvider time, ILogger<PaymentCompletionWorker> logger) : BackgroundService
{
    /// <summary>Together a payment a second: far below Stripe's limit of calls.</summary>
    private const int PaymentsAtOnce = 10;

    private static readonly TimeSpan Every = TimeSpan.FromSeconds(10);

    /// <inheritdoc />
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Every, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await using AsyncServiceScope scope = scopes.CreateAsyncScope();
                await scope.ServiceProvider.GetRequiredService<ISender>().Send(new CompletePayments(PaymentsAtOnce), stoppingToken);
            }
            catch (Exception e) when (!stoppingToken.IsCancellationRequested)
            {
                LogFault(logger, e);
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Payments could not be completed; trying again")]
    private static partial void LogFault(ILogger logger, Exception exception);
}
