using System.Text.Json.Serialization;
using Stripe.Infrastructure;

namespace Stripe;

/// <summary>A recurring purchase. Its period is on its items.</summary>
public class Subscription : StripeEntity<Subscription>, IHasId, IHasMetadata, IHasObject
{
    [JsonPropertyName("id")]
    public string Id { get; set; }

    /// <summary>Stripe's name of the kind of object.</summary>
    [JsonPropertyName("object")]
    public string Object { get; set; }

    /// <summary>Periods begin on this day and at this time, UTC.</summary>
    [JsonPropertyName("billing_cycle_anchor")]
    public DateTime BillingCycleAnchor { get; set; } = DateTime.UnixEpoch;

    /// <summary>When it will end, UTC; null while no end is set.</summary>
    [JsonPropertyName("cancel_at")]
    public DateTime? CancelAt { get; set; }

    [JsonPropertyName("cancel_at_period_end")]
    public bool CancelAtPeriodEnd { get; set; }

    /// <summary>When the cancellation was asked for, UTC: not when it takes effect.</summary>
    [JsonPropertyName("canceled_at")]
    public DateTime? CanceledAt { get; set; }

    [JsonPropertyName("cancellation_details")]
    public SubscriptionCancellationDetails CancellationDetails { get; set; }

    /// <summary>charge_automatically or send_invoice.</summary>
    [JsonPropertyName("collection_method")]
    public string CollectionMethod { get; set; }

    /// <summary>When Stripe made it, UTC.</summary>
    [JsonPropertyName("created")]
    public DateTime Created { get; set; } = DateTime.UnixEpoch;

    /// <summary>Three-letter ISO code in lower case.</summary>
    [JsonPropertyName("currency")]
    public string Currency { get; set; }

    [JsonIgnore]
    public string CustomerId
    {
        get => CustomerField?.Id;
        set => CustomerField = ExpandableField<Customer>.WithId(value, CustomerField);
    }

    [JsonIgnore]
    public Customer Customer
    {
        get => CustomerField?.Value;
        set => CustomerField = ExpandableField<Customer>.Of(value);
    }

    [JsonInclude]
    [JsonPropertyName("customer")]
    internal ExpandableField<Customer> CustomerField { get; set; }

    [JsonIgnore]
    public string DefaultPaymentMethodId
    {
        get => DefaultPaymentMethodField?.Id;
        set => DefaultPaymentMethodField = ExpandableField<PaymentMethod>.WithId(value, DefaultPaymentMethodField);
    }

    [JsonIgnore]
    public PaymentMethod DefaultPaymentMethod
    {
        get => DefaultPaymentMethodField?.Value;
        set => DefaultPaymentMethodField = ExpandableField<PaymentMethod>.Of(value);
    }

    [JsonInclude]
    [JsonPropertyName("default_payment_method")]
    internal ExpandableField<PaymentMethod> DefaultPaymentMethodField { get; set; }

    [JsonPropertyName("description")]
    public string Description { get; set; }

    [JsonIgnore]
    public List<string> DiscountIds
    {
        get => DiscountsField?.ConvertAll(discount => discount.Id);
        set => DiscountsField = ExpandableField<Discount>.WithIds(value, DiscountsField);
    }

    [JsonIgnore]
    public List<Discount> Discounts
    {
        get => DiscountsField?.ConvertAll(discount => discount.Value);
        set => DiscountsField = value?.ConvertAll(ExpandableField<Discount>.Of);
    }

    [JsonInclude]
    [JsonPropertyName("discounts")]
    internal List<ExpandableField<Discount>> DiscountsField { get; set; }

    /// <summary>When it ended, UTC.</summary>
    [JsonPropertyName("ended_at")]
    public DateTime? EndedAt { get; set; }

    [JsonPropertyName("items")]
    public StripeList<SubscriptionItem> Items { get; set; }

    [JsonIgnore]
    public string LatestInvoiceId
    {
        get => LatestInvoiceField?.Id;
        set => LatestInvoiceField = ExpandableField<Invoice>.WithId(value, LatestInvoiceField);
    }

    [JsonIgnore]
    public Invoice LatestInvoice
    {
        get => LatestInvoiceField?.Value;
        set => LatestInvoiceField = ExpandableField<Invoice>.Of(value);
    }

    [JsonInclude]
    [JsonPropertyName("latest_invoice")]
    internal ExpandableField<Invoice> LatestInvoiceField { get; set; }

    /// <summary>False for test data.</summary>
    [JsonPropertyName("livemode")]
    public bool Livemode { get; set; }

    /// <summary>Keys and values of our own.</summary>
    [JsonPropertyName("metadata")]
    public Dictionary<string, string> Metadata { get; set; }

    /// <summary>Null while invoices are collected.</summary>
    [JsonPropertyName("pause_collection")]
    public SubscriptionPauseCollection PauseCollection { get; set; }

    /// <summary>The change that waits for its invoice to be paid.</summary>
    [JsonPropertyName("pending_update")]
    public SubscriptionPendingUpdate PendingUpdate { get; set; }

    [JsonIgnore]
    public string ScheduleId
    {
        get => ScheduleField?.Id;
        set => ScheduleField = ExpandableField<SubscriptionSchedule>.WithId(value, ScheduleField);
    }

