using System.Text.Json.Serialization;

namespace Stripe;

/// <summary>Parameters of <see cref="PaymentIntentService.CreateAsync"/>.</summary>
public class PaymentIntentCreateOptions : BaseOptions, IHasMetadata
{
    /// <summary>In minor units.</summary>
    [JsonPropertyName("amount")]
    public long? Amount { get; set; }

    [JsonPropertyName("automatic_payment_methods")]
    public PaymentIntentAutomaticPaymentMethodsOptions AutomaticPaymentMethods { get; set; }

    /// <summary>Try to pay at once, with <see cref="PaymentMethod"/>.</summary>
    [JsonPropertyName("confirm")]
    public bool? Confirm { get; set; }

    [JsonPropertyName("currency")]
    public string Currency { get; set; }

    [JsonPropertyName("customer")]
    public string Customer { get; set; }

    [JsonPropertyName("description")]
    public string Description { get; set; }

    [JsonPropertyName("metadata")]
    public Dictionary<string, string> Metadata { get; set; }

    [JsonPropertyName("payment_method")]
    public string PaymentMethod { get; set; }

    /// <summary>In live mode Stripe mails the receipt there.</summary>
    [JsonPropertyName("receipt_email")]
    public string ReceiptEmail { get; set; }
}

/// <summary>Whether Stripe picks the means of payment by the account's settings.</summary>
public class PaymentIntentAutomaticPaymentMethodsOptions : INestedOptions
{
    /// <summary>always or never.</summary>
    [JsonPropertyName("allow_redirects")]
    public string AllowRedirects { get; set; }

    [JsonPropertyName("enabled")]
    public bool? Enabled { get; set; }
}

/// <summary>Parameters of <see cref="PaymentIntentService.GetAsync"/>.</summary>
public class PaymentIntentGetOptions : BaseOptions;

/// <summary>Parameters of <see cref="PaymentIntentService.CancelAsync"/>.</summary>
public class PaymentIntentCancelOptions : BaseOptions
{
    /// <summary>duplicate, fraudulent, requested_by_customer or abandoned.</summary>
    [JsonPropertyName("cancellation_reason")]
    public string CancellationReason { get; set; }
}
