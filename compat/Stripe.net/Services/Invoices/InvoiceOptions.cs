using System.Text.Json.Serialization;

namespace Stripe;

/// <summary>Parameters of <see cref="InvoiceService.GetAsync"/>.</summary>
public class InvoiceGetOptions : BaseOptions;

/// <summary>Parameters of <see cref="InvoiceService.FinalizeInvoiceAsync"/>.</summary>
public class InvoiceFinalizeOptions : BaseOptions
{
    /// <summary>Whether Stripe collects it by itself afterwards.</summary>
    [JsonPropertyName("auto_advance")]
    public bool? AutoAdvance { get; set; }
}

/// <summary>Parameters of <see cref="InvoiceService.PayAsync"/>.</summary>
public class InvoicePayOptions : BaseOptions
{
    /// <summary>The customer is not there to answer a challenge; true when not given.</summary>
    [JsonPropertyName("off_session")]
    public bool? OffSession { get; set; }

    /// <summary>It was paid in another way: no charge is made.</summary>
    [JsonPropertyName("paid_out_of_band")]
    public bool? PaidOutOfBand { get; set; }

    /// <summary>Id of a payment method of the customer; their default when not given.</summary>
    [JsonPropertyName("payment_method")]
    public string PaymentMethod { get; set; }
}

/// <summary>Parameters of <see cref="InvoiceService.VoidInvoiceAsync"/>.</summary>
public class InvoiceVoidOptions : BaseOptions;

/// <summary>Filters of <see cref="InvoiceService.ListAsync"/>.</summary>
public class InvoiceListOptions : ListOptions
{
    /// <summary>A moment or a range of creation times, UTC.</summary>
    [JsonPropertyName("created")]
    public AnyOf<DateTime?, DateRangeOptions> Created { get; set; }

    [JsonPropertyName("customer")]
    public string Customer { get; set; }

    [JsonPropertyName("status")]
    public string Status { get; set; }

    [JsonPropertyName("subscription")]
    public string Subscription { get; set; }
}

/// <summary>Parameters of <see cref="InvoiceService.CreatePreviewAsync"/>.</summary>
public class InvoiceCreatePreviewOptions : BaseOptions
{
    [JsonPropertyName("customer")]
    public string Customer { get; set; }

    /// <summary>next (the default) or recurring: the latter leaves prorations and one-time items out.</summary>
    [JsonPropertyName("preview_mode")]
    public string PreviewMode { get; set; }

    /// <summary>Id of a subscription schedule.</summary>
    [JsonPropertyName("schedule")]
    public string Schedule { get; set; }

    [JsonPropertyName("subscription")]
    public string Subscription { get; set; }

    [JsonPropertyName("subscription_details")]
    public InvoiceSubscriptionDetailsOptions SubscriptionDetails { get; set; }
}

/// <summary>The change to the subscription that is previewed.</summary>
public class InvoiceSubscriptionDetailsOptions : INestedOptions
{
    [JsonPropertyName("cancel_at_period_end")]
    public bool? CancelAtPeriodEnd { get; set; }

    /// <summary>Preview an immediate cancellation.</summary>
    [JsonPropertyName("cancel_now")]
    public bool? CancelNow { get; set; }

    [JsonPropertyName("items")]
    public List<InvoiceSubscriptionDetailsItemOptions> Items { get; set; }

    /// <summary>create_prorations, always_invoice or none.</summary>
    [JsonPropertyName("proration_behavior")]
    public string ProrationBehavior { get; set; }

    /// <summary>Prorate as of this moment, UTC: the same in preview and update gives the same amounts.</summary>
    [JsonPropertyName("proration_date")]
    public DateTime? ProrationDate { get; set; }
}

/// <summary>One price of the previewed subscription.</summary>
public class InvoiceSubscriptionDetailsItemOptions : IHasId, INestedOptions
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