    [JsonIgnore]
    public SubscriptionSchedule Schedule
    {
        get => ScheduleField?.Value;
        set => ScheduleField = ExpandableField<SubscriptionSchedule>.Of(value);
    }

    [JsonInclude]
    [JsonPropertyName("schedule")]
    internal ExpandableField<SubscriptionSchedule> ScheduleField { get; set; }

    /// <summary>When it began, UTC; earlier than <see cref="Created"/> when back-dated.</summary>
    [JsonPropertyName("start_date")]
    public DateTime StartDate { get; set; } = DateTime.UnixEpoch;

    /// <summary>incomplete, incomplete_expired, trialing, active, past_due, canceled, unpaid or paused.</summary>
    [JsonPropertyName("status")]
    public string Status { get; set; }

    /// <summary>The test clock it lives on; null outside of tests.</summary>
    [JsonPropertyName("test_clock")]
    [JsonConverter(typeof(ExpandableIdConverter))]
    public string TestClockId { get; set; }

    /// <summary>UTC; null without a trial.</summary>
    [JsonPropertyName("trial_end")]
    public DateTime? TrialEnd { get; set; }

    [JsonPropertyName("trial_settings")]
    public SubscriptionTrialSettings TrialSettings { get; set; }

    /// <summary>UTC; null without a trial.</summary>
    [JsonPropertyName("trial_start")]
    public DateTime? TrialStart { get; set; }
}

/// <summary>How the collection of a subscription's invoices is paused.</summary>
public class SubscriptionPauseCollection : StripeEntity<SubscriptionPauseCollection>
{
    /// <summary>keep_as_draft, mark_uncollectible or void.</summary>
    [JsonPropertyName("behavior")]
    public string Behavior { get; set; }

    /// <summary>When collection begins again by itself, UTC.</summary>
    [JsonPropertyName("resumes_at")]
    public DateTime? ResumesAt { get; set; }
}

/// <summary>A change of a subscription that applies once its invoice is paid.</summary>
public class SubscriptionPendingUpdate : StripeEntity<SubscriptionPendingUpdate>
{
    [JsonPropertyName("billing_cycle_anchor")]
    public DateTime? BillingCycleAnchor { get; set; }

    /// <summary>When the change is given up, UTC.</summary>
    [JsonPropertyName("expires_at")]
    public DateTime ExpiresAt { get; set; } = DateTime.UnixEpoch;

    /// <summary>The items as they will be.</summary>
    [JsonPropertyName("subscription_items")]
    public List<SubscriptionItem> SubscriptionItems { get; set; }

    /// <summary>UTC.</summary>
    [JsonPropertyName("trial_end")]
    public DateTime? TrialEnd { get; set; }
}

/// <summary>What becomes of a subscription at the end of its trial.</summary>
public class SubscriptionTrialSettings : StripeEntity<SubscriptionTrialSettings>
{
    [JsonPropertyName("end_behavior")]
    public SubscriptionTrialSettingsEndBehavior EndBehavior { get; set; }
}

/// <summary>What becomes of a subscription at the end of its trial.</summary>
public class SubscriptionTrialSettingsEndBehavior : StripeEntity<SubscriptionTrialSettingsEndBehavior>
{
    /// <summary>cancel, create_invoice or pause: when there is nothing to charge.</summary>
    [JsonPropertyName("missing_payment_method")]
    public string MissingPaymentMethod { get; set; }
}

/// <summary>One price of a subscription, with the period it is paid for.</summary>
public class SubscriptionItem : StripeEntity<SubscriptionItem>, IHasId, IHasMetadata, IHasObject
{
    [JsonPropertyName("id")]
    public string Id { get; set; }

    /// <summary>Stripe's name of the kind of object.</summary>
    [JsonPropertyName("object")]
    public string Object { get; set; }

    /// <summary>When Stripe made it, UTC.</summary>
    [JsonPropertyName("created")]
    public DateTime Created { get; set; } = DateTime.UnixEpoch;

    /// <summary>Of the period that is paid or due now, UTC.</summary>
    [JsonPropertyName("current_period_end")]
    public DateTime CurrentPeriodEnd { get; set; } = DateTime.UnixEpoch;

    /// <summary>Of the period that is paid or due now, UTC.</summary>
    [JsonPropertyName("current_period_start")]
    public DateTime CurrentPeriodStart { get; set; } = DateTime.UnixEpoch;

    /// <summary>True when the object no longer exists; most other members are then empty.</summary>
    [JsonPropertyName("deleted")]
    public bool? Deleted { get; set; }

    /// <summary>Keys and values of our own.</summary>
    [JsonPropertyName("metadata")]
    public Dictionary<string, string> Metadata { get; set; }

    [JsonPropertyName("price")]
    public Price Price { get; set; }

    [JsonPropertyName("quantity")]
    public long Quantity { get; set; }

    /// <summary>Id of the subscription.</summary>
    [JsonPropertyName("subscription")]
    public string Subscription { get; set; }
}

/// <summary>Why a subscription was canceled.</summary>
public class SubscriptionCancellationDetails : StripeEntity<SubscriptionCancellationDetails>
{
    [JsonPropertyName("comment")]
    public string Comment { get; set; }

    [JsonPropertyName("feedback")]
    public string Feedback { get; set; }

    /// <summary>cancellation_requested, payment_disputed or payment_failed.</summary>
    [JsonPropertyName("reason")]
    public string Reason { get; set; }
}
