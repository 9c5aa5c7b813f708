using Billing.Application.StripeEvents;
using MediatR;

namespace Billing.Application.Subscriptions;

/// <summary>Brings the plan of a subscription's changes in line.</summary>
[StripeEvent(
    "subscription_schedule.created", "subscription_schedule.updated", "subscription_schedule.released", "subscription_schedule.completed",
    "subscription_schedule.canceled", "subscription_schedule.aborted")]
public sealed record SyncSubscriptionSchedule(StripeEvent StripeEvent) : IStripeEventCommand;

internal sealed class SyncSubscriptionScheduleHandler(SubscriptionScheduleMirror schedules) : IRequestHandler<SyncSubscriptionSchedule, EventOutcome>
{
    public Task<EventOutcome> Handle(SyncSubscriptionSchedule request, CancellationToken cancellationToken) =>
        schedules.ApplyAsync(request.StripeEvent, cancellationToken);
}
