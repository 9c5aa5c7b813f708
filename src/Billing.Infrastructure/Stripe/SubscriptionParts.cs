using Billing.Domain.Subscriptions;

namespace Billing.Infrastructure.Stripe;

/// <summary>Reads what belongs to a subscription beside its price and its times.</summary>
internal static class SubscriptionParts
{
    /// <summary>A change that waits for its payment; what it does not change stays.</summary>
    /// <param name="update">The subscription's <c>pending_update</c>.</param>
    /// <param name="item">The subscription's item as it is now.</param>
    public static PendingUpdate PendingUpdateOf(StripeNode update, StripeNode item)
    {
        StripeNode then = update.Entries("subscription_items").Select(i => (StripeNode?)i).FirstOrDefault() ?? item;
        return new PendingUpdate(then.RequiredIdOf("price"), then.Number("quantity") ?? 1, update.RequiredTime("expires_at"));
    }

    /// <summary>A discount; null when its coupon is not there but only named.</summary>
    public static Discount? DiscountOf(StripeNode discount) => discount.Child("source")?.Child("coupon") is { } coupon
        ? new Discount(
            coupon.Text("name"), coupon.Decimal("percent_off"), coupon.Number("amount_off"), coupon.Text("currency"), discount.Time("end"))
        : null;

    /// <summary>The phase that begins when the running one ends; null when none does, or the schedule plans nothing any more.</summary>
    public static PlannedPhase? NextPhaseOf(StripeNode schedule)
    {
        if (StripeStatuses.IsScheduleOver(schedule) || schedule.Child("current_phase")?.Time("end_date") is not { } end)
        {
            return null;
        }

        foreach (StripeNode phase in schedule.Entries("phases").Where(p => p.Time("start_date") == end))
        {
            foreach (StripeNode item in phase.Entries("items"))
            {
                return new PlannedPhase(item.RequiredIdOf("price"), item.Number("quantity") ?? 1, end);
            }
        }

        return null;
    }
}
