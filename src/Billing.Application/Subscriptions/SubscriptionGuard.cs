using Billing.Application.Abstractions;
using Billing.Application.Errors;
using Billing.Domain.Subscriptions;
using Microsoft.EntityFrameworkCore;

namespace Billing.Application.Subscriptions;

/// <summary>Keeps a user who has a subscription from buying a second one.</summary>
public sealed class SubscriptionGuard(IBillingDbContext db)
{
    /// <summary>Passes when the user has no subscription that counts.</summary>
    /// <exception cref="BillingException">
    /// <c>already_subscribed</c>; or <c>payment_due</c> with the page on which the open invoice can be paid, when it is known.
    /// </exception>
    public async Task EnsureNoneAsync(Guid userId, CancellationToken cancellationToken)
    {
        UserSubscription? current = await db.Subscriptions.AsNoTracking()
            .SingleOrDefaultAsync(s => s.UserId == userId && s.IsCurrent, cancellationToken);
        if (current is null)
        {
            return;
        }

        if (current.Status is not (SubscriptionStatus.PastDue or SubscriptionStatus.Unpaid))
        {
            throw AlreadySubscribed();
        }

        string? payHere = await OpenInvoices.PageOfAsync(db, current, cancellationToken);
        throw new BillingException(
            BillingErrorKind.Conflict, "payment_due", "Your subscription has an unpaid invoice. Pay it instead of subscribing again.")
        {
            Url = payHere,
        };
    }

    /// <summary>The refusal of a second subscription.</summary>
    internal static BillingException AlreadySubscribed() => new(
        BillingErrorKind.Conflict, "already_subscribed", "You already have a subscription; a second one would be charged beside it.");
}
