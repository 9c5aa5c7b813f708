using System.Text.Json.Serialization;

namespace Stripe;

/// <summary>Parameters of <see cref="SubscriptionScheduleService.CreateAsync"/>.</summary>
public class SubscriptionScheduleCreateOptions : BaseOptions, IHasMetadata
{
    /// <summary>Id of the subscription to plan for; its first phase is the running period. Goes with no other parameter but metadata.</summary>
    [JsonPropertyName("from_subscription")]
    public string FromSubscription { get; set; }

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
}

/// <summary>Parameters of <see cref="SubscriptionScheduleService.UpdateAsync"/>.</summary>
public class SubscriptionScheduleUpdateOptions : BaseOptions, IHasMetadata
{
    /// <summary>release or cancel: what becomes of the subscription after the last phase.</summary>
    [JsonPropertyName("end_behavior")]
    public string EndBehavior { get; set; }

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

    /// <summary>All phases from the running one on, which has to be among them.</summary>
    [JsonPropertyName("phases")]
    public List<SubscriptionSchedulePhaseOptions> Phases { get; set; }

    /// <summary>create_prorations, always_invoice or none: when the running phase changes.</summary>
    [JsonPropertyName("proration_behavior")]
    public string ProrationBehavior { get; set; }
}

/// <summary>What the subscription is during some time.</summary>
public class SubscriptionSchedulePhaseOptions : IHasMetadata, INestedOptions
{
    /// <summary>The discounts of the phase. Without any, the subscription loses those that it has.</summary>
    [JsonPropertyName("discounts")]
    public List<SubscriptionSchedulePhaseDiscountOptions> Discounts { get; set; }

    [JsonPropertyName("duration")]
    public SubscriptionSchedulePhaseDurationOptions Duration { get; set; }

    /// <summary>A moment, UTC, or now.</summary>
    [JsonPropertyName("end_date")]
    public AnyOf<DateTime?, SubscriptionSchedulePhaseEndDate> EndDate { get; set; }

    [JsonPropertyName("items")]
    public List<SubscriptionSchedulePhaseItemOptions> Items { get; set; }

    [JsonPropertyName("metadata")]
    public Dictionary<string, string> Metadata { get; set; }

    /// <summary>create_prorations, always_invoice or none: how the change to this phase is prorated.</summary>
    [JsonPropertyName("proration_behavior")]
    public string ProrationBehavior { get; set; }

    /// <summary>A moment, UTC, or now; a phase without it begins with the end of the one before.</summary>
    [JsonPropertyName("start_date")]
    public AnyOf<DateTime?, SubscriptionSchedulePhaseStartDate> StartDate { get; set; }
}

/// <summary>One discount of a phase: by a coupon, a code, or one that is there.</summary>
public class SubscriptionSchedulePhaseDiscountOptions : INestedOptions
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

/// <summary>How long a phase is.</summary>
public class SubscriptionSchedulePhaseDurationOptions : INestedOptions
{
    /// <summary>day, week, month or year.</summary>
    [JsonPropertyName("interval")]
    public string Interval { get; set; }

    [JsonPropertyName("interval_count")]
    public long? IntervalCount { get; set; }
}

/// <summary>One price of a phase.</summary>
public class SubscriptionSchedulePhaseItemOptions : IHasMetadata, INestedOptions
{
    [JsonPropertyName("metadata")]
    public Dictionary<string, string> Metadata { get; set; }

    /// <summary>Id of the price.</summary>
    [JsonPropertyName("price")]
    public string Price { get; set; }

    [JsonPropertyName("quantity")]
    public long? Quantity { get; set; }
}

/// <summary>Ends of a phase that Stripe works out.</summary>
public class SubscriptionSchedulePhaseEndDate : StringEnum
{
    /// <summary>The phase ends at once.</summary>
    public static readonly SubscriptionSchedulePhaseEndDate Now = new("now");

    private SubscriptionSchedulePhaseEndDate(string value)
        : base(value)
    {
    }
}

/// <summary>Starts of a phase that Stripe works out.</summary>
public class SubscriptionSchedulePhaseStartDate : StringEnum
{
    /// <summary>The phase begins at once.</summary>
    public static readonly SubscriptionSchedulePhaseStartDate Now = new("now");

    private SubscriptionSchedulePhaseStartDate(string value)
        : base(value)
    {
    }
}

/// <summary>Parameters of <see cref="SubscriptionScheduleService.GetAsync"/>.</summary>
public class SubscriptionScheduleGetOptions : BaseOptions;

/// <summary>Parameters of <see cref="SubscriptionScheduleService.CancelAsync"/>.</summary>
public class SubscriptionScheduleCancelOptions : BaseOptions
{
    /// <summary>Bill what is open at once.</summary>
    [JsonPropertyName("invoice_now")]
    public bool? InvoiceNow { get; set; }

    /// <summary>Credit the time that is left.</summary>
    [JsonPropertyName("prorate")]
    public bool? Prorate { get; set; }
}

/// <summary>Parameters of <see cref="SubscriptionScheduleService.ReleaseAsync"/>.</summary>
public class SubscriptionScheduleReleaseOptions : BaseOptions
{
    /// <summary>Keep an end that the schedule has set.</summary>
    [JsonPropertyName("preserve_cancel_date")]
    public bool? PreserveCancelDate { get; set; }
}

/// <summary>Filters of <see cref="SubscriptionScheduleService.ListAsync"/>.</summary>
public class SubscriptionScheduleListOptions : ListOptions
{
    [JsonPropertyName("customer")]
    public string Customer { get; set; }
}
