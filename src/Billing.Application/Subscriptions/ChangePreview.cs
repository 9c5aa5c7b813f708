using Billing.Application.Plans;
using Billing.Domain.Plans;

namespace Billing.Application.Subscriptions;

/// <summary>When a change takes effect.</summary>
public enum ChangeMoment
{
    /// <summary>At once, with the rest of the period prorated.</summary>
    Now,

    /// <summary>When the paid period ends.</summary>
    PeriodEnd,
}

/// <summary>What a change of plan or quantity would cost. All amounts are Stripe's own, in minor units.</summary>
/// <param name="Plan">The plan then.</param>
/// <param name="Price">What one unit costs then.</param>
/// <param name="Quantity">Units of the price then.</param>
/// <param name="TakesEffect">Now or at the period's end.</param>
/// <param name="TakesEffectAt">The moment (UTC).</param>
/// <param name="DueTodayCents">What is charged at once.</param>
/// <param name="CreditCents">What goes to the customer's balance and pays the next invoices; never negative.</param>
/// <param name="Currency">Lowercase ISO 4217 code.</param>
/// <param name="RecurringCents">What each period costs from then on, discounts and tax included.</param>
/// <param name="Interval">How often.</param>
/// <param name="NextPaymentAt">When the next payment is due (UTC).</param>
/// <param name="ProrationDate">
/// The moment the amounts are reckoned for (UTC). Send it with the change, and what was shown is what is charged. Null at the period's end.
/// </param>
/// <param name="Lines">The lines of the invoice that the amounts come from.</param>
public sealed record ChangePreview(
    SubscribedPlan Plan,
    PlanPriceDetails Price,
    long Quantity,
    ChangeMoment TakesEffect,
    DateTime TakesEffectAt,
    long DueTodayCents,
    long CreditCents,
    string Currency,
    long RecurringCents,
    BillingInterval Interval,
    DateTime NextPaymentAt,
    DateTime? ProrationDate,
    IReadOnlyList<ChangePreviewLine> Lines);

/// <summary>A line of the invoice that a change would make.</summary>
/// <param name="Description">Stripe's words.</param>
/// <param name="AmountCents">The amount, in minor units; negative for a credit.</param>
/// <param name="IsProration">Whether it is for a part of a period.</param>
/// <param name="PeriodStart">What it is for begins (UTC).</param>
/// <param name="PeriodEnd">What it is for ends (UTC).</param>
public sealed record ChangePreviewLine(string? Description, long AmountCents, bool IsProration, DateTime PeriodStart, DateTime PeriodEnd);
