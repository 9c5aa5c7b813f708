using Billing.Application.Abstractions;
using Billing.Domain.Invoices;
using Billing.Domain.Payments;
using Billing.Domain.Subscriptions;
using Microsoft.EntityFrameworkCore;

namespace Billing.Application.Subscriptions;

/// <summary>The invoices of a subscription that wait to be paid.</summary>
internal static class OpenInvoices
{
    /// <summary>The latest of them; null for none.</summary>
    public static async Task<OpenInvoice?> LatestAsync(IBillingDbContext db, UserSubscription subscription, CancellationToken cancellationToken) =>
        await Of(db, subscription)
            .Select(i => new OpenInvoice(
                i.Id,
                i.Number,
                i.AmountDueCents,
                i.Currency,
                i.HostedInvoiceUrl,
                i.NextPaymentAttempt,
                db.Payments.Any(p => p.StripeInvoiceId == i.StripeInvoiceId && p.IntentStatus == PaymentIntentStatus.RequiresAction)))
            .FirstOrDefaultAsync(cancellationToken);

    /// <summary>The hosted page of the latest of them; null for none.</summary>
    public static Task<string?> PageOfAsync(IBillingDbContext db, UserSubscription subscription, CancellationToken cancellationToken) =>
        Of(db, subscription).Select(i => i.HostedInvoiceUrl).FirstOrDefaultAsync(cancellationToken);

    private static IQueryable<Invoice> Of(IBillingDbContext db, UserSubscription subscription) => db.Invoices
        .Where(i => i.StripeSubscriptionId == subscription.StripeSubscriptionId && i.Status == InvoiceStatus.Open)
        .OrderByDescending(i => i.CreatedAt).ThenByDescending(i => i.Id);
}
