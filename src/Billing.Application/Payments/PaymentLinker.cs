using Billing.Application.Abstractions;
using Billing.Application.Mirroring;
using Billing.Domain.Disputes;
using Billing.Domain.Invoices;
using Billing.Domain.Payments;
using Microsoft.EntityFrameworkCore;

namespace Billing.Application.Payments;

/// <summary>
/// Fills in payments from whatever is known by now of their charges, invoices and subscriptions. Runs inside the transaction that
/// writes those, so that no order of events leaves a gap (docs/decisions/0002-payments-are-projections.md).
/// </summary>
public sealed class PaymentLinker(IBillingDbContext db, TimeProvider time)
{
    /// <summary>The events of one payment arrive within seconds of each other; past this, one of them was lost.</summary>
    internal static readonly TimeSpan EventsTakeAtMost = TimeSpan.FromSeconds(60);

    /// <summary>Links the payments that the changes touch, and counts the new ones.</summary>
    public async Task LinkAsync(MirrorChanges changes, CancellationToken cancellationToken)
    {
        HashSet<string> intents =
            [.. changes.PaymentIntents, .. changes.DisputedIntents, .. await IntentsOfInvoicesAsync(changes, cancellationToken)];
        if (intents.Count > 0)
        {
            await LinkAsync(intents, changes, cancellationToken);
        }

        if (changes.NewPayments.Count > 0)
        {
            await db.AddToPaymentCountsAsync(changes.NewPayments, cancellationToken);
        }
    }

    private async Task<List<string>> IntentsOfInvoicesAsync(MirrorChanges changes, CancellationToken cancellationToken)
    {
        HashSet<string> invoices = [.. changes.Invoices];
        if (changes.NewSubscriptions.Count > 0)
        {
            invoices.UnionWith(await db.Invoices
                .Where(i => i.StripeSubscriptionId != null && changes.NewSubscriptions.Contains(i.StripeSubscriptionId))
                .Select(i => i.StripeInvoiceId)
                .ToListAsync(cancellationToken));
        }

        return invoices.Count == 0
            ? []
            : await db.InvoicePayments
                .Where(p => p.StripePaymentIntentId != null && invoices.Contains(p.StripeInvoiceId))
                .Select(p => p.StripePaymentIntentId!)
                .ToListAsync(cancellationToken);
    }

    private async Task LinkAsync(HashSet<string> intents, MirrorChanges changes, CancellationToken cancellationToken)
    {
        List<PaymentTransaction> payments = await db.Payments
            .Where(p => intents.Contains(p.StripePaymentIntentId))
            .ToListAsync(cancellationToken);
        if (payments.Count == 0)
        {
            return;
        }

        ILookup<string, Charge> charges = (await db.Charges
            .Where(c => intents.Contains(c.StripePaymentIntentId))
            .ToListAsync(cancellationToken)).ToLookup(c => c.StripePaymentIntentId);
        Dictionary<string, InvoiceLink> invoices = await InvoicesAsync(intents, cancellationToken);
        DateTime due = time.GetUtcNow().UtcDateTime + EventsTakeAtMost;
        foreach (PaymentTransaction payment in payments)
        {
            bool wasComplete = payment.IsComplete;
            if (Shown(charges[payment.StripePaymentIntentId]) is { } charge)
            {
                payment.Link(charge);
            }

            if (invoices.TryGetValue(payment.StripePaymentIntentId, out InvoiceLink? link))
            {
                payment.Link(link.StripeInvoiceId, link.Invoice, link.SubscriptionId);
            }

            payment.PlanCompletion(due);
            if (payment.IsComplete && !wasComplete)
            {
                changes.CompletedPayments.Add(payment);
            }
        }

        if (changes.DisputedIntents is { Count: > 0 } disputed)
        {
            await LinkDisputesAsync(payments.Where(p => disputed.Contains(p.StripePaymentIntentId)), disputed, cancellationToken);
        }
    }

    /// <summary>A dispute is stored when its payment is here, so that a payment without changed disputes need not look for any.</summary>
    private async Task LinkDisputesAsync(IEnumerable<PaymentTransaction> payments, HashSet<string> intents, CancellationToken cancellationToken)
    {
        ILookup<string, Dispute> disputes = (await db.Disputes
            .Where(d => intents.Contains(d.StripePaymentIntentId))
            .ToListAsync(cancellationToken)).ToLookup(d => d.StripePaymentIntentId);
        foreach (PaymentTransaction payment in payments)
        {
            payment.Link([.. disputes[payment.StripePaymentIntentId]]);
        }
    }

    /// <summary>The charge a payment shows: the succeeded one, else the newest.</summary>
    private static Charge? Shown(IEnumerable<Charge> charges) => charges
        .OrderByDescending(c => c.Status == ChargeStatus.Succeeded)
        .ThenByDescending(c => c.CreatedAt)
        .ThenByDescending(c => c.StripeChargeId, StringComparer.Ordinal)
        .FirstOrDefault();

    private async Task<Dictionary<string, InvoiceLink>> InvoicesAsync(HashSet<string> intents, CancellationToken cancellationToken)
    {
        var links = await (
            from payment in db.InvoicePayments
            where payment.StripePaymentIntentId != null && intents.Contains(payment.StripePaymentIntentId)
            join invoice in db.Invoices on payment.StripeInvoiceId equals invoice.StripeInvoiceId into found
            from invoice in found.DefaultIfEmpty()
            join subscription in db.Subscriptions on invoice.StripeSubscriptionId equals subscription.StripeSubscriptionId into owners
            from subscription in owners.DefaultIfEmpty()
            select new
            {
                Intent = payment.StripePaymentIntentId,
                Link = new InvoiceLink(payment.StripeInvoiceId, invoice, subscription == null ? null : subscription.Id),
            }).ToListAsync(cancellationToken);
        return links
            .GroupBy(l => l.Intent)
            .ToDictionary(g => g.Key, g => g.OrderBy(l => l.Link.StripeInvoiceId, StringComparer.Ordinal).First().Link);
    }

    private sealed record InvoiceLink(string StripeInvoiceId, Invoice? Invoice, Guid? SubscriptionId);
}
