namespace Billing.Application.Abstractions;

/// <summary>The card that a subscription is charged to.</summary>
/// <param name="Brand">The brand as Stripe names it, <c>visa</c> for example.</param>
/// <param name="Last4">The last four digits.</param>
/// <param name="ExpiresAt">The first moment (UTC) at which it is no longer good.</param>
public sealed record CardOnFile(string Brand, string Last4, DateTime ExpiresAt);

/// <summary>The cards that Stripe keeps.</summary>
/// <exception cref="StripeRefusedException">Stripe answered with an error.</exception>
/// <exception cref="StripeUnreachableException">Stripe did not answer.</exception>
public interface IStripeCards
{
    /// <summary>
    /// The card that the next invoice of a subscription is charged to: the subscription's own, else its customer's. Null when there is none,
    /// or something that is no card.
    /// </summary>
    Task<CardOnFile?> FindDefaultAsync(string stripeSubscriptionId, CancellationToken cancellationToken);

    /// <summary>
    /// From now on a subscription is charged to what its customer's invoices are charged to, and no longer to a means of payment of its own.
    /// One that has none of its own or the same, has ended, or whose customer has none, stays as it is.
    /// </summary>
    Task ChargeCustomersDefaultAsync(string stripeSubscriptionId, string idempotencyKey, CancellationToken cancellationToken);
}
