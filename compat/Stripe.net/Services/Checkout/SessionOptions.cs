using System.Text.Json.Serialization;

namespace Stripe.Checkout;

/// <summary>Parameters of <see cref="SessionService.CreateAsync"/>.</summary>
public class SessionCreateOptions : BaseOptions, IHasMetadata
{
    [JsonPropertyName("allow_promotion_codes")]
    public bool? AllowPromotionCodes { get; set; }

    [JsonPropertyName("automatic_tax")]
    public SessionAutomaticTaxOptions AutomaticTax { get; set; }

    [JsonPropertyName("cancel_url")]
    public string CancelUrl { get; set; }

    [JsonPropertyName("client_reference_id")]
    public string ClientReferenceId { get; set; }

    [JsonPropertyName("customer")]
    public string Customer { get; set; }

    /// <summary>30 minutes to 24 hours from now, UTC.</summary>
    [JsonPropertyName("expires_at")]
    public DateTime? ExpiresAt { get; set; }

    [JsonPropertyName("line_items")]
    public List<SessionLineItemOptions> LineItems { get; set; }

    /// <summary>Language tag; auto or null follows the browser.</summary>
    [JsonPropertyName("locale")]
    public string Locale { get; set; }

    [JsonPropertyName("metadata")]
    public Dictionary<string, string> Metadata { get; set; }

    /// <summary>payment, setup or subscription.</summary>
    [JsonPropertyName("mode")]
    public string Mode { get; set; }

    [JsonPropertyName("payment_intent_data")]
    public SessionPaymentIntentDataOptions PaymentIntentData { get; set; }

    /// <summary>always or if_required: whether a free trial asks for a card.</summary>
    [JsonPropertyName("payment_method_collection")]
    public string PaymentMethodCollection { get; set; }

    [JsonPropertyName("subscription_data")]
    public SessionSubscriptionDataOptions SubscriptionData { get; set; }

    /// <summary>May hold {CHECKOUT_SESSION_ID}, which Stripe fills in.</summary>
    [JsonPropertyName("success_url")]
    public string SuccessUrl { get; set; }
}

/// <summary>Whether Stripe works out the tax.</summary>
public class SessionAutomaticTaxOptions : INestedOptions
{
    [JsonPropertyName("enabled")]
    public bool? Enabled { get; set; }
}

/// <summary>One thing to buy.</summary>
public class SessionLineItemOptions : INestedOptions
{
    /// <summary>Id of the price.</summary>
    [JsonPropertyName("price")]
    public string Price { get; set; }

    [JsonPropertyName("quantity")]
    public long? Quantity { get; set; }
}

/// <summary>What the payment intent of a session in payment mode gets.</summary>
public class SessionPaymentIntentDataOptions : IHasMetadata, INestedOptions
{
    [JsonPropertyName("description")]
    public string Description { get; set; }

    [JsonPropertyName("metadata")]
    public Dictionary<string, string> Metadata { get; set; }

    [JsonPropertyName("receipt_email")]
    public string ReceiptEmail { get; set; }
}

/// <summary>What the subscription of a session in subscription mode gets.</summary>
public class SessionSubscriptionDataOptions : IHasMetadata, INestedOptions
{
    [JsonPropertyName("description")]
    public string Description { get; set; }

    [JsonPropertyName("metadata")]
    public Dictionary<string, string> Metadata { get; set; }

    /// <summary>At least 1.</summary>
    [JsonPropertyName("trial_period_days")]
    public long? TrialPeriodDays { get; set; }

    [JsonPropertyName("trial_settings")]
    public SessionSubscriptionDataTrialSettingsOptions TrialSettings { get; set; }
}

/// <summary>What becomes of the subscription at the end of its trial.</summary>
public class SessionSubscriptionDataTrialSettingsOptions : INestedOptions
{
    [JsonPropertyName("end_behavior")]
    public SessionSubscriptionDataTrialSettingsEndBehaviorOptions EndBehavior { get; set; }
}

/// <summary>What becomes of the subscription at the end of its trial.</summary>
public class SessionSubscriptionDataTrialSettingsEndBehaviorOptions : INestedOptions
{
    /// <summary>cancel, create_invoice or pause: when there is nothing to charge.</summary>
    [JsonPropertyName("missing_payment_method")]
    public string MissingPaymentMethod { get; set; }
}

/// <summary>Parameters of <see cref="SessionService.GetAsync"/>.</summary>
public class SessionGetOptions : BaseOptions;

/// <summary>Parameters of <see cref="SessionService.ExpireAsync"/>.</summary>
public class SessionExpireOptions : BaseOptions;

/// <summary>Filters of <see cref="SessionService.ListAsync"/>.</summary>
public class SessionListOptions : ListOptions
{
    /// <summary>A moment or a range of creation times, UTC.</summary>
    [JsonPropertyName("created")]
    public AnyOf<DateTime?, DateRangeOptions> Created { get; set; }

    [JsonPropertyName("customer")]
    public string Customer { get; set; }

    [JsonPropertyName("payment_intent")]
    public string PaymentIntent { get; set; }

    [JsonPropertyName("status")]
    public string Status { get; set; }

    [JsonPropertyName("subscription")]
    public string Subscription { get; set; }
}

/// <summary>Parameters of <see cref="SessionLineItemService.ListAsync"/>.</summary>
public class SessionLineItemListOptions : ListOptions;
