using Billing.Domain.Snapshots;

namespace Billing.Domain.Checkout;

/// <summary>Where a checkout stands: Stripe's statuses, and the time before Stripe has answered.</summary>
public enum CheckoutSessionStatus
{
    /// <summary>Stripe was or is about to be asked for it.</summary>
    Creating,

    /// <summary>The page waits for the customer.</summary>
    Open,

    /// <summary>Paid, or a payment is under way.</summary>
    Complete,

    /// <summary>Over without a payment.</summary>
    Expired,
}

/// <summary>
/// One checkout of a user. Everything that Stripe is told is frozen in the row before the first request, so that everybody who
/// finds the row makes the same request and gets the same session (docs/decisions/0004-once-at-stripe.md).
/// </summary>
public sealed class CheckoutSession : MirroredObject
{
    /// <summary>Stripe forgets idempotency keys after 24 hours; past this a repeated request could make a second session.</summary>
    public static readonly TimeSpan CreatingLifetime = TimeSpan.FromHours(23);

    private CheckoutSession()
    {
    }

    /// <summary>The user who checks out.</summary>
    public Guid UserId { get; private init; }

    /// <summary>Our price.</summary>
    public Guid PlanPriceId { get; private init; }

    /// <summary>Stripe's id of the price.</summary>
    public required string StripePriceId { get; init; }

    /// <summary>Stripe's id of the customer.</summary>
    public required string StripeCustomerId { get; init; }

    /// <summary>Units of the price (seats).</summary>
    public long Quantity { get; private init; }

    /// <summary>Days of trial before the first payment; null for none.</summary>
    public int? TrialDays { get; private init; }

    /// <summary>Whether a trial asks for a card.</summary>
    public bool TrialNeedsCard { get; private init; }

    /// <summary>Where Stripe sends the customer after paying.</summary>
    public required string SuccessUrl { get; init; }

    /// <summary>Where Stripe sends the customer who does not pay.</summary>
    public required string CancelUrl { get; init; }

    /// <summary>Tells whether a second request asks for the same.</summary>
    public required string RequestHash { get; init; }

    /// <summary>Grows when Stripe answered with an error, which it would repeat for the same key.</summary>
    public int Attempt { get; private set; }

    /// <summary>Stripe's id of the session; null until Stripe has answered.</summary>
    public string? StripeSessionId { get; private set; }

    /// <summary>The hosted page; null until Stripe has answered.</summary>
    public string? Url { get; private set; }

    /// <summary>Where it stands.</summary>
    public CheckoutSessionStatus Status { get; private set; }

    /// <summary>When it expires by itself (UTC); null until Stripe has answered.</summary>
    public DateTime? ExpiresAt { get; private set; }

    /// <summary>When the row was made (UTC, our clock).</summary>
    public DateTime CreatedAt { get; private init; }

    /// <summary>The idempotency key under which Stripe is asked to create it.</summary>
    public string IdempotencyKey => $"checkout:{Id}:{Attempt}";

    /// <summary>A session that Stripe is about to be asked for.</summary>
    public static CheckoutSession Request(
        Guid userId, Guid planPriceId, string stripePriceId, string stripeCustomerId, long quantity, int? trialDays, bool trialNeedsCard,
        string successUrl, string cancelUrl, string requestHash, DateTime now) => new()
        {
            UserId = userId,
            PlanPriceId = planPriceId,
            StripePriceId = stripePriceId,
            StripeCustomerId = stripeCustomerId,
            Quantity = quantity,
            TrialDays = trialDays,
            TrialNeedsCard = trialNeedsCard,
            SuccessUrl = successUrl,
            CancelUrl = cancelUrl,
            RequestHash = requestHash,
            Attempt = 1,
            Status = CheckoutSessionStatus.Creating,
            CreatedAt = now,
        };

    /// <summary>Whether Stripe may have forgotten the key, so that asking again could make a second session.</summary>
    public bool IsTooOldToCreate(DateTime now) => Status == CheckoutSessionStatus.Creating && now - CreatedAt > CreatingLifetime;

    /// <summary>How a payload stands to the row.</summary>
    public LifecycleOrder OrderOf(CheckoutSessionSnapshot s) =>
        OrderByRank(LifecycleRank(Status), LifecycleRank(s.Status), s.Status == Status);

    /// <summary>Takes over what Stripe said.</summary>
    /// <exception cref="InvalidOperationException">The snapshot is of another session.</exception>
    public void Apply(CheckoutSessionSnapshot s, SeenInterval seen)
    {
        if (StripeSessionId is not null && StripeSessionId != s.Id)
        {
            throw new InvalidOperationException($"Snapshot {s.Id} cannot be applied to the row of {StripeSessionId}.");
        }

        StripeSessionId = s.Id;
        Url = s.Url;
        Status = s.Status;
        ExpiresAt = s.ExpiresAt;
        Observe(seen);
    }

    /// <summary>Stripe answered with an error: the next request needs another key.</summary>
    public void Refused() => Attempt++;

    /// <summary>Nobody will use it: too old, or gone at Stripe.</summary>
    public void Expire() => Status = CheckoutSessionStatus.Expired;

    private static int LifecycleRank(CheckoutSessionStatus status) => status switch
    {
        CheckoutSessionStatus.Creating => 0,
        CheckoutSessionStatus.Open => 1,
        CheckoutSessionStatus.Complete or CheckoutSessionStatus.Expired => 2,
    };
}
