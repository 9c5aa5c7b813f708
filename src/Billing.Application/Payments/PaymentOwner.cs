using Billing.Application.Abstractions;
using Billing.Domain.Payments;
using Microsoft.EntityFrameworkCore;

namespace Billing.Application.Payments;

/// <summary>Tells whose a payment is, for what belongs to a payment and names no customer.</summary>
public sealed class PaymentOwner(IBillingDbContext db, PaymentIntentMirror intents)
{
    /// <summary>
    /// The user who pays the intent; null when it is nobody's here. One that is not known yet is asked for, so that its payment is here
    /// whenever its owner is.
    /// </summary>
    /// <exception cref="StripeRefusedException">Stripe had to be asked and answered with an error.</exception>
    /// <exception cref="StripeUnreachableException">Stripe had to be asked and did not answer.</exception>
    public async Task<Guid?> FindAsync(string paymentIntentId, CancellationToken cancellationToken)
    {
        if (await FindKnownAsync(paymentIntentId, cancellationToken) is { } known)
        {
            return known;
        }

        await intents.RefreshAsync(paymentIntentId, cancellationToken);
        return Added(paymentIntentId)?.UserId;
    }

    /// <summary>As <see cref="FindAsync"/>, without asking Stripe.</summary>
    public async Task<Guid?> FindKnownAsync(string paymentIntentId, CancellationToken cancellationToken) =>
        Added(paymentIntentId)?.UserId ?? await db.Payments
            .Where(p => p.StripePaymentIntentId == paymentIntentId)
            .Select(p => (Guid?)p.UserId)
            .FirstOrDefaultAsync(cancellationToken);

    /// <summary>A payment that was read or added in this unit of work.</summary>
    private PaymentTransaction? Added(string paymentIntentId) =>
        db.Payments.Local.FirstOrDefault(p => p.StripePaymentIntentId == paymentIntentId);
}
