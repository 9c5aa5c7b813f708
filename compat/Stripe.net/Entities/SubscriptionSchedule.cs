using System.Text.Json.Serialization;
using Stripe.Infrastructure;

namespace Stripe;

/// <summary>Changes of a subscription that are planned ahead, phase after phase.</summary>
public class SubscriptionSchedule : StripeEntity<SubscriptionSchedule>, IHasId, IHasMetadata, IHasObject
{
    [JsonPropertyName("id")]
    public string Id { get; set; }

    /// <summary>Stripe's name of the kind of object.</summary>
    [JsonPropertyName("object")]
    public string Object { get; set; }

    /// <summary>UTC.</summary>
    [JsonPropertyName("canceled_at")]
    public DateTime? CanceledAt { get; set; }

    /// <summary>UTC.</summary>
    [JsonPropertyName("completed_at")]
    public DateTime? CompletedAt { get; set; }

    /// <summary>When Stripe made it, UTC.</summary>
    [JsonPropertyName("created")]
    public DateTime Created { get; set; } = DateTime.UnixEpoch;

    /// <summary>The phase that runs; null before the first and after the last.</summary>
    [JsonPropertyName("current_phase")]
    public SubscriptionScheduleCurrentPhase CurrentPhase { get; set; }

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

    /// <summary>release or cancel: what becomes of the subscription after the last phase.</summary>
    [JsonPropertyName("end_behavior")]
    public string EndBehavior { get; set; }

    /// <summary>False for test data.</summary>
    [JsonPropertyName("livemode")]
    public bool Livemode { get; set; }

    /// <summary>Keys and values of our own.</summary>
    [JsonPropertyName("metadata")]
    public Dictionary<string, string> Metadata { get; set; }

    [JsonPropertyName("phases")]
    public List<SubscriptionSchedulePhase> Phases { get; set; }

    /// <summary>UTC.</summary>
    [JsonPropertyName("released_at")]
    public DateTime? ReleasedAt { get; set; }

    /// <summary>The subscription it was released from.</summary>
    [JsonIgnore]
    public string ReleasedSubscriptionId
    {
        get => ReleasedSubscriptionField?.Id;
        set => ReleasedSubscriptionField = ExpandableField<Subscription>.WithId(value, ReleasedSubscriptionField);
    }

    /// <summary>The subscription it was released from.</summary>
    [JsonIgnore]
    public Subscription ReleasedSubscription
    {
        get => ReleasedSubscriptionField?.Value;
        set => ReleasedSubscriptionField = ExpandableField<Subscription>.Of(value);
    }

    [JsonInclude]
    [JsonPropertyName("released_subscription")]
    internal ExpandableField<Subscription> ReleasedSubscriptionField { get; set; }

    /// <summary>not_started, active, completed, released or canceled.</summary>
    [JsonPropertyName("status")]
    public string Status { get; set; }

    [JsonIgnore]
    public string SubscriptionId
    {
        get => SubscriptionField?.Id;
        set => SubscriptionField = ExpandableField<Subscription>.WithId(value, SubscriptionField);
    }

    [JsonIgnore]
    public Subscription Subscription
    {
        get => SubscriptionField?.Value;
        set => SubscriptionField = ExpandableField<Subscription>.Of(value);
    }

    [JsonInclude]
    [JsonPropertyName("subscription")]
    internal ExpandableField<Subscription> SubscriptionField { get; set; }

    /// <summary>The test clock it lives on; null outside of tests.</summary>
    [JsonPropertyName("test_clock")]
    [JsonConverter(typeof(ExpandableIdConverter))]
    public string TestClockId { get; set; }
}

/// <summary>Start and end of the phase that runs, UTC.</summary>
public class SubscriptionScheduleCurrentPhase : StripeEntity<SubscriptionScheduleCurrentPhase>
{
    [JsonPropertyName("end_date")]
    public DateTime EndDate { get; set; } = DateTime.UnixEpoch;

    [JsonPropertyName("start_date")]
    public DateTime StartDate { get; set; } = DateTime.UnixEpoch;
}

/// <summary>What a subscription is during some time.</summary>
public class SubscriptionSchedulePhase : StripeEntity<SubscriptionSchedulePhase>, IHasMetadata
{
    /// <summary>UTC.</summary>
    [JsonPropertyName("end_date")]
    public DateTime EndDate { get; set; } = DateTime.UnixEpoch;

    [JsonPropertyName("items")]
    public List<SubscriptionSchedulePhaseItem> Items { get; set; }

    /// <summary>What the subscription's metadata gets when the phase begins.</summary>
    [JsonPropertyName("metadata")]
    public Dictionary<string, string> Metadata { get; set; }

    /// <summary>create_prorations, always_invoice or none: how the change to this phase is prorated.</summary>
    [JsonPropertyName("proration_behavior")]
    public string ProrationBehavior { get; set; }

    /// <summary>UTC.</summary>
    [JsonPropertyName("start_date")]
    public DateTime StartDate { get; set; } = DateTime.UnixEpoch;

    /// <summary>UTC; null without a trial.</summary>
    [JsonPropertyName("trial_end")]
    public DateTime? TrialEnd { get; set; }
}

/// <summary>One price of a phase.</summary>
public class SubscriptionSchedulePhaseItem : StripeEntity<SubscriptionSchedulePhaseItem>, IHasMetadata
{
    /// <summary>Keys and values of our own.</summary>
    [JsonPropertyName("metadata")]
    public Dictionary<string, string> Metadata { get; set; }

    [JsonIgnore]
    public string PriceId
    {
        get => PriceField?.Id;
        set => PriceField = ExpandableField<Price>.WithId(value, PriceField);
    }

    [JsonIgnore]
    public Price Price
    {
        get => PriceField?.Value;
        set => PriceField = ExpandableField<Price>.Of(value);
    }

    [JsonInclude]
    [JsonPropertyName("price")]
    internal ExpandableField<Price> PriceField { get; set; }

    [JsonPropertyName("quantity")]
    public long Quantity { get; set; }
}
