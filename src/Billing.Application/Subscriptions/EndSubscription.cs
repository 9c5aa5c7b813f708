using Billing.Application.Abstractions;
using Billing.Application.Behaviours;
using Billing.Application.Errors;
using Billing.Domain.Refunds;
using Billing.Domain.Subscriptions;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Billing.Application.Subscriptions;

/// <summary>Ends a user's subscription at once; for operators.</summary>
/// <param name="Id">Our id.</param>
/// <param name="Refund">Pay its last payment back.</param>
public sealed record EndSubscription(Guid Id, bool Refund) : IRequest<EndedSubscription>, IIdempotentRequest;

/// <summary>A subscription that an operator ended.</summary>
/// <param name="Id">Our id.</param>
/// <param name="StripeSubscriptionId">Stripe's id.</param>
/// <param name="Status">Stripe's status now.</param>
/// <param name="EndedAt">When it ended (UTC).</param>
/// <param name="RefundedCents">What goes back, in minor units; null for nothing.</param>
/// <param name="Currency">Lowercase ISO 4217 code of the amount; null for nothing.</param>
public sealed record EndedSubscription(
    Guid Id, string StripeSubscriptionId, SubscriptionStatus Status, DateTime? EndedAt, long? RefundedCents, string? Currency);

internal sealed class EndSubscriptionHandler(
    IBillingDbContext db, SubscriptionCancellation cancellation, LastPaymentRefund refunds, SubscriptionAudit audit)
    : IRequestHandler<EndSubscription, EndedSubscription>
{
    public async Task<EndedSubscription> Handle(EndSubscription request, CancellationToken cancellationToken)
    {
        UserSubscription row = await db.Subscriptions.AsNoTracking().SingleOrDefaultAsync(s => s.Id == request.Id, cancellationToken)
            ?? throw new BillingException(BillingErrorKind.NotFound, "subscription_not_found", "There is no such subscription.");
        await audit.NoteEndAsync(row, request.Refund, cancellationToken);
        UserSubscription ended = row.Status.IsTerminal() ? row : await cancellation.EndNowAsync(row, details: null, cancellationToken);
        Refund? refund = request.Refund ? await refunds.MakeAsync(ended, isDuplicate: row.DuplicateOf is not null, cancellationToken) : null;
        return new EndedSubscription(
            ended.Id, ended.StripeSubscriptionId, ended.Status, ended.EndedAt, refund?.AmountCents, refund?.Currency);
    }
}
