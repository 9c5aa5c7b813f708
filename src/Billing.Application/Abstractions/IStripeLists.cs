using Billing.Application.StripeEvents;
using Billing.Domain.Checkout;
using Billing.Domain.Disputes;
using Billing.Domain.Payments;
using Billing.Domain.Refunds;
using Billing.Domain.Subscriptions;

namespace Billing.Application.Abstractions;

/// <summary>
/// Stripe's lists, page by page and newest first, each read to its end. What a list says may be older than what an event said: it tells
/// what to ask for, and never decides.
/// </summary>
/// <exception cref="StripeRefusedException">Stripe answered with an error.</exception>
/// <exception cref="StripeUnreachableException">Stripe did not answer.</exception>
public interface IStripeLists
{
    /// <summary>The events created at this moment or later (UTC); Stripe keeps them for 30 days.</summary>
    IAsyncEnumerable<IReadOnlyList<ReceivedEvent>> EventsAsync(DateTime since, CancellationToken cancellationToken);

    /// <summary>All subscriptions, ended ones too.</summary>
    IAsyncEnumerable<IReadOnlyList<SubscriptionSnapshot>> SubscriptionsAsync(CancellationToken cancellationToken);

    /// <summary>All plans of subscriptions' changes, those that are over too.</summary>
    IAsyncEnumerable<IReadOnlyList<SubscriptionScheduleSnapshot>> SubscriptionSchedulesAsync(CancellationToken cancellationToken);

    /// <summary>The checkouts that are open.</summary>
    IAsyncEnumerable<IReadOnlyList<CheckoutSessionSnapshot>> OpenCheckoutSessionsAsync(CancellationToken cancellationToken);

    /// <summary>The payment intents created at this moment or later (UTC).</summary>
    IAsyncEnumerable<IReadOnlyList<PaymentIntentSnapshot>> PaymentIntentsAsync(DateTime since, CancellationToken cancellationToken);

    /// <summary>The refunds created at this moment or later (UTC).</summary>
    IAsyncEnumerable<IReadOnlyList<RefundSnapshot>> RefundsAsync(DateTime since, CancellationToken cancellationToken);

    /// <summary>The disputes created at this moment or later (UTC).</summary>
    IAsyncEnumerable<IReadOnlyList<DisputeSnapshot>> DisputesAsync(DateTime since, CancellationToken cancellationToken);
}
