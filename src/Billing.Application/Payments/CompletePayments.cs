using Billing.Application.Abstractions;
using Billing.Application.Invoices;
using Billing.Application.Mirroring;
using Billing.Application.Subscriptions;
using Billing.Domain.Invoices;
using Billing.Domain.Payments;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Billing.Application.Payments;

/// <summary>
/// Asks Stripe for what is missing of paid payments whose events had their time: the charge, the invoice and its subscription.
/// </summary>
/// <param name="Limit">How many payments at most.</param>
public sealed record CompletePayments(int Limit) : IRequest<int>;

internal sealed class CompletePaymentsHandler(IBillingDbContext db, IUnitOfWork work, PaymentCompletion completion, TimeProvider time)
    : IRequestHandler<CompletePayments, int>
{
    private static readonly TimeSpan TryAgainAfter = TimeSpan.FromHours(1);

    /// <summary>Returns how many payments were looked at.</summary>
    public async Task<int> Handle(CompletePayments request, CancellationToken cancellationToken)
    {
        DateTime now = time.GetUtcNow().UtcDateTime;
        List<string> due = await db.Payments
            .Where(p => p.CompleteAfter != null && p.CompleteAfter <= now)
            .OrderBy(p => p.CompleteAfter)
            .Select(p => p.StripePaymentIntentId)
            .Take(request.Limit)
            .ToListAsync(cancellationToken);
        foreach (string intent in due)
        {
            await work.RunAsync(token => CompleteAsync(intent, now, token), cancellationToken);
        }

        return due.Count;
    }

    private async Task<PaymentTransaction> CompleteAsync(string intent, DateTime now, CancellationToken cancellationToken)
    {
        PaymentTransaction payment = await db.Payments.SingleAsync(p => p.StripePaymentIntentId == intent, cancellationToken);
        try
        {
            await completion.CompleteAsync(payment, cancellationToken);
        }
        catch (Exception e) when (e is StripeRefusedException or StripeUnreachableException or FormatException)
        {
            // A value that is not known here counts as no answer: the payments behind this one must not wait for somebody to look.
            payment.PostponeCompletion(now + TryAgainAfter);
        }

        return payment;
    }
}

/// <summary>Fetches what belongs to a paid intent.</summary>
public sealed class PaymentCompletion(
    IStripeGateway stripe, ChargeMirror charges, InvoicePaymentMirror invoicePayments, InvoiceMirror invoices, SubscriptionMirror subscriptions,
    MirrorChanges changes)
{
    /// <summary>Brings what belongs to a payment in line; then there is no more to know of it.</summary>
    /// <exception cref="StripeRefusedException">Stripe answered with an error.</exception>
    /// <exception cref="StripeUnreachableException">Stripe did not answer.</exception>
    public async Task CompleteAsync(PaymentTransaction payment, CancellationToken cancellationToken)
    {
        await FetchAsync(payment.StripePaymentIntentId, cancellationToken);
        payment.Complete();
        changes.CompletedPayments.Add(payment);
    }

    /// <summary>Brings the charge, the invoice payment, the invoice and its subscription of an intent in line.</summary>
    /// <exception cref="StripeRefusedException">Stripe answered with an error.</exception>
    /// <exception cref="StripeUnreachableException">Stripe did not answer.</exception>
    public async Task FetchAsync(string paymentIntentId, CancellationToken cancellationToken)
    {
        await charges.TakeAsync(await stripe.GetLatestChargeAsync(paymentIntentId, cancellationToken), cancellationToken);
        StripeAnswer<InvoicePaymentSnapshot> link = await stripe.FindInvoicePaymentAsync(paymentIntentId, cancellationToken);
        if (link.Value is not { } found)
        {
            return;
        }

        await invoicePayments.TakeAsync(link, cancellationToken);
        StripeAnswer<InvoiceSnapshot> invoice = await stripe.GetInvoiceAsync(found.InvoiceId, cancellationToken);
        await invoices.TakeAsync(invoice, cancellationToken);
        if (invoice.Value?.SubscriptionId is { } subscription)
        {
            await subscriptions.RefreshAsync(subscription, cancellationToken);
        }
    }
}
