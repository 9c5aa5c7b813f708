using System.Collections.Concurrent;
using Billing.StripeSimulator.Faults;
using Billing.StripeSimulator.Hosting;
using Billing.StripeSimulator.Storage;

namespace Billing.StripeSimulator.Webhooks;

/// <summary>
/// Delivers events in the background: to each endpoint one after the other in the order in which they were made, to
/// different endpoints side by side. A failed delivery steps aside until its next attempt is due.
/// </summary>
internal sealed partial class WebhookDispatcher(
    SimulatorStore store,
    UnitOfWorkRunner runner,
    WebhookSender sender,
    FaultInjector faults,
    SimulatorOptions options,
    TimeProvider wallClock,
    ILogger<WebhookDispatcher> logger) : BackgroundService
{
    // One failure is nothing (an endpoint that starts a moment later); the deliveries list has every attempt.
    private const int WarnAtAttempt = 3;

    private readonly WakeSignal wake = new();
    private readonly Dictionary<string, Task> pumps = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, bool> busy = new(StringComparer.Ordinal);

    /// <inheritdoc />
    public override void Dispose()
    {
        base.Dispose();
        wake.Dispose();
    }

    /// <inheritdoc />
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        runner.Committed += wake.Set;
        try
        {
            while (!stoppingToken.IsCancellationRequested)
            {
                var now = wallClock.GetUtcNow();
                var (due, nextRetry) = store.Run(() => (store.Deliveries.EndpointsWithDue(now), store.Deliveries.NextRetryAfter(now)));
                foreach (var endpoint in due.Where(id => busy.TryAdd(id, true)))
                {
                    pumps[endpoint] = PumpAsync(endpoint, stoppingToken);
                }

                await wake.WaitAsync(nextRetry - wallClock.GetUtcNow(), stoppingToken);
            }
        }
        finally
        {
            runner.Committed -= wake.Set;
            await Task.WhenAll(pumps.Values).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task PumpAsync(string endpointId, CancellationToken cancellationToken)
    {
        await Task.Yield();
        try
        {
            while (NextDue(endpointId) is { } delivery)
            {
                await DeliverAsync(delivery, cancellationToken);
            }
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            LogPumpFailed(logger, exception, endpointId);
        }

        // Something may have become due after the last look: first another pump may run, then there is another look.
        busy.TryRemove(endpointId, out _);
        wake.Set();
    }

    private PendingDelivery? NextDue(string endpointId) =>
        store.Run(() => store.Deliveries.NextDue(endpointId, wallClock.GetUtcNow()));

    private async Task DeliverAsync(PendingDelivery delivery, CancellationToken cancellationToken)
    {
        var (endpoint, stored) = store.Run(() => (
            store.Documents.Find("webhook_endpoint", delivery.EndpointId), store.Documents.Find("event", delivery.EventId)));
        if (endpoint is not { IsDeleted: false, Status: "enabled" })
        {
            store.Run(() => store.Deliveries.Abandon(delivery.EndpointId));
            return;
        }

        if (faults.HoldBack(delivery) is { } wait)
        {
            store.Run(() => store.Deliveries.Postpone(delivery, wallClock.GetUtcNow() + wait));
            return;
        }

        if (delivery.Attempts == 0 && IsFirstOf(delivery) && faults.Drops(delivery))
        {
            var dropped = new DeliveryAttempt(delivery.EventId, delivery.EndpointId, 1, null, "not sent: a fault that was asked for", wallClock.GetUtcNow());
            store.Run(() => store.Deliveries.Record(delivery, dropped, nextAttemptAt: null));
            return;
        }

        var attempt = await SendAsync(delivery, endpoint, stored!, cancellationToken);
        var delivered = attempt.StatusCode is >= 200 and < 300;
        store.Run(() => store.Deliveries.Record(delivery, attempt, delivered ? null : wallClock.GetUtcNow() + DelayAfter(attempt.Attempt)));
        if (!delivered && attempt.Attempt == WarnAtAttempt)
        {
            LogAttemptFailed(logger, delivery.EventId, delivery.EndpointId, attempt.Attempt, attempt.StatusCode, attempt.Error);
        }
    }

    /// <summary>A delivery that somebody asked for again is made.</summary>
    private bool IsFirstOf(PendingDelivery delivery) => store.Run(() => store.Deliveries.Attempts(delivery.EventId, 1)).Count == 0;

    /// <summary>Whatever else is sent, only the true delivery counts.</summary>
    private async Task<DeliveryAttempt> SendAsync(
        PendingDelivery delivery, StripeDocument endpoint, StripeDocument stored, CancellationToken cancellationToken)
    {
        if (faults.Forges(delivery))
        {
            await sender.SendForgedAsync(endpoint, stored, cancellationToken);
        }

        if (!faults.Duplicates(delivery))
        {
            return await sender.SendAsync(delivery, endpoint, stored, cancellationToken);
        }

        var both = await Task.WhenAll(
            sender.SendAsync(delivery, endpoint, stored, cancellationToken), sender.SendAsync(delivery, endpoint, stored, cancellationToken));
        return both[0];
    }

    private TimeSpan DelayAfter(int attempt)
    {
        var factor = Math.Pow(2, Math.Min(attempt - 1, 30));
        var delay = options.WebhookRetryDelay.TotalSeconds * factor;
        return TimeSpan.FromSeconds(Math.Min(delay, options.WebhookMaxRetryDelay.TotalSeconds));
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Webhook {EventId} to {EndpointId}: attempt {Attempt} failed as well (status {Status}, {Error}).")]
    private static partial void LogAttemptFailed(ILogger logger, string eventId, string endpointId, int attempt, int? status, string? error);

    [LoggerMessage(Level = LogLevel.Error, Message = "Delivery to {EndpointId} stopped until the next event.")]
    private static partial void LogPumpFailed(ILogger logger, Exception exception, string endpointId);
}
