namespace Billing.Application.Abstractions;

/// <summary>
/// What is undone at Stripe when an account is closed. Each of these may be asked again: what is undone already stays so, and is no
/// failure.
/// </summary>
/// <exception cref="StripeRefusedException">Stripe answered with an error.</exception>
/// <exception cref="StripeUnreachableException">Stripe did not answer; the effect is unknown.</exception>
public interface IStripeDeparture
{
    /// <summary>Stripe's ids of a customer's subscriptions that have not ended.</summary>
    Task<IReadOnlyList<string>> FindLiveSubscriptionsAsync(string customerId, CancellationToken cancellationToken);

    /// <summary>Deletes a customer, with name, address and cards.</summary>
    Task DeleteCustomerAsync(string id, CancellationToken cancellationToken);
}
