using System.Text.Json.Serialization;
using Stripe.Infrastructure;

namespace Stripe;

/// <summary>Parameters of <see cref="SubscriptionService.UpdateAsync"/>: what is never assigned stays as it is.</summary>
public class SubscriptionUpdateOptions : BaseOptions, IHasMetadata
{
    [JsonPropertyName("cancel_at_period_end")]
    public bool? CancelAtPeriodEnd { get; set; }

    [JsonPropertyName("cancellation_details")]
    public SubscriptionCancellationDetailsOptions CancellationDetails { get; set; }

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

    /// <summary>allow_incomplete, default_incomplete, error_if_incomplete or pending_if_incomplete.</summary>
    [JsonPropertyName("payment_behavior")]
    public string PaymentBehavior { get; set; }

    /// <summary>create_prorations, always_invoice or none.</summary>
    [JsonPropertyName("proration_behavior")]
    public string ProrationBehavior { get; set; }

    /// <summary>Prorate as of this moment, UTC: the same in preview and update gives the same amounts.</summary>
    [JsonPropertyName("proration_date")]
    public DateTime? ProrationDate { get; set; }
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
