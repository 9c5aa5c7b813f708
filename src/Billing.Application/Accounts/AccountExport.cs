using Billing.Domain.Checkout;
using Billing.Domain.Disputes;
using Billing.Domain.Invoices;
using Billing.Domain.Payments;
using Billing.Domain.Refunds;
using Billing.Domain.Subscriptions;

namespace Billing.Application.Accounts;

/// <summary>Everything that is kept about a user, oldest first. Amounts are in minor units of their currency, times in UTC.</summary>
/// <param name="ExportedAt">When it was read.</param>
/// <param name="Account">The account.</param>
/// <param name="Customers">Who the user is to Stripe.</param>
/// <param name="Subscriptions">The subscriptions, past ones too.</param>
/// <param name="Payments">The payments.</param>
/// <param name="Invoices">The invoices.</param>
/// <param name="Refunds">Money that went back.</param>
/// <param name="Disputes">Payments that the bank questioned.</param>
/// <param name="Checkouts">The checkouts, past ones too.</param>
/// <param name="Emails">The mails that were written to the user.</param>
/// <param name="Sessions">The sign-ins that still work or are not forgotten yet.</param>
public sealed record AccountExport(
    DateTime ExportedAt,
    ExportedAccount Account,
    IAsyncEnumerable<ExportedCustomer> Customers,
    IAsyncEnumerable<ExportedSubscription> Subscriptions,
    IAsyncEnumerable<ExportedPayment> Payments,
    IAsyncEnumerable<ExportedInvoice> Invoices,
    IAsyncEnumerable<ExportedRefund> Refunds,
    IAsyncEnumerable<ExportedDispute> Disputes,
    IAsyncEnumerable<ExportedCheckout> Checkouts,
    IAsyncEnumerable<ExportedEmail> Emails,
    IAsyncEnumerable<ExportedSession> Sessions);

/// <summary>The account.</summary>
/// <param name="Id">Our id.</param>
/// <param name="Email">The address.</param>
/// <param name="EmailConfirmed">Whether the address is known to be the user's.</param>
/// <param name="Name">The name on invoices; null when none was given.</param>
/// <param name="Roles">The roles, <c>admin</c> for operators.</param>
/// <param name="CreatedAt">When it was opened.</param>
public sealed record ExportedAccount(
    Guid Id, string Email, bool EmailConfirmed, string? Name, IReadOnlyList<string> Roles, DateTime CreatedAt);

/// <summary>Who the user is to Stripe.</summary>
/// <param name="StripeCustomerId">Stripe's id; null when Stripe was never asked.</param>
/// <param name="Email">The address as Stripe has it.</param>
/// <param name="Name">The name as Stripe has it.</param>
/// <param name="CreatedAt">When the row was made.</param>
public sealed record ExportedCustomer(string? StripeCustomerId, string? Email, string? Name, DateTime CreatedAt);

/// <summary>A subscription.</summary>
/// <param name="Id">Our id.</param>
/// <param name="StripeSubscriptionId">Stripe's id.</param>
/// <param name="Plan">The plan's code; null when the price is none of ours.</param>
/// <param name="Status">Stripe's status.</param>
/// <param name="Quantity">Units of the price.</param>
/// <param name="CurrentPeriodStart">Start of the period that is paid or being paid.</param>
/// <param name="CurrentPeriodEnd">End of the period that is paid or being paid.</param>
/// <param name="TrialEnd">End of the trial; null without one.</param>
/// <param name="CancelAt">When it is going to end; null for none.</param>
/// <param name="CanceledAt">When somebody asked for its end; null for never.</param>
/// <param name="EndedAt">When it ended; null while it lives.</param>
/// <param name="CreatedAt">When Stripe created it.</param>
public sealed record ExportedSubscription(
    Guid Id,
    string StripeSubscriptionId,
    string? Plan,
    SubscriptionStatus Status,
    long Quantity,
    DateTime CurrentPeriodStart,
    DateTime CurrentPeriodEnd,
    DateTime? TrialEnd,
    DateTime? CancelAt,
    DateTime? CanceledAt,
    DateTime? EndedAt,
    DateTime CreatedAt);

