using System.Text.Json.Serialization;
using Stripe.Infrastructure;

namespace Stripe;

/// <summary>Parameters of <see cref="SubscriptionService.UpdateAsync"/>: what is never assigned stays as it is.</summary>
public class SubscriptionUpdateOptions : BaseOptions, IHasMetadata
{
    [JsonPropertyName("billing_cycle_anchor")]
    public SubscriptionBillingCycleAnchor BillingCycleAnchor { get; set; }

    /// <summary>A moment, UTC, or a word; assigning null takes the end back.</summary>
    [JsonPropertyName("cancel_at")]
    public AnyOf<DateTime?, SubscriptionCancelAt> CancelAt
    {
        get;
        set
        {
            field = value;
            SetTracker.Track();
        }
    }

    [JsonPropertyName("cancel_at_period_end")]
    public bool? CancelAtPeriodEnd { get; set; }

    [JsonPropertyName("cancellation_details")]
    public SubscriptionCancellationDetailsOptions CancellationDetails { get; set; }

    /// <summary>Id of a payment method of the customer, to be charged from now on.</summary>
    [JsonPropertyName("default_payment_method")]
    public string DefaultPaymentMethod { get; set; }

    [JsonPropertyName("description")]
    public string Description { get; set; }

    /// <summary>The discounts from now on; an empty list or null takes all away.</summary>
    [JsonPropertyName("discounts")]
    public List<SubscriptionDiscountOptions> Discounts
    {
        get;
        set
        {
            field = value;
            SetTracker.Track();
        }
    }

    [JsonPropertyName("items")]
    public List<SubscriptionItemOptions> Items { get; set; }

    [JsonPropertyName("metadata")]
    public Dictionary<string, string> Metadata
    {
        get;
        set
        {
            field = value;
            SetTracker.Track();
        }
    }

    /// <summary>The customer is not there to answer a challenge.</summary>
    [JsonPropertyName("off_session")]
    public bool? OffSession { get; set; }

    /// <summary>Pauses the collection of invoices; assigning null resumes it.</summary>
    [JsonPropertyName("pause_collection")]
    public SubscriptionPauseCollectionOptions PauseCollection
    {
        get;
        set
        {
            field = value;
            SetTracker.Track();
        }
    }

    /// <summary>allow_incomplete, default_incomplete, error_if_incomplete or pending_if_incomplete.</summary>
    [JsonPropertyName("payment_behavior")]
    public string PaymentBehavior { get; set; }

    /// <summary>create_prorations, always_invoice or none.</summary>
    [JsonPropertyName("proration_behavior")]
    public string ProrationBehavior { get; set; }

    /// <summary>Prorate as of this moment, UTC: the same in preview and update gives the same amounts.</summary>
    [JsonPropertyName("proration_date")]
    public DateTime? ProrationDate { get; set; }

    /// <summary>A moment, UTC, or now.</summary>
    [JsonPropertyName("trial_end")]
    public AnyOf<DateTime?, SubscriptionTrialEnd> TrialEnd { get; set; }

    [JsonPropertyName("trial_settings")]
    public SubscriptionTrialSettingsOptions TrialSettings { get; set; }
}

/// <summary>How the collection of a subscription's invoices is paused.</summary>
public class SubscriptionPauseCollectionOptions : INestedOptions
{
    /// <summary>keep_as_draft, mark_uncollectible or void: what becomes of the invoices meanwhile.</summary>
    [JsonPropertyName("behavior")]
    public string Behavior { get; set; }

    /// <summary>When collection begins again by itself, UTC; null leaves that open.</summary>
    [JsonPropertyName("resumes_at")]
    public DateTime? ResumesAt { get; set; }
}

/// <summary>One discount of a subscription: by a coupon, a code, or one it has.</summary>
public class SubscriptionDiscountOptions : INestedOptions
{
    [JsonPropertyName("coupon")]
    public string Coupon { get; set; }

    /// <summary>Id of a discount that the subscription has and keeps.</summary>
    [JsonPropertyName("discount")]
    public string Discount { get; set; }

