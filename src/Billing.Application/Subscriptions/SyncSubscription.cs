using Billing.Application.Invoices;
using Billing.Application.Mirroring;
using Billing.Application.StripeEvents;
using MediatR;

namespace Billing.Application.Subscriptions;

/// <summary>Brings a subscription in line.</summary>
[StripeEvent(
    "customer.subscription.created", "customer.subscription.updated", "customer.subscription.deleted",
    "customer.subscription.trial_will_end", "customer.subscription.paused", "customer.subscription.resumed",
    "customer.subscription.pending_update_applied", "customer.subscription.pending_update_expired")]
public sealed record SyncSubscription(StripeEvent StripeEvent) : IStripeEventCommand;

internal sealed class SyncSubscriptionHandler(SubscriptionMirror subscriptions, NextCards cards, MirrorChanges changes)
    : IRequestHandler<SyncSubscription, EventOutcome>
{
    public async Task<EventOutcome> Handle(SyncSubscription request, CancellationToken cancellationToken)
    {
        EventOutcome outcome = await subscriptions.ApplyAsync(request.StripeEvent, cancellationToken);
        if (request.StripeEvent is { Type: "customer.subscription.trial_will_end", ObjectId: { } subscription } && outcome != EventOutcome.NotOurs)
        {
            // A trial may be shorter than the notice of an upcoming invoice.
            changes.EndingTrials.Add(subscription);
            await cards.NoteAsync(subscription, cancellationToken);
        }

        return outcome;
    }
}
