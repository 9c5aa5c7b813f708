using Billing.Domain.Subscriptions;
using Stripe;

namespace Billing.Infrastructure.Stripe;

/// <summary>The phases of a schedule as Stripe wants them back: all of them, from the running one on.</summary>
internal static class SchedulePhases
{
    /// <summary>
    /// The running phase as it is, and then another price; discounts go on. Its phase is short, because the subscription goes on with the
    /// price when nothing is planned any more.
    /// </summary>
    /// <exception cref="FormatException">The schedule has no running phase.</exception>
    public static List<SubscriptionSchedulePhaseOptions> Then(StripeNode schedule, PlannedPhase planned)
    {
        DateTime? start = schedule.Child("current_phase")?.Time("start_date");
        StripeNode? running = schedule.Entries("phases").Select(p => (StripeNode?)p).FirstOrDefault(p => p?.Time("start_date") == start);
        if (start is null || running is not { } phase)
        {
            throw new FormatException($"Schedule {schedule.RequiredText("id")} has no running phase.");
        }

        return
        [
            WithDiscounts(phase, new SubscriptionSchedulePhaseOptions
            {
                StartDate = phase.RequiredTime("start_date"),
                EndDate = planned.StartsAt,
                Items = [.. phase.Entries("items").Select(ItemOf)],
            }),
            WithDiscounts(phase, new SubscriptionSchedulePhaseOptions
            {
                Items = [new SubscriptionSchedulePhaseItemOptions { Price = planned.PriceId, Quantity = planned.Quantity }],
                ProrationBehavior = "none",
                Duration = new SubscriptionSchedulePhaseDurationOptions { Interval = "month", IntervalCount = 1 },
            }),
        ];
    }

    private static SubscriptionSchedulePhaseItemOptions ItemOf(StripeNode item)
    {
        var options = new SubscriptionSchedulePhaseItemOptions { Price = item.RequiredIdOf("price") };
        if (item.Number("quantity") is { } quantity)
        {
            options.Quantity = quantity;
        }

        return options;
    }

    private static SubscriptionSchedulePhaseOptions WithDiscounts(StripeNode phase, SubscriptionSchedulePhaseOptions options)
    {
        List<SubscriptionSchedulePhaseDiscountOptions> discounts = [.. phase.Entries("discounts").Select(DiscountOf)];
        if (discounts.Count > 0)
        {
            options.Discounts = discounts;
        }

        return options;
    }

    /// <summary>One that is there goes on until it ends; naming its coupon would begin it anew.</summary>
    private static SubscriptionSchedulePhaseDiscountOptions DiscountOf(StripeNode discount) => discount switch
    {
        _ when discount.IdOf("discount") is { } id => new SubscriptionSchedulePhaseDiscountOptions { Discount = id },
        _ when discount.IdOf("promotion_code") is { } code => new SubscriptionSchedulePhaseDiscountOptions { PromotionCode = code },
        _ => new SubscriptionSchedulePhaseDiscountOptions { Coupon = discount.RequiredIdOf("coupon") },
    };
}
