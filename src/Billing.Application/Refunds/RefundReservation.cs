using System.Text.Json;
using Billing.Application.Abstractions;
using Billing.Application.Errors;
using Billing.Domain;
using Billing.Domain.Operations;
using Billing.Domain.Payments;
using Billing.Domain.Refunds;
using Microsoft.EntityFrameworkCore;

namespace Billing.Application.Refunds;

/// <summary>What an operator wants to give back.</summary>
/// <param name="PaymentId">Our id of the payment.</param>
/// <param name="AmountCents">How much, in minor units; null for all that is left.</param>
/// <param name="Reason">duplicate, fraudulent or requested_by_customer.</param>
/// <param name="OperationId">Names the operation: every try of it gets the same refund.</param>
public sealed record RefundOrder(Guid PaymentId, long? AmountCents, string Reason, Guid OperationId);

/// <summary>
/// Freezes a refund in a row before Stripe is asked for it. A unique index allows one such row for a payment, so that two operators
/// cannot both give back what is left.
/// </summary>
public sealed class RefundReservation(IBillingDbContext db, IUnitOfWork unitOfWork, ICurrentUser user, TimeProvider time)
{
    private DateTime Now => time.GetUtcNow().UtcDateTime;

    /// <summary>
    /// The row of the operation, new or known from an earlier try; or the row of another operation that Stripe has not answered yet.
    /// </summary>
    /// <exception cref="BillingException">There is no such payment, or so much of it cannot be given back.</exception>
    public Task<Refund> TakeAsync(RefundOrder order, CancellationToken cancellationToken) =>
        unitOfWork.RunAsync(token => FindOrOrderAsync(order, token), cancellationToken);

    /// <summary>Stripe has not made it: the row goes, so that another can be ordered.</summary>
    /// <param name="refund">The row.</param>
    /// <param name="because">Stripe's word, for the operators' log.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    public Task DropAsync(Refund refund, string because, CancellationToken cancellationToken) => unitOfWork.RunAsync(
        async token =>
        {
            Refund? row = await db.Refunds.FirstOrDefaultAsync(r => r.Id == refund.Id && r.Status == RefundStatus.Creating, token);
            if (row is not null)
            {
                db.Refunds.Remove(row);
                Note("refund.not_made", row.StripePaymentIntentId, new { refund_id = row.Id, because });
            }

            return row;
        },
        cancellationToken);

    private async Task<Refund> FindOrOrderAsync(RefundOrder order, CancellationToken cancellationToken)
    {
        PaymentTransaction payment = await db.Payments.AsNoTracking().FirstOrDefaultAsync(p => p.Id == order.PaymentId, cancellationToken)
            ?? throw new BillingException(BillingErrorKind.NotFound, "payment_not_found", "There is no such payment.");
        List<Refund> known = await db.Refunds
            .Where(r => r.StripePaymentIntentId == payment.StripePaymentIntentId)
            .Where(r => r.OperationId == order.OperationId || r.Status == RefundStatus.Creating)
            .ToListAsync(cancellationToken);
        return known.Find(r => r.OperationId == order.OperationId) ?? known.FirstOrDefault() ?? Order(order, payment);
    }

    private Refund Order(RefundOrder order, PaymentTransaction payment)
    {
        var request = new RefundRequest(
            order.OperationId, payment.UserId, payment.StripePaymentIntentId, AmountOf(order, payment), payment.Currency, order.Reason);
        var refund = Refund.Order(request, Now);
        db.Refunds.Add(refund);
        Note(
            "refund.create",
            payment.StripePaymentIntentId,
            new { refund_id = refund.Id, payment_id = payment.Id, amount_cents = refund.AmountCents, currency = refund.Currency, reason = refund.Reason });
        return refund;
    }

    /// <summary>As far as is known here; Stripe, which may know of later refunds, has the last word.</summary>
    private static long AmountOf(RefundOrder order, PaymentTransaction payment)
    {
        if (payment.IntentStatus != PaymentIntentStatus.Succeeded)
        {
            throw Conflict("payment_not_paid", "Only a payment that succeeded can be refunded.");
        }

        if (payment.IsHeldByBank)
        {
            throw Disputed();
        }

        long left = payment.RefundableCents;
        if (left <= 0)
        {
            throw Conflict("nothing_left_to_refund", "All of this payment has been refunded.");
        }

        var amount = Money.Of(order.AmountCents ?? left, payment.Currency);
        if (amount.AmountMinor > left)
        {
            throw Invalid($"At most {left} can be refunded: {Money.Of(left, payment.Currency)} are left of this payment.");
        }

        return amount.AmountMinor == left || amount.IsChargeable ? amount.AmountMinor : throw Invalid($"Must be a multiple of {amount.Currency.Step} in {payment.Currency}.");
    }

    /// <summary>The bank decides who gets the money.</summary>
    internal static BillingException Disputed() =>
        Conflict("payment_disputed", "The payer's bank has taken this payment back or is deciding on it; it cannot be refunded.");

    private static BillingException Conflict(string code, string message) => new(BillingErrorKind.Conflict, code, message);

    private static BillingException Invalid(string message) =>
        new(BillingErrorKind.Invalid, "amount_not_refundable", message) { Field = nameof(RefundOrder.AmountCents) };

    private void Note(string action, string subjectId, object details) => db.AuditEntries.Add(new AuditEntry
    {
        ActorId = user.Id,
        Action = action,
        SubjectId = subjectId,
        Details = JsonSerializer.Serialize(details),
        CreatedAt = Now,
    });
}
