using System.Globalization;
using Billing.Domain.Invoices;
using Billing.Domain.Payments;
using Billing.Domain.Refunds;
using Billing.Domain.Subscriptions;

namespace Billing.Application.Emails;

/// <summary>Which mails follow from what happened to a payment, an invoice or a card.</summary>
internal static class PaymentEmails
{
    /// <summary>
    /// Of one attempt Stripe tells that it failed and that the customer has to confirm it, in any order: the first is pointless beside
    /// the second, and waits a moment for it.
    /// </summary>
    private static readonly TimeSpan WaitForMore = TimeSpan.FromSeconds(10);

    /// <summary>The receipt of a payment of which all is known; null when it was not paid, or long ago.</summary>
    public static EmailDraft? Receipt(PaymentTransaction payment, DateTime since) =>
        payment is { IntentStatus: PaymentIntentStatus.Succeeded, StripeChargeId: not null } && payment.PaidAt > since
            ? new EmailDraft(
                payment.UserId,
                EmailKinds.Receipt,
                payment.StripePaymentIntentId,
                new EmailModel { PaymentId = payment.Id, AmountCents = payment.AmountCents, Currency = payment.Currency })
            : null;

    /// <summary>Money that goes back; null when it does not, or was sent long ago.</summary>
    public static EmailDraft? Refunded(Refund refund, DateTime since) =>
        refund is { Status: RefundStatus.Pending or RefundStatus.Succeeded, StripeRefundId: { } id } && refund.CreatedAt > since
            ? new EmailDraft(
                refund.UserId,
                EmailKinds.Refunded,
                id,
                new EmailModel { RefundId = refund.Id, AmountCents = refund.AmountCents, Currency = refund.Currency, At = refund.CreatedAt })
            : null;

    /// <summary>An attempt that failed; null when it did not, or long ago.</summary>
    public static EmailDraft? Failed(Invoice invoice, DateTime since) =>
        invoice is { Status: InvoiceStatus.Open, AttemptCount: > 0 } && invoice.SeenTo > since
            ? About(invoice, EmailKinds.PaymentFailed) with { Delay = WaitForMore }
            : null;

    /// <summary>An attempt that the customer has to confirm; null when it is over.</summary>
    public static EmailDraft? ToConfirm(Invoice invoice, DateTime since) =>
        invoice.Status == InvoiceStatus.Open && invoice.SeenTo > since ? About(invoice, EmailKinds.PaymentActionRequired) : null;

    /// <summary>A card that is no longer good when the subscription is renewed; null when it is, or there is no renewal.</summary>
    /// <param name="s">The subscription.</param>
    /// <param name="end">The first moment at which the card that is to be charged is no longer good (UTC).</param>
    /// <param name="now">Now, by Stripe's clock (UTC).</param>
    public static EmailDraft? CardExpiring(UserSubscription s, DateTime end, DateTime now) =>
        s.Renews && s.CurrentPeriodEnd > now && end <= s.CurrentPeriodEnd
            ? new EmailDraft(
                s.UserId,
                EmailKinds.CardExpiring,
                string.Create(CultureInfo.InvariantCulture, $"{s.StripeSubscriptionId}:{end:yyyy-MM}"),
                new EmailModel { SubscriptionId = s.Id, At = s.CurrentPeriodEnd })
            : null;

    private static EmailDraft About(Invoice invoice, string kind) => new(
        invoice.UserId,
        kind,
        string.Create(CultureInfo.InvariantCulture, $"{invoice.StripeInvoiceId}:{invoice.AttemptCount}"),
        new EmailModel
        {
            InvoiceId = invoice.Id,
            Attempt = invoice.AttemptCount,
            AmountCents = invoice.AmountDueCents,
            Currency = invoice.Currency,
            At = invoice.NextPaymentAttempt,
        });
}
