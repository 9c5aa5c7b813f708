using Billing.Domain.Snapshots;

namespace Billing.Domain.Subscriptions;

/// <summary>A user's subscription as Stripe has it. A user may have had several; <see cref="IsCurrent"/> marks the one that counts.</summary>
public sealed class UserSubscription : MirroredObject
{
    private UserSubscription()
    {
    }

    /// <summary>The user it belongs to.</summary>
    public Guid UserId { get; private init; }

    /// <summary>Stripe's id of the subscription.</summary>
    public required string StripeSubscriptionId { get; init; }

    /// <summary>Stripe's id of its customer.</summary>
    public string StripeCustomerId { get; private set; } = "";

    /// <summary>Stripe's id of its price.</summary>
    public string StripePriceId { get; private set; } = "";

    /// <summary>Our plan; null when the price is none of ours: no entitlements then.</summary>
    public Guid? PlanId { get; private set; }

    /// <summary>Our price; null when the price is none of ours.</summary>
    public Guid? PlanPriceId { get; private set; }

    /// <summary>Stripe's status.</summary>
    public SubscriptionStatus Status { get; private set; }

    /// <summary>The one of the user's subscriptions that counts; at most one per user.</summary>
    public bool IsCurrent { get; private set; }

    /// <summary>The current subscription, when this one lives beside it and should not.</summary>
    public Guid? DuplicateOf { get; private set; }

    /// <summary>Units of the price (seats).</summary>
    public long Quantity { get; private set; }

    /// <summary>Start of the period that is paid or being paid (UTC).</summary>
    public DateTime CurrentPeriodStart { get; private set; }

    /// <summary>End of the period that is paid or being paid (UTC).</summary>
    public DateTime CurrentPeriodEnd { get; private set; }

    /// <summary>It ends when the period does.</summary>
    public bool CancelAtPeriodEnd { get; private set; }

    /// <summary>The moment at which it is going to end (UTC); null for none.</summary>
    public DateTime? CancelAt { get; private set; }

    /// <summary>When somebody asked for its end (UTC); null for never.</summary>
    public DateTime? CanceledAt { get; private set; }

    /// <summary>When it ended (UTC); null while it lives.</summary>
    public DateTime? EndedAt { get; private set; }

    /// <summary>End of its trial (UTC); null without one.</summary>
    public DateTime? TrialEnd { get; private set; }

    /// <summary>Since when its latest payment is known to have failed (UTC); null while it is not past due.</summary>
    public DateTime? PastDueSince { get; private set; }

    /// <summary>Stripe's id of its item, by which the price is changed.</summary>
    public string? StripeItemId { get; private set; }

    /// <summary>Stripe's id of its latest invoice.</summary>
    public string? LatestInvoiceId { get; private set; }

    /// <summary>Stripe's id of the schedule that plans its changes; null for none.</summary>
    public string? StripeScheduleId { get; private set; }

    /// <summary>Its invoices are not collected.</summary>
    public bool CollectionPaused { get; private set; }

    /// <summary>When they are collected again (UTC); null: not foreseen.</summary>
    public DateTime? CollectionResumesAt { get; private set; }

    /// <summary>
    /// End of the last period that is paid (UTC), from the pause of collection until the first renewal that is collected again; null
    /// otherwise. Stripe goes on with the periods of a paused subscription, and nobody has paid for those.
    /// </summary>
    public DateTime? PaidUntil { get; private set; }

    /// <summary>A change that waits for its payment; null for none.</summary>
    public PendingUpdate? PendingUpdate { get; private set; }

    /// <summary>Stripe's id of its discount; null for none.</summary>
    public string? StripeDiscountId { get; private set; }

    /// <summary>The discount; null for none.</summary>
    public Discount? Discount { get; private set; }

    /// <summary>When Stripe created it (UTC).</summary>
    public DateTime CreatedAt { get; private init; }

    /// <summary>When it is going to end, as somebody asked for (UTC); null while nobody did.</summary>
    public DateTime? EndsAt => CancelAtPeriodEnd && !(CancelAt < CurrentPeriodEnd) ? CurrentPeriodEnd : CancelAt;

    /// <summary>It is going to be charged again when the period ends.</summary>
    public bool Renews =>
        Status is SubscriptionStatus.Active or SubscriptionStatus.Trialing && (EndsAt is null || EndsAt > CurrentPeriodEnd);

    /// <summary>A subscription that is new here.</summary>
    public static UserSubscription From(Guid userId, SubscriptionSnapshot snapshot, SeenInterval seen)
    {
        var subscription = new UserSubscription
        {
            UserId = userId,
            StripeSubscriptionId = snapshot.Id,
            CreatedAt = snapshot.CreatedAt,
        };
        subscription.Apply(snapshot, seen);
        return subscription;
    }

