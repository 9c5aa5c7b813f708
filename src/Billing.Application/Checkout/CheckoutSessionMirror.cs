using Billing.Application.Abstractions;
using Billing.Application.Mirroring;
using Billing.Application.StripeEvents;
using Billing.Application.Subscriptions;
using Billing.Domain.Checkout;
using Billing.Domain.Snapshots;
using Microsoft.EntityFrameworkCore;

namespace Billing.Application.Checkout;

/// <summary>
/// Keeps the checkouts that were begun here in line with Stripe. With one that is paid comes its subscription, however late that is told of:
/// nothing else keeps the user from another checkout.
/// </summary>
public sealed class CheckoutSessionMirror(
    IBillingDbContext db, IStripeGateway stripe, SubscriptionMirror subscriptions, IStripePayloadReader payloads, MirrorRows rows)
    : StripeMirror<CheckoutSessionSnapshot, CheckoutSession>(payloads, rows)
{
    /// <inheritdoc />
    public override IReadOnlyList<string> IdPrefixes => ["cs_"];

    /// <inheritdoc />
    protected override DbSet<CheckoutSession> Table => db.CheckoutSessions;

    /// <inheritdoc />
    protected override string IdProperty => nameof(CheckoutSession.StripeSessionId);

    /// <inheritdoc />
    protected override LifecycleOrder OrderOf(CheckoutSession row, CheckoutSessionSnapshot payload) => row.OrderOf(payload);

    /// <inheritdoc />
    protected override Task<StripeAnswer<CheckoutSessionSnapshot>> AskAsync(string stripeId, CancellationToken cancellationToken) =>
        stripe.GetCheckoutSessionAsync(stripeId, cancellationToken);

    /// <summary>A session that was not begun here is somebody else's, though the customer may be ours.</summary>
    protected override Task<EventOutcome?> AddAsync(
        CheckoutSessionSnapshot snapshot, SeenInterval seen, CancellationToken cancellationToken) =>
        Task.FromResult<EventOutcome?>(EventOutcome.Ignored("not begun here"));

    /// <inheritdoc />
    protected override async Task UpdateAsync(
        CheckoutSession row, CheckoutSessionSnapshot snapshot, SeenInterval seen, CancellationToken cancellationToken)
    {
        row.Apply(snapshot, seen);
        if (row.Status == CheckoutSessionStatus.Complete && snapshot.SubscriptionId is { } subscription
            && !await db.Subscriptions.AnyAsync(s => s.StripeSubscriptionId == subscription, cancellationToken))
        {
            await subscriptions.RefreshAsync(subscription, cancellationToken);
        }
    }

    /// <inheritdoc />
    protected override void Close(CheckoutSession row, SeenInterval seen) => row.Expire();
}
