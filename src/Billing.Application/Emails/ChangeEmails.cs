using Billing.Application.Abstractions;
using Billing.Application.Mirroring;
using Billing.Domain.Invoices;
using Billing.Domain.Operations;
using Billing.Domain.Refunds;
using Billing.Domain.Subscriptions;
using Microsoft.EntityFrameworkCore;

namespace Billing.Application.Emails;

/// <summary>
/// Writes down the mails that follow from what the mirrors changed, in the transaction of the changes: so a mail is there exactly when
/// its reason is. A change that is seen is told once, because a row changes once; the unique index is the proof of it. What was over
/// long before it became known here, an old payment that is imported for example, is not told.
/// </summary>
public sealed class ChangeEmails(IBillingDbContext db, IBillingClock clock, TimeProvider time)
{
    /// <summary>Stripe repeats a delivery for three days; what comes later was found by a comparison or a replay.</summary>
    private static readonly TimeSpan NewsAreNewFor = TimeSpan.FromDays(3);

    /// <summary>Writes them. Without news nothing is asked of the database, with any it is one question for each sort of them.</summary>
    public async Task WriteAsync(MirrorChanges changes, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(changes);
        DateTime now = clock.UtcNow;
        List<EmailDraft> drafts =
        [
            .. Known(changes, now - NewsAreNewFor),
            .. await RefundsAsync(changes.Refunds, now - NewsAreNewFor, cancellationToken),
            .. await ToConfirmAsync(changes.InvoicesToConfirm, now - NewsAreNewFor, cancellationToken),
            .. await TrialsAsync(changes.EndingTrials, now, cancellationToken),
            .. await CardsAsync(changes.CardsToCharge, now, cancellationToken),
        ];
        if (drafts.Count > 0)
        {
            await AddAsync(drafts, cancellationToken);
        }
    }

    /// <summary>What follows from rows that are at hand.</summary>
    private static IEnumerable<EmailDraft> Known(MirrorChanges changes, DateTime since) =>
    [
        .. changes.Subscriptions.SelectMany(s => SubscriptionEmails.Of(s.Key, s.Value, since)),
        .. changes.CompletedPayments.Select(p => PaymentEmails.Receipt(p, since)).OfType<EmailDraft>(),
        .. changes.TriedInvoices.Select(i => PaymentEmails.Failed(i, since)).OfType<EmailDraft>(),
    ];

    private async Task<IEnumerable<EmailDraft>> RefundsAsync(HashSet<string> ids, DateTime since, CancellationToken cancellationToken)
    {
        List<Refund> refunds = ids.Count == 0
            ? []
            : await db.Refunds.Where(r => r.StripeRefundId != null && ids.Contains(r.StripeRefundId)).ToListAsync(cancellationToken);
        return refunds.Select(r => PaymentEmails.Refunded(r, since)).OfType<EmailDraft>();
    }

    private async Task<IEnumerable<EmailDraft>> ToConfirmAsync(HashSet<string> ids, DateTime since, CancellationToken cancellationToken)
    {
        List<Invoice> invoices = ids.Count == 0
            ? []
            : await db.Invoices.Where(i => ids.Contains(i.StripeInvoiceId)).ToListAsync(cancellationToken);
        return invoices.Select(i => PaymentEmails.ToConfirm(i, since)).OfType<EmailDraft>();
    }

    private async Task<IEnumerable<EmailDraft>> TrialsAsync(HashSet<string> ids, DateTime now, CancellationToken cancellationToken)
    {
        List<UserSubscription> subscriptions = ids.Count == 0
            ? []
            : await db.Subscriptions.Where(s => ids.Contains(s.StripeSubscriptionId)).ToListAsync(cancellationToken);
        return subscriptions.Select(s => SubscriptionEmails.TrialEnding(s, now)).OfType<EmailDraft>();
    }

    private async Task<IEnumerable<EmailDraft>> CardsAsync(Dictionary<string, DateTime> cards, DateTime now, CancellationToken cancellationToken)
    {
        List<UserSubscription> subscriptions = cards.Count == 0
            ? []
            : await db.Subscriptions.Where(s => s.IsCurrent && cards.Keys.Contains(s.StripeSubscriptionId)).ToListAsync(cancellationToken);
        return subscriptions.Select(s => PaymentEmails.CardExpiring(s, cards[s.StripeSubscriptionId], now)).OfType<EmailDraft>();
    }

    private async Task AddAsync(List<EmailDraft> drafts, CancellationToken cancellationToken)
    {
        List<string> kinds = [.. drafts.Select(d => d.Kind).Distinct()];
        List<string> subjects = [.. drafts.Select(d => d.SubjectId).Distinct()];
        var there = await db.EmailMessages
            .Where(m => kinds.Contains(m.Kind) && subjects.Contains(m.SubjectId))
            .Select(m => new { m.Kind, m.SubjectId })
            .ToListAsync(cancellationToken);
        HashSet<(string, string)> taken = [.. there.Select(m => (m.Kind, m.SubjectId))];
        DateTime now = time.GetUtcNow().UtcDateTime;
        List<EmailMessage> added = [.. drafts.Where(d => taken.Add((d.Kind, d.SubjectId))).Select(d => d.ToMessage(now))];
        if (added.Count > 0)
        {
            db.EmailMessages.AddRange(added);
            await db.SaveChangesAsync(cancellationToken);
        }
    }
}
