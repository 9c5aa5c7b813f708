using Billing.Application.Abstractions;
using Billing.Application.Mirroring;

namespace Billing.Application.Invoices;

/// <summary>
/// Asks Stripe which card a subscription is going to be charged to. What was charged last does not tell: the card may have been changed
/// since, and in a trial none was charged yet.
/// </summary>
public sealed class NextCards(IStripeCards cards, MirrorChanges changes)
{
    /// <summary>Notes until when the card is good, so that its owner is told when that is not long enough.</summary>
    /// <exception cref="StripeRefusedException">Stripe answered with an error.</exception>
    /// <exception cref="StripeUnreachableException">Stripe did not answer.</exception>
    public async Task NoteAsync(string stripeSubscriptionId, CancellationToken cancellationToken)
    {
        if (await cards.FindDefaultAsync(stripeSubscriptionId, cancellationToken) is { } card)
        {
            changes.CardsToCharge[stripeSubscriptionId] = card.ExpiresAt;
        }
    }
}
