using Billing.Application.Portal;
using Billing.Application.Subscriptions;
using Billing.Domain.Subscriptions;

namespace Billing.Application.Abstractions;

/// <summary>What a subscription is to become.</summary>
/// <param name="SubscriptionId">Stripe's id of the subscription.</param>
/// <param name="ItemId">Stripe's id of the item that changes.</param>
/// <param name="PriceId">Stripe's id of the price then.</param>
/// <param name="Quantity">Units of the price then.</param>
/// <param name="ProrationDate">The moment to prorate for (UTC); null for the moment of the change.</param>
public sealed record SubscriptionChange(string SubscriptionId, string ItemId, string PriceId, long Quantity, DateTime? ProrationDate);

/// <summary>What somebody who leaves says.</summary>
/// <param name="Comment">In their own words.</param>
/// <param name="Feedback">In one word of Stripe's.</param>
public sealed record CancellationDetails(string? Comment, CancellationFeedback? Feedback);

/// <summary>An invoice that a change would make; amounts are in minor units.</summary>
/// <param name="Currency">Lowercase ISO 4217 code.</param>
/// <param name="TotalCents">The total after discounts and tax; negative when it gives credit.</param>
/// <param name="AmountDueCents">What would be charged, after credit.</param>
/// <param name="Lines">Its lines.</param>
public sealed record InvoicePreview(string Currency, long TotalCents, long AmountDueCents, IReadOnlyList<ChangePreviewLine> Lines);

/// <summary>
/// What is done to subscriptions at Stripe. The answer to a change may be one that Stripe repeats: what is so now tells only a look
/// (<see cref="IStripeGateway.GetSubscriptionAsync"/>), so none of these answers with the object.
/// </summary>
/// <exception cref="StripeRefusedException">Stripe answered with an error.</exception>
/// <exception cref="StripeUnreachableException">Stripe did not answer; the effect is unknown, asking again under the same key is safe.</exception>
public interface IStripeSubscriptions
{
    /// <summary>Reckons the invoice that a change at once would make.</summary>
    Task<InvoicePreview> PreviewChangeAsync(SubscriptionChange change, CancellationToken cancellationToken);

    /// <summary>Reckons what each period costs after a change, without what the change itself costs.</summary>
    Task<InvoicePreview> PreviewRecurringAsync(SubscriptionChange change, CancellationToken cancellationToken);

    /// <summary>
    /// Changes price and quantity at once and charges or credits the difference. Where it is not paid, nothing changes, and Stripe keeps
    /// the change as pending until its invoice is paid.
    /// </summary>
    Task ChangeAsync(SubscriptionChange change, string idempotencyKey, CancellationToken cancellationToken);

    /// <summary>Begins to plan a subscription's changes: a schedule whose only phase is the running period.</summary>
    /// <returns>Stripe's id of the schedule.</returns>
    Task<string> CreateScheduleAsync(string subscriptionId, string idempotencyKey, CancellationToken cancellationToken);

    /// <summary>Plans what comes after what is so now, instead of what was planned; afterwards the subscription goes on without a plan.</summary>
    Task PlanNextPhaseAsync(string scheduleId, PlannedPhase planned, string idempotencyKey, CancellationToken cancellationToken);

    /// <summary>Ends a schedule; its subscription stays as it is, and nothing is planned any more. One that is over is refused.</summary>
    Task ReleaseScheduleAsync(string scheduleId, string idempotencyKey, CancellationToken cancellationToken);

    /// <summary>Takes an open invoice back. A change that waits for its payment falls away with it. One that is not open is refused.</summary>
    Task VoidInvoiceAsync(string invoiceId, string idempotencyKey, CancellationToken cancellationToken);

    /// <summary>Ends a subscription with its period.</summary>
    Task CancelAtPeriodEndAsync(string id, CancellationDetails? details, string idempotencyKey, CancellationToken cancellationToken);

    /// <summary>Takes the planned end of a subscription back, whether it was set for the period's end or for another moment.</summary>
    Task KeepAsync(string id, string idempotencyKey, CancellationToken cancellationToken);

    /// <summary>
    /// Ends a subscription at once, without paying anything back. The value is null when Stripe has none of that id, or it has ended already.
    /// </summary>
    Task<StripeAnswer<SubscriptionSnapshot>> CancelSubscriptionAsync(
        string id, CancellationDetails? details, string idempotencyKey, CancellationToken cancellationToken);

    /// <summary>Stops collecting: invoices are taken back as they are made.</summary>
    Task PauseCollectionAsync(string id, DateTime? resumesAt, string idempotencyKey, CancellationToken cancellationToken);

    /// <summary>Collects invoices again, from the next one on.</summary>
    Task ResumeCollectionAsync(string id, string idempotencyKey, CancellationToken cancellationToken);

    /// <summary>
    /// Begins a new period now and charges it in full. Where it is not paid, nothing changes, and Stripe keeps the change as pending until
    /// its invoice is paid.
    /// </summary>
    Task RestartPeriodAsync(string id, string idempotencyKey, CancellationToken cancellationToken);

    /// <summary>Goes on with a subscription that Stripe paused, as soon as the invoice that this makes is paid.</summary>
    Task ResumeAsync(string id, string idempotencyKey, CancellationToken cancellationToken);

    /// <summary>Opens the hosted portal for a customer.</summary>
    /// <returns>Where it is.</returns>
    Task<string> CreatePortalSessionAsync(
        string customerId, string returnUrl, PortalFlow? flow, string idempotencyKey, CancellationToken cancellationToken);
}
