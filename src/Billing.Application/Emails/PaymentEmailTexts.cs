using Billing.Application.Abstractions;
using Billing.Application.Options;
using Billing.Domain.Invoices;
using Billing.Domain.Operations;
using Billing.Domain.Payments;
using Billing.Domain.Refunds;
using Billing.Domain.Subscriptions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Billing.Application.Emails;

/// <summary>What the mails about payments and cards say; null when there is nothing to say any more.</summary>
internal sealed class PaymentEmailTexts(IBillingDbContext db, IStripeCards cards, IBillingClock clock, IOptions<BillingOptions> options)
{
    /// <summary>Money was paid.</summary>
    public async Task<EmailText?> ReceiptAsync(EmailMessage message, CancellationToken cancellationToken)
    {
        EmailModel model = EmailModel.Of(message);
        PaymentTransaction? payment = await db.Payments.AsNoTracking().SingleOrDefaultAsync(p => p.Id == model.PaymentId, cancellationToken);
        if (payment is null)
        {
            return null;
        }

        string? number = await db.Invoices
            .Where(i => i.StripeInvoiceId == payment.StripeInvoiceId)
            .Select(i => i.Number)
            .FirstOrDefaultAsync(cancellationToken);
        return new EmailText("receipt", new Dictionary<string, string?>
        {
            ["amount"] = EmailWords.Amount(payment.AmountCents, payment.Currency),
            ["description"] = payment.Description,
            ["paid_on"] = EmailWords.Date(payment.PaidAt),
            ["method"] = EmailWords.Card(payment.PaymentMethod, payment.PaymentMethodLast4),
            ["number"] = number,
            ["link"] = LinkTo($"billing/history/{payment.Id}"),
        });
    }

    /// <summary>Money goes back. What came back to the seller meanwhile is not told of.</summary>
    public async Task<EmailText?> RefundedAsync(EmailMessage message, CancellationToken cancellationToken)
    {
        EmailModel model = EmailModel.Of(message);
        Refund? refund = await db.Refunds.AsNoTracking().SingleOrDefaultAsync(r => r.Id == model.RefundId, cancellationToken);
        if (refund is not { Status: RefundStatus.Pending or RefundStatus.Succeeded })
        {
            return null;
        }

        PaymentTransaction? payment = await db.Payments.AsNoTracking()
            .SingleOrDefaultAsync(p => p.StripePaymentIntentId == refund.StripePaymentIntentId, cancellationToken);
        return new EmailText("refunded", new Dictionary<string, string?>
        {
            ["amount"] = EmailWords.Amount(refund.AmountCents, refund.Currency),
            ["description"] = payment?.Description,
            ["paid"] = payment is null ? null : EmailWords.Amount(payment.AmountCents, payment.Currency),
            ["date"] = EmailWords.Date(refund.CreatedAt),
            ["method"] = EmailWords.Card(payment?.PaymentMethod, payment?.PaymentMethodLast4),
            ["link"] = payment is null ? null : LinkTo($"billing/history/{payment.Id}"),
        });
    }

    /// <summary>An attempt failed. It is not told when the invoice is paid by now, or the customer is asked to confirm the same attempt.</summary>
    public async Task<EmailText?> FailedAsync(EmailMessage message, CancellationToken cancellationToken)
    {
        bool isToConfirm = await db.EmailMessages
            .AnyAsync(m => m.Kind == EmailKinds.PaymentActionRequired && m.SubjectId == message.SubjectId, cancellationToken);
        return isToConfirm ? null : await OpenInvoiceAsync(message, "payment_failed", cancellationToken);
    }

    /// <summary>The bank wants the customer to confirm.</summary>
    public Task<EmailText?> ToConfirmAsync(EmailMessage message, CancellationToken cancellationToken) =>
        OpenInvoiceAsync(message, "payment_action_required", cancellationToken);

    /// <summary>The card that is to be charged next is no longer good then: Stripe is asked which one that is.</summary>
    public async Task<EmailText?> CardExpiringAsync(EmailMessage message, CancellationToken cancellationToken)
    {
        EmailModel model = EmailModel.Of(message);
        UserSubscription? subscription = await db.Subscriptions.AsNoTracking()
            .SingleOrDefaultAsync(s => s.Id == model.SubscriptionId, cancellationToken);
        if (subscription is not { Renews: true }
            || await cards.FindDefaultAsync(subscription.StripeSubscriptionId, cancellationToken) is not { } card
            || card.ExpiresAt > subscription.CurrentPeriodEnd)
        {
            return null;
        }

        return new EmailText("card_expiring", new Dictionary<string, string?>
        {
            ["card"] = EmailWords.Card(card.Brand, card.Last4),
            ["last_month"] = EmailWords.LastMonth(card.ExpiresAt),
            ["renewal"] = EmailWords.Date(subscription.CurrentPeriodEnd),
            ["link"] = LinkTo("account/subscription"),
        });
    }

    private async Task<EmailText?> OpenInvoiceAsync(EmailMessage message, string template, CancellationToken cancellationToken)
    {
        EmailModel model = EmailModel.Of(message);
        Invoice? invoice = await db.Invoices.AsNoTracking().SingleOrDefaultAsync(i => i.Id == model.InvoiceId, cancellationToken);
        if (invoice is not { Status: InvoiceStatus.Open } || invoice.AttemptCount != model.Attempt)
        {
            return null;
        }

        UserSubscription? subscription = await db.Subscriptions.AsNoTracking()
            .SingleOrDefaultAsync(s => s.StripeSubscriptionId == invoice.StripeSubscriptionId, cancellationToken);
        SubscriptionAccess? access = subscription is null ? null : SubscriptionAccess.Of(subscription, clock.UtcNow, options.Value.GraceDays);
        return new EmailText(template, new Dictionary<string, string?>
        {
            ["amount"] = EmailWords.Amount(invoice.AmountDueCents, invoice.Currency),
            ["description"] = invoice.Description,
            ["next_attempt"] = EmailWords.Date(invoice.NextPaymentAttempt),
            ["usable_until"] = access is { IsInGrace: true, Until: { } until } ? EmailWords.Date(until) : null,
            ["pay"] = invoice.HostedInvoiceUrl,
            ["link"] = LinkTo("account/subscription"),
        });
    }

    private string LinkTo(string page) => $"{options.Value.AppOrigin()}/{page}";
}
