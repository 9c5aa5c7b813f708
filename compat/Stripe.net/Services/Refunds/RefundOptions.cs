using System.Text.Json.Serialization;
using Stripe.Infrastructure;

namespace Stripe;

/// <summary>Parameters of <see cref="RefundService.CreateAsync"/>.</summary>
public class RefundCreateOptions : BaseOptions, IHasMetadata
{
    /// <summary>In minor units; all that is left when not given.</summary>
    [JsonPropertyName("amount")]
    public long? Amount { get; set; }

    /// <summary>What to refund: either of the two.</summary>
    [JsonPropertyName("charge")]
    public string Charge { get; set; }

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

    /// <summary>What to refund: either of the two.</summary>
    [JsonPropertyName("payment_intent")]
    public string PaymentIntent { get; set; }

    /// <summary>duplicate, fraudulent or requested_by_customer.</summary>
    [JsonPropertyName("reason")]
    public string Reason { get; set; }
}

/// <summary>Parameters of <see cref="RefundService.UpdateAsync"/>.</summary>
public class RefundUpdateOptions : BaseOptions, IHasMetadata
{
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

/// <summary>Filters of <see cref="RefundService.ListAsync"/>.</summary>
public class RefundListOptions : ListOptions
{
    [JsonPropertyName("charge")]
    public string Charge { get; set; }

    /// <summary>A moment or a range of creation times, UTC.</summary>
    [JsonPropertyName("created")]
    public AnyOf<DateTime?, DateRangeOptions> Created { get; set; }

    [JsonPropertyName("payment_intent")]
    public string PaymentIntent { get; set; }
}

/// <summary>Parameters of <see cref="RefundService.GetAsync"/>.</summary>
public class RefundGetOptions : BaseOptions;

/// <summary>Parameters of <see cref="RefundService.CancelAsync"/>.</summary>
public class RefundCancelOptions : BaseOptions;