/// <summary>A payment.</summary>
/// <param name="Id">Our id.</param>
/// <param name="StripePaymentIntentId">Stripe's id of the intent.</param>
/// <param name="StripeInvoiceId">Stripe's id of the invoice it pays; null for a one-time payment.</param>
/// <param name="AmountCents">The amount asked for.</param>
/// <param name="AmountRefundedCents">What was paid back.</param>
/// <param name="Currency">Lowercase ISO 4217 code.</param>
/// <param name="Status">What the payment is to its user.</param>
/// <param name="PaymentMethod">The card's brand, or the kind of payment method.</param>
/// <param name="PaymentMethodLast4">The last four digits of the card or account.</param>
/// <param name="Description">What it was for.</param>
/// <param name="FailureReason">Why the latest attempt failed.</param>
/// <param name="Metadata">What was noted with it.</param>
/// <param name="PaidAt">When it was paid.</param>
/// <param name="RefundedAt">When the first money went back.</param>
/// <param name="CreatedAt">When it was begun.</param>
public sealed record ExportedPayment(
    Guid Id,
    string StripePaymentIntentId,
    string? StripeInvoiceId,
    long AmountCents,
    long AmountRefundedCents,
    string Currency,
    PaymentStatus Status,
    string? PaymentMethod,
    string? PaymentMethodLast4,
    string? Description,
    string? FailureReason,
    IReadOnlyDictionary<string, string> Metadata,
    DateTime? PaidAt,
    DateTime? RefundedAt,
    DateTime CreatedAt);

/// <summary>An invoice.</summary>
/// <param name="Id">Our id.</param>
/// <param name="StripeInvoiceId">Stripe's id.</param>
/// <param name="Number">The number on it; null while it is a draft.</param>
/// <param name="Status">Stripe's status.</param>
/// <param name="Description">What it is for.</param>
/// <param name="Currency">Lowercase ISO 4217 code.</param>
/// <param name="TotalCents">The total after discounts and tax.</param>
/// <param name="AmountPaidCents">What was paid.</param>
/// <param name="HostedInvoiceUrl">Stripe's page on which it can be seen.</param>
/// <param name="PaidAt">When it was paid.</param>
/// <param name="CreatedAt">When Stripe created it.</param>
public sealed record ExportedInvoice(
    Guid Id,
    string StripeInvoiceId,
    string? Number,
    InvoiceStatus Status,
    string? Description,
    string Currency,
    long TotalCents,
    long AmountPaidCents,
    string? HostedInvoiceUrl,
    DateTime? PaidAt,
    DateTime CreatedAt);

/// <summary>Money that went back.</summary>
/// <param name="StripeRefundId">Stripe's id.</param>
/// <param name="StripePaymentIntentId">Stripe's id of the intent.</param>
/// <param name="AmountCents">The amount.</param>
/// <param name="Currency">Lowercase ISO 4217 code.</param>
/// <param name="Status">Stripe's status.</param>
/// <param name="Reason">Stripe's reason; null for none given.</param>
/// <param name="CreatedAt">When Stripe created it.</param>
public sealed record ExportedRefund(
    string StripeRefundId, string? StripePaymentIntentId, long AmountCents, string Currency, RefundStatus Status, string? Reason, DateTime CreatedAt);

/// <summary>A payment that the bank questioned.</summary>
/// <param name="StripeDisputeId">Stripe's id.</param>
/// <param name="StripePaymentIntentId">Stripe's id of the intent.</param>
/// <param name="AmountCents">The amount.</param>
/// <param name="Currency">Lowercase ISO 4217 code.</param>
/// <param name="Status">Stripe's status.</param>
/// <param name="Reason">The bank's reason in Stripe's words.</param>
/// <param name="CreatedAt">When Stripe created it.</param>
public sealed record ExportedDispute(
    string StripeDisputeId, string? StripePaymentIntentId, long AmountCents, string Currency, DisputeStatus Status, string? Reason, DateTime CreatedAt);

/// <summary>A checkout.</summary>
/// <param name="StripeSessionId">Stripe's id; null when Stripe was never asked.</param>
/// <param name="StripePriceId">Stripe's id of the price.</param>
/// <param name="Quantity">Units of the price.</param>
/// <param name="Status">Where it stands.</param>
/// <param name="CreatedAt">When it was begun.</param>
public sealed record ExportedCheckout(
    string? StripeSessionId, string StripePriceId, long Quantity, CheckoutSessionStatus Status, DateTime CreatedAt);

/// <summary>A mail.</summary>
/// <param name="Kind">What kind it is, <c>receipt</c> for example.</param>
/// <param name="SubjectId">What it is about, one of Stripe's ids for example.</param>
/// <param name="CreatedAt">When it was written.</param>
/// <param name="SentAt">When it was handed over; null until then.</param>
public sealed record ExportedEmail(string Kind, string SubjectId, DateTime CreatedAt, DateTime? SentAt);

/// <summary>A sign-in.</summary>
/// <param name="StartedAt">When it began.</param>
/// <param name="ExpiresAt">When it ends if nobody uses it.</param>
/// <param name="EndedAt">When it was ended; null while it works.</param>
public sealed record ExportedSession(DateTime StartedAt, DateTime ExpiresAt, DateTime? EndedAt);