    /// <summary>How a payload stands to the row.</summary>
    public LifecycleOrder OrderOf(SubscriptionSnapshot s) => OrderByRank(
        Status.LifecycleRank(),
        s.Status.LifecycleRank(),
        s.Status == Status && s.PriceId == StripePriceId && s.Quantity == Quantity && s.CustomerId == StripeCustomerId
            && s.CurrentPeriodStart == CurrentPeriodStart && s.CurrentPeriodEnd == CurrentPeriodEnd
            && s.CancelAtPeriodEnd == CancelAtPeriodEnd && s.CancelAt == CancelAt && s.CanceledAt == CanceledAt
            && s.EndedAt == EndedAt && s.TrialEnd == TrialEnd && HasSameParts(s));

    /// <summary>Whether the payload names a discount of which only an answer of Stripe's tells what it is.</summary>
    public static bool LacksDiscount(UserSubscription? row, SubscriptionSnapshot payload) =>
        payload is { DiscountId: not null, Discount: null } && (row?.Discount is null || row.StripeDiscountId != payload.DiscountId);

    /// <summary>Takes over what Stripe said.</summary>
    public void Apply(SubscriptionSnapshot s, SeenInterval seen)
    {
        PaidUntil = PaidUntilAfter(s);
        StripeCustomerId = s.CustomerId ?? StripeCustomerId;
        StripePriceId = s.PriceId;
        Status = s.Status;
        Quantity = s.Quantity;
        CurrentPeriodStart = s.CurrentPeriodStart;
        CurrentPeriodEnd = s.CurrentPeriodEnd;
        CancelAtPeriodEnd = s.CancelAtPeriodEnd;
        CancelAt = s.CancelAt;
        CanceledAt = s.CanceledAt;
        EndedAt = s.EndedAt;
        TrialEnd = s.TrialEnd;
        StripeItemId = s.ItemId;
        LatestInvoiceId = s.LatestInvoiceId;
        StripeScheduleId = s.ScheduleId;
        CollectionPaused = s.CollectionPaused;
        CollectionResumesAt = s.CollectionResumesAt;
        PendingUpdate = s.PendingUpdate;
        Discount = s.Discount ?? (s.DiscountId == StripeDiscountId ? Discount : null);
        StripeDiscountId = s.DiscountId;
        PastDueSince = s.Status == SubscriptionStatus.PastDue ? PastDueSince ?? seen.From : null;
        Observe(seen);
    }

    /// <summary>Names our plan and price for Stripe's price; both null when the price is none of ours.</summary>
    public void Classify(Guid? planId, Guid? planPriceId)
    {
        PlanId = planId;
        PlanPriceId = planPriceId;
    }

    /// <summary>Stripe no longer has it: it has ended.</summary>
    public void Close(SeenInterval seen)
    {
        Status = SubscriptionStatus.Canceled;
        EndedAt ??= seen.To;
        PastDueSince = null;
        Observe(seen);
    }

    /// <summary>It is the one that counts.</summary>
    /// <exception cref="InvalidOperationException">Its status cannot count.</exception>
    public void MakeCurrent()
    {
        if (!Status.IsLive())
        {
            throw new InvalidOperationException($"Subscription {StripeSubscriptionId} is {Status} and cannot be current.");
        }

        IsCurrent = true;
        DuplicateOf = null;
    }

    /// <summary>Another one counts, or none.</summary>
    /// <param name="current">The one that counts, when this one lives beside it.</param>
    public void StepBack(Guid? current)
    {
        IsCurrent = false;
        DuplicateOf = Status.IsLive() ? current : null;
    }

    private bool HasSameParts(SubscriptionSnapshot s) =>
        s.ItemId == StripeItemId && s.LatestInvoiceId == LatestInvoiceId && s.ScheduleId == StripeScheduleId
        && s.CollectionPaused == CollectionPaused && s.CollectionResumesAt == CollectionResumesAt
        && s.PendingUpdate == PendingUpdate && s.DiscountId == StripeDiscountId;

    private DateTime? PaidUntilAfter(SubscriptionSnapshot s) => s switch
    {
        { CollectionPaused: true } => PaidUntil ?? s.CurrentPeriodEnd,

        // The period in which collection begins again is not paid; the next one is.
        _ when PaidUntil < s.CurrentPeriodEnd && s.CurrentPeriodStart == CurrentPeriodStart => PaidUntil,
        _ => null,
    };
}