    /// <summary>Id of a promotion code, not what the customer types.</summary>
    [JsonPropertyName("promotion_code")]
    public string PromotionCode { get; set; }
}

/// <summary>What becomes of a subscription at the end of its trial.</summary>
public class SubscriptionTrialSettingsOptions : INestedOptions
{
    [JsonPropertyName("end_behavior")]
    public SubscriptionTrialSettingsEndBehaviorOptions EndBehavior { get; set; }
}

/// <summary>What becomes of a subscription at the end of its trial.</summary>
public class SubscriptionTrialSettingsEndBehaviorOptions : INestedOptions
{
    /// <summary>cancel, create_invoice or pause: when there is nothing to charge.</summary>
    [JsonPropertyName("missing_payment_method")]
    public string MissingPaymentMethod { get; set; }
}

/// <summary>One price of the subscription: with an id the existing item changes, without one it is added.</summary>
public class SubscriptionItemOptions : IHasId, INestedOptions
{
    /// <summary>True takes the item away.</summary>
    [JsonPropertyName("deleted")]
    public bool? Deleted { get; set; }

    [JsonPropertyName("id")]
    public string Id { get; set; }

    [JsonPropertyName("price")]
    public string Price { get; set; }

    [JsonPropertyName("quantity")]
    public long? Quantity { get; set; }
}

/// <summary>What the customer said on leaving.</summary>
public class SubscriptionCancellationDetailsOptions : INestedOptions, IHasSetTracking
{
    SetTracker IHasSetTracking.SetTracker { get; } = new();

    [JsonPropertyName("comment")]
    public string Comment
    {
        get;
        set
        {
            field = value;
            ((IHasSetTracking)this).SetTracker.Track();
        }
    }

    [JsonPropertyName("feedback")]
    public string Feedback
    {
        get;
        set
        {
            field = value;
            ((IHasSetTracking)this).SetTracker.Track();
        }
    }
}

/// <summary>Parameters of <see cref="SubscriptionService.CancelAsync"/>.</summary>
public class SubscriptionCancelOptions : BaseOptions
{
    [JsonPropertyName("cancellation_details")]
    public SubscriptionCancellationDetailsOptions CancellationDetails { get; set; }

    /// <summary>Bill what is open at once.</summary>
    [JsonPropertyName("invoice_now")]
    public bool? InvoiceNow { get; set; }

    /// <summary>Credit the time that is left.</summary>
    [JsonPropertyName("prorate")]
    public bool? Prorate { get; set; }
}

/// <summary>Parameters of <see cref="SubscriptionService.ResumeAsync"/>.</summary>
public class SubscriptionResumeOptions : BaseOptions
{
    [JsonPropertyName("billing_cycle_anchor")]
    public SubscriptionBillingCycleAnchor BillingCycleAnchor { get; set; }

    /// <summary>create_prorations, always_invoice or none.</summary>
    [JsonPropertyName("proration_behavior")]
    public string ProrationBehavior { get; set; }

    /// <summary>Prorate as of this moment, UTC.</summary>
    [JsonPropertyName("proration_date")]
    public DateTime? ProrationDate { get; set; }
}

/// <summary>Filters of <see cref="SubscriptionService.ListAsync"/>.</summary>
public class SubscriptionListOptions : ListOptions
{
    /// <summary>A moment or a range of creation times, UTC.</summary>
    [JsonPropertyName("created")]
    public AnyOf<DateTime?, DateRangeOptions> Created { get; set; }

    [JsonPropertyName("customer")]
    public string Customer { get; set; }

    [JsonPropertyName("price")]
    public string Price { get; set; }

    /// <summary>A status, "ended" or "all"; canceled ones are left out when not given.</summary>
    [JsonPropertyName("status")]
    public string Status { get; set; }

    [JsonPropertyName("test_clock")]
    public string TestClock { get; set; }
}

/// <summary>Parameters of <see cref="SubscriptionService.GetAsync"/>.</summary>
public class SubscriptionGetOptions : BaseOptions;
