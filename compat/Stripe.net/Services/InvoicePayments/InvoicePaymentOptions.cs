using System.Text.Json.Serialization;

namespace Stripe;

/// <summary>Parameters of <see cref="InvoicePaymentService.GetAsync"/>.</summary>
public class InvoicePaymentGetOptions : BaseOptions;

/// <summary>Filters of <see cref="InvoicePaymentService.ListAsync"/>.</summary>
public class InvoicePaymentListOptions : ListOptions
{
    /// <summary>A moment or a range of creation times, UTC.</summary>
    [JsonPropertyName("created")]
    public AnyOf<DateTime?, DateRangeOptions> Created { get; set; }

    [JsonPropertyName("invoice")]
    public string Invoice { get; set; }

    [JsonPropertyName("payment")]
    public InvoicePaymentPaymentOptions Payment { get; set; }

    [JsonPropertyName("status")]
    public string Status { get; set; }
}

/// <summary>Only the links of one payment.</summary>
public class InvoicePaymentPaymentOptions : INestedOptions
{
    [JsonPropertyName("payment_intent")]
    public string PaymentIntent { get; set; }

    /// <summary>payment_intent or payment_record.</summary>
    [JsonPropertyName("type")]
    public string Type { get; set; }
}
