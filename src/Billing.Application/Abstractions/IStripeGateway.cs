using Billing.Domain.Checkout;
using Billing.Domain.Customers;
using Billing.Domain.Invoices;
using Billing.Domain.Payments;
using Billing.Domain.Subscriptions;

namespace Billing.Application.Abstractions;

/// <summary>An answer of Stripe about one object, with what the snapshot rule needs to know of it.</summary>
/// <param name="Value">The object; null when Stripe has none of that id, or only the stub of a deleted one.</param>
/// <param name="Date">The answer's Date header (UTC).</param>
/// <param name="Took">How long the request took, measured here.</param>
public sealed record StripeAnswer<T>(T? Value, DateTime Date, TimeSpan Took)
    where T : class;

/// <summary>A customer to be created.</summary>
public sealed record NewCustomer(Guid UserId, string? Email, string? Name);

/// <summary>A subscription checkout to be created; null trial days for none. A trial may do without a card.</summary>
public sealed record NewCheckoutSession(
    Guid UserId, string CustomerId, string PriceId, long Quantity, int? TrialDays, bool TrialNeedsCard, string SuccessUrl, string CancelUrl);

/// <summary>A one-time payment to be begun. The amount is in minor units.</summary>
public sealed record NewPaymentIntent(
    Guid UserId, string CustomerId, long AmountCents, string Currency, string? Description);

/// <summary>
/// Stripe, as far as it is used. Every creation takes an idempotency key derived from a row of ours. Reading something that is not
/// there answers null; every other failure is one of two exceptions.
/// </summary>
/// <exception cref="StripeRefusedException">Stripe answered with an error.</exception>
/// <exception cref="StripeUnreachableException">Stripe did not answer; the effect is unknown.</exception>
public interface IStripeGateway
{
    /// <summary>Creates a customer with our user's id in its metadata.</summary>
    Task<StripeAnswer<CustomerSnapshot>> CreateCustomerAsync(NewCustomer customer, string idempotencyKey, CancellationToken cancellationToken);

    /// <summary>Looks for a customer by e-mail whose metadata names the user; the newest when there are several.</summary>
    Task<StripeAnswer<CustomerSnapshot>?> FindCustomerAsync(string email, Guid userId, CancellationToken cancellationToken);

    /// <summary>Reads a customer.</summary>
    Task<StripeAnswer<CustomerSnapshot>> GetCustomerAsync(string id, CancellationToken cancellationToken);

    /// <summary>Creates a hosted checkout in subscription mode.</summary>
    Task<StripeAnswer<CheckoutSessionSnapshot>> CreateCheckoutSessionAsync(NewCheckoutSession session, string idempotencyKey, CancellationToken cancellationToken);

    /// <summary>Reads a checkout session.</summary>
    Task<StripeAnswer<CheckoutSessionSnapshot>> GetCheckoutSessionAsync(string id, CancellationToken cancellationToken);

    /// <summary>Ends an open checkout session. One that is already over is refused.</summary>
    Task<StripeAnswer<CheckoutSessionSnapshot>> ExpireCheckoutSessionAsync(string id, CancellationToken cancellationToken);

    /// <summary>Begins a one-time payment.</summary>
    Task<StripeAnswer<PaymentIntentSnapshot>> CreatePaymentIntentAsync(NewPaymentIntent intent, string idempotencyKey, CancellationToken cancellationToken);

    /// <summary>Reads a payment intent.</summary>
    Task<StripeAnswer<PaymentIntentSnapshot>> GetPaymentIntentAsync(string id, CancellationToken cancellationToken);

    /// <summary>Reads the charge that an intent shows: its latest. Null value when the intent has none.</summary>
    Task<StripeAnswer<ChargeSnapshot>> GetLatestChargeAsync(string paymentIntentId, CancellationToken cancellationToken);

    /// <summary>Reads a charge.</summary>
    Task<StripeAnswer<ChargeSnapshot>> GetChargeAsync(string id, CancellationToken cancellationToken);

    /// <summary>Reads a subscription.</summary>
    Task<StripeAnswer<SubscriptionSnapshot>> GetSubscriptionAsync(string id, CancellationToken cancellationToken);

    /// <summary>Reads an invoice.</summary>
    Task<StripeAnswer<InvoiceSnapshot>> GetInvoiceAsync(string id, CancellationToken cancellationToken);

    /// <summary>Reads an invoice payment.</summary>
    Task<StripeAnswer<InvoicePaymentSnapshot>> GetInvoicePaymentAsync(string id, CancellationToken cancellationToken);

    /// <summary>Reads a schedule of a subscription's changes.</summary>
    Task<StripeAnswer<SubscriptionScheduleSnapshot>> GetSubscriptionScheduleAsync(string id, CancellationToken cancellationToken);

    /// <summary>Looks for the payment of an invoice: of several the one that was made last. Null value when it has none.</summary>
    Task<StripeAnswer<InvoicePaymentSnapshot>> FindPaymentOfInvoiceAsync(string invoiceId, CancellationToken cancellationToken);

    /// <summary>Looks for the invoice payment of an intent; null value when it pays no invoice.</summary>
    Task<StripeAnswer<InvoicePaymentSnapshot>> FindInvoicePaymentAsync(string paymentIntentId, CancellationToken cancellationToken);
}
