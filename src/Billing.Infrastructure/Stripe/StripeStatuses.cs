using Billing.Domain.Checkout;
using Billing.Domain.Invoices;
using Billing.Domain.Payments;
using Billing.Domain.Subscriptions;

namespace Billing.Infrastructure.Stripe;

/// <summary>
/// Stripe's status words as ours. A word that is not known here is a <see cref="FormatException"/>: the event waits until
/// somebody has looked, instead of being taken for something else.
/// </summary>
internal static class StripeStatuses
{
    private const string Field = "status";

    /// <summary>https://docs.stripe.com/api/payment_intents/object#payment_intent_object-status</summary>
    public static PaymentIntentStatus PaymentIntent(StripeNode o) => o.RequiredText(Field) switch
    {
        "requires_payment_method" => PaymentIntentStatus.RequiresPaymentMethod,
        "requires_confirmation" => PaymentIntentStatus.RequiresConfirmation,
        "requires_action" => PaymentIntentStatus.RequiresAction,
        "processing" => PaymentIntentStatus.Processing,
        "requires_capture" => PaymentIntentStatus.RequiresCapture,
        "canceled" => PaymentIntentStatus.Canceled,
        "succeeded" => PaymentIntentStatus.Succeeded,
        var other => throw o.Unknown(Field, other),
    };

    /// <summary>https://docs.stripe.com/api/charges/object#charge_object-status</summary>
    public static ChargeStatus Charge(StripeNode o) => o.RequiredText(Field) switch
    {
        "pending" => ChargeStatus.Pending,
        "failed" => ChargeStatus.Failed,
        "succeeded" => ChargeStatus.Succeeded,
        var other => throw o.Unknown(Field, other),
    };

    /// <summary>https://docs.stripe.com/api/subscriptions/object#subscription_object-status</summary>
    public static SubscriptionStatus Subscription(StripeNode o) => o.RequiredText(Field) switch
    {
        "incomplete" => SubscriptionStatus.Incomplete,
        "incomplete_expired" => SubscriptionStatus.IncompleteExpired,
        "trialing" => SubscriptionStatus.Trialing,
        "active" => SubscriptionStatus.Active,
        "past_due" => SubscriptionStatus.PastDue,
        "canceled" => SubscriptionStatus.Canceled,
        "unpaid" => SubscriptionStatus.Unpaid,
        "paused" => SubscriptionStatus.Paused,
        var other => throw o.Unknown(Field, other),
    };

    /// <summary>Whether a schedule plans nothing any more: https://docs.stripe.com/api/subscription_schedules/object#subscription_schedule_object-status</summary>
    public static bool IsScheduleOver(StripeNode o) => o.RequiredText(Field) switch
    {
        "not_started" or "active" => false,
        "completed" or "released" or "canceled" => true,
        var other => throw o.Unknown(Field, other),
    };

    /// <summary>https://docs.stripe.com/api/invoices/object#invoice_object-status</summary>
    public static InvoiceStatus Invoice(StripeNode o) => o.RequiredText(Field) switch
    {
        "draft" => InvoiceStatus.Draft,
        "open" => InvoiceStatus.Open,
        "paid" => InvoiceStatus.Paid,
        "uncollectible" => InvoiceStatus.Uncollectible,
        "void" => InvoiceStatus.Void,
        var other => throw o.Unknown(Field, other),
    };

    /// <summary>https://docs.stripe.com/api/invoice-payment/object#invoice_payment_object-status; kept in Stripe's own words.</summary>
    public static string InvoicePayment(StripeNode o) => o.RequiredText(Field) switch
    {
        ("open" or "paid" or "canceled") and var known => known,
        var other => throw o.Unknown(Field, other),
    };

    /// <summary>https://docs.stripe.com/api/checkout/sessions/object#checkout_session_object-status</summary>
    public static CheckoutSessionStatus CheckoutSession(StripeNode o) => o.RequiredText(Field) switch
    {
        "open" => CheckoutSessionStatus.Open,
        "complete" => CheckoutSessionStatus.Complete,
        "expired" => CheckoutSessionStatus.Expired,
        var other => throw o.Unknown(Field, other),
    };
}
