using Billing.Application.Abstractions;
using Billing.Application.Mirroring;
using Billing.Domain.Disputes;
using Billing.Domain.Invoices;
using Billing.Domain.Payments;
using Microsoft.EntityFrameworkCore;

namespace Billing.Application.Payments;

/// <summary>
/// Fills in payments from whatever is known by now of their charges, invoices and subscriptions. Its results are written by the
/// transaction that writes those, so that no order of events leaves a gap (docs/decisions/0002-payments-are-projections.md).
/// </summary>
public sealed class PaymentLinker(IBillingDbContext db, MirrorRows rows, TimeProvider time)
{
    /// <summary>The events of one payment arrive within seconds of each other; past this, one of them was lost.</summary>
    internal static readonly TimeSpan EventsTakeAtMost = TimeSpan.FromSeconds(60);

    /// <summary>Links the payments that the changes touch.</summary>
    public async Task LinkAsync(MirrorChanges changes, CancellationToken cancellationToken)
    {
        HashSet<string> intents = [.. changes.PaymentIntents, .. changes.DisputedIntents];
        HashSet<string> invoices = [.. changes.Invoices, .. await InvoicesOfSubscriptionsAsync(changes.NewSubscriptions, cancellationToken)];
        if (intents.Count == 0 && invoices.Count == 0)
        {
            return;
        }

        List<InvoicePayment> paid = await InvoicePaymentsAsync(intents, invoices, cancellationToken);
        HashSet<string> ofInvoices = [.. paid.Select(p => p.StripePaymentIntentId!).Except(intents)];
        if (ofInvoices.Count > 0)
        {
            // Such an intent may pay other invoices too.
            paid = [.. paid.Union(await InvoicePaymentsAsync(ofInvoices, [], cancellationToken))];
            intents.UnionWith(ofInvoices);
        }

        await LinkAsync(intents, paid, changes, cancellationToken);
    }

    private async Task<IEnumerable<string>> InvoicesOfSubscriptionsAsync(HashSet<string> subscriptions, CancellationToken cancellationToken)
    {
        List<Invoice> found = subscriptions.Count == 0 ? [] : await db.ReadAsync(
            db.Invoices.Where(i => i.StripeSubscriptionId != null && subscriptions.Contains(i.StripeSubscriptionId)),
            i => i.StripeSubscriptionId is not null && subscriptions.Contains(i.StripeSubscriptionId),
            cancellationToken);
        return found.Select(i => i.StripeInvoiceId);
    }

    private Task<List<InvoicePayment>> InvoicePaymentsAsync(HashSet<string> intents, HashSet<string> invoices, CancellationToken cancellationToken)
    {
        IQueryable<InvoicePayment> ofIntents = db.InvoicePayments.Where(p =>
            p.StripePaymentIntentId != null && intents.Contains(p.StripePaymentIntentId));
        IQueryable<InvoicePayment> ofInvoices = db.InvoicePayments.Where(p =>
            p.StripePaymentIntentId != null && invoices.Contains(p.StripeInvoiceId));

        // Two searches of an index: for conditions joined by "or" SQL Server would read the table.
        return db.ReadAsync(
            invoices.Count == 0 ? ofIntents : intents.Count == 0 ? ofInvoices : ofIntents.Union(ofInvoices),
            p => p.StripePaymentIntentId is not null && (intents.Contains(p.StripePaymentIntentId) || invoices.Contains(p.StripeInvoiceId)),
            cancellationToken);
    }

    /// <summary>A payment whose own event is in the batch was looked for already.</summary>
    private async Task<List<PaymentTransaction>> PaymentsAsync(HashSet<string> intents, CancellationToken cancellationToken)
    {
        List<string> unread = db.IsInTransaction ? [.. intents] : rows.Unknown<PaymentTransaction>(intents);
        if (unread.Count > 0)
        {
            await db.Payments.Where(p => unread.Contains(p.StripePaymentIntentId)).LoadAsync(cancellationToken);
        }

        return [.. db.Known<PaymentTransaction>().Where(p => intents.Contains(p.StripePaymentIntentId))];
    }

    private async Task LinkAsync(
        HashSet<string> intents, List<InvoicePayment> invoicePayments, MirrorChanges changes, CancellationToken cancellationToken)
    {
        List<PaymentTransaction> payments = await PaymentsAsync(intents, cancellationToken);
        if (payments.Count == 0)
        {
            return;
        }

        ILookup<string, Charge> charges = (await db.ReadAsync(
            db.Charges.Where(c => intents.Contains(c.StripePaymentIntentId)), c => intents.Contains(c.StripePaymentIntentId), cancellationToken))
            .ToLookup(c => c.StripePaymentIntentId);
        Dictionary<string, InvoiceLink> invoices = await InvoicesAsync(invoicePayments, cancellationToken);
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
        ILookup<string, Dispute> disputes = (await db.ReadAsync(
            db.Disputes.Where(d => intents.Contains(d.StripePaymentIntentId)), d => intents.Contains(d.StripePaymentIntentId), cancellationToken))
            .ToLookup(d => d.StripePaymentIntentId);
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

    private async Task<Dictionary<string, InvoiceLink>> InvoicesAsync(List<InvoicePayment> payments, CancellationToken cancellationToken)
    {
        if (payments.Count == 0)
        {
            return [];
        }

        HashSet<string> paid = [.. payments.Select(p => p.StripeInvoiceId)];
        Dictionary<string, Invoice> invoices = (await db.ReadAsync(
            db.Invoices.Where(i => paid.Contains(i.StripeInvoiceId)), i => paid.Contains(i.StripeInvoiceId), cancellationToken))
            .DistinctBy(i => i.StripeInvoiceId)
            .ToDictionary(i => i.StripeInvoiceId);
        HashSet<string> billed = [.. invoices.Values.Select(i => i.StripeSubscriptionId).OfType<string>()];
        Dictionary<string, Guid> subscriptions = billed.Count == 0 ? [] : (await db.ReadAsync(
            db.Subscriptions.Where(s => billed.Contains(s.StripeSubscriptionId)), s => billed.Contains(s.StripeSubscriptionId), cancellationToken))
            .DistinctBy(s => s.StripeSubscriptionId)
            .ToDictionary(s => s.StripeSubscriptionId, s => s.Id);
        return payments
            .GroupBy(p => p.StripePaymentIntentId!)
            .ToDictionary(g => g.Key, g => Link(g.Select(p => p.StripeInvoiceId).Order(StringComparer.Ordinal).First()));

        InvoiceLink Link(string stripeInvoiceId)
        {
            Invoice? invoice = invoices.GetValueOrDefault(stripeInvoiceId);
            Guid? subscription = invoice?.StripeSubscriptionId is { } id && subscriptions.TryGetValue(id, out Guid found) ? found : null;
            return new InvoiceLink(stripeInvoiceId, invoice, subscription);
        }
    }

    private sealed record InvoiceLink(string StripeInvoiceId, Invoice? Invoice, Guid? SubscriptionId);
}
