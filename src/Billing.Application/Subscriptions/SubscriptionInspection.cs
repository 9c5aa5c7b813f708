using Billing.Application.Abstractions;
using Billing.Application.Errors;
using Billing.Application.Invoices;
using Billing.Application.Payments;
using Billing.Domain.Invoices;
using Billing.Domain.Subscriptions;
using Microsoft.EntityFrameworkCore;

namespace Billing.Application.Subscriptions;

/// <summary>Brings a subscription in line with Stripe, and what belongs to it: its schedule, and its latest invoice while that is open.</summary>
public sealed class SubscriptionInspection(
    IBillingDbContext db,
    IStripeGateway stripe,
    IUnitOfWork work,
    SubscriptionMirror subscriptions,
    SubscriptionScheduleMirror schedules,
    InvoiceMirror invoices,
    InvoicePaymentMirror invoicePayments,
    PaymentIntentMirror payments)
{
    /// <summary>The user's subscription that counts, as Stripe has it now: what is decided about it is not decided about the past.</summary>
    /// <exception cref="BillingException"><c>no_subscription</c>.</exception>
    public async Task<UserSubscription> CurrentAsync(Guid userId, CancellationToken cancellationToken)
    {
        string known = await FindAsync(userId, cancellationToken) ?? throw NoSubscription();
        UserSubscription row = await LookAsync(known, cancellationToken);
        if (row.IsCurrent)
        {
            return row;
        }

        // It has ended meanwhile, or another one counts.
        string other = await FindAsync(userId, cancellationToken) ?? throw NoSubscription();
        return await LookAsync(other, cancellationToken) is { IsCurrent: true } current ? current : throw NoSubscription();
    }

    /// <summary>Looks at a subscription as Stripe has it now.</summary>
    /// <param name="stripeId">Stripe's id of a subscription that is known here.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>The row as it is then.</returns>
    public async Task<UserSubscription> LookAsync(string stripeId, CancellationToken cancellationToken)
    {
        await work.RunAsync(ct => subscriptions.RefreshAsync(stripeId, ct), cancellationToken);
        UserSubscription row = await db.Subscriptions.AsNoTracking().SingleAsync(s => s.StripeSubscriptionId == stripeId, cancellationToken);
        if (row.StripeScheduleId is { } schedule)
        {
            await LookAtScheduleAsync(schedule, cancellationToken);
        }

        if (row.LatestInvoiceId is { } invoice && !await IsSettledAsync(invoice, cancellationToken))
        {
            await LookAtInvoiceAsync(invoice, cancellationToken);
        }

        return row;
    }

    /// <summary>Looks at a schedule as Stripe has it now; of one that is over the subscription does not tell.</summary>
    public Task LookAtScheduleAsync(string stripeId, CancellationToken cancellationToken) =>
        work.RunAsync(ct => schedules.RefreshAsync(stripeId, ct), cancellationToken);

    /// <summary>Looks which payment pays an invoice, and how that stands.</summary>
    public async Task LookAtPaymentAsync(string invoice, CancellationToken cancellationToken)
    {
        StripeAnswer<InvoicePaymentSnapshot> payment = await stripe.FindPaymentOfInvoiceAsync(invoice, cancellationToken);
        await work.RunAsync(ct => invoicePayments.TakeAsync(payment, ct), cancellationToken);
        if (payment.Value?.PaymentIntentId is { } intent)
        {
            await work.RunAsync(ct => payments.RefreshAsync(intent, ct), cancellationToken);
        }
    }

    private Task<string?> FindAsync(Guid userId, CancellationToken cancellationToken) => db.Subscriptions
        .Where(s => s.UserId == userId && s.IsCurrent)
        .Select(s => s.StripeSubscriptionId)
        .SingleOrDefaultAsync(cancellationToken);

    private Task<bool> IsSettledAsync(string invoice, CancellationToken cancellationToken) => db.Invoices.AnyAsync(
        i => i.StripeInvoiceId == invoice && (i.Status == InvoiceStatus.Paid || i.Status == InvoiceStatus.Void), cancellationToken);

    /// <summary>Whether the payer has to confirm, tells the intent that pays the invoice.</summary>
    private async Task LookAtInvoiceAsync(string invoice, CancellationToken cancellationToken)
    {
        await work.RunAsync(ct => invoices.RefreshAsync(invoice, ct), cancellationToken);
        if (await IsSettledAsync(invoice, cancellationToken))
        {
            return;
        }

        await LookAtPaymentAsync(invoice, cancellationToken);
    }

    private static BillingException NoSubscription() => new(
        BillingErrorKind.Conflict, "no_subscription", "You have no subscription that could be changed. Subscribe to a plan first.");
}
