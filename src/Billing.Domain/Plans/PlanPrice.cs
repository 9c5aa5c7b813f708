namespace Billing.Domain.Plans;

/// <summary>How often a price is charged.</summary>
public enum BillingInterval
{
    /// <summary>Every month.</summary>
    Month,

    /// <summary>Every year.</summary>
    Year,
}

/// <summary>One recurring price of a plan; its counterpart is a Stripe Price with the same lookup key.</summary>
public sealed class PlanPrice
{
    private PlanPrice()
    {
    }

    /// <summary>Our own id (UUID version 7).</summary>
    public Guid Id { get; private init; } = Guid.CreateVersion7();

    /// <summary>The plan it belongs to.</summary>
    public required Guid PlanId { get; init; }

    /// <summary>Stripe's id of the price.</summary>
    public required string StripePriceId { get; set; }

    /// <summary>
    /// The name under which Stripe finds the price in every account. It belongs to the price on offer: one that was replaced gives
    /// it up.
    /// </summary>
    public required string LookupKey { get; set; }

    /// <summary>Lowercase ISO 4217 code.</summary>
    public required string Currency { get; set; }

    /// <summary>The amount of one unit for one interval, in minor units of the currency.</summary>
    public required long AmountCents { get; set; }

    /// <summary>How often it is charged.</summary>
    public required BillingInterval Interval { get; set; }

    /// <summary>Days without charge before the first payment; null for none.</summary>
    public int? TrialDays { get; set; }

    /// <summary>Whether the quantity counts seats.</summary>
    public bool PerSeat { get; set; }

    /// <summary>Whether new subscribers can choose it.</summary>
    public required bool Active { get; set; }

    /// <summary>A price of a plan as Stripe has it.</summary>
    public static PlanPrice Create(Guid planId, string stripePriceId, string lookupKey, string currency, long amountCents, BillingInterval interval) =>
        new()
        {
            PlanId = planId,
            StripePriceId = stripePriceId,
            LookupKey = lookupKey,
            Currency = currency,
            AmountCents = amountCents,
            Interval = interval,
            Active = true,
        };

    /// <summary>New subscribers can choose it.</summary>
    /// <param name="lookupKey">The name under which Stripe finds it.</param>
    /// <param name="perSeat">Whether the quantity counts seats.</param>
    /// <param name="trialDays">Days without charge before the first payment; null for none.</param>
    public void Offer(string lookupKey, bool perSeat, int? trialDays)
    {
        LookupKey = lookupKey;
        PerSeat = perSeat;
        TrialDays = trialDays;
        Active = true;
    }

    /// <summary>
    /// Takes it off the plans page. The row stays, because subscribers stay on the price, and gives its lookup key free for the
    /// price that replaces it: another amount is another price at Stripe.
    /// </summary>
    public void Archive()
    {
        LookupKey = StripePriceId;
        Active = false;
    }
}
