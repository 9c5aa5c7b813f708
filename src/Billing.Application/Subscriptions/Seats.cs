using Billing.Application.Errors;
using Billing.Domain.Plans;

namespace Billing.Application.Subscriptions;

/// <summary>How many units of a price somebody gets.</summary>
internal static class Seats
{
    /// <summary>The number asked for, where the price is per seat; one when none was asked for.</summary>
    /// <exception cref="BillingException"><c>not_per_seat</c>: several were asked for of a price that has no seats.</exception>
    public static long Of(PlanPrice price, long? asked) => asked is null or 1 || price.PerSeat ? asked ?? 1 : throw NotPerSeat();

    /// <summary>The refusal of a number of seats.</summary>
    public static BillingException NotPerSeat() => new(BillingErrorKind.Invalid, "not_per_seat", "This plan is not sold by seats: leave quantity out.")
    {
        Field = "quantity",
    };
}
