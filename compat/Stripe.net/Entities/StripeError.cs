using System.Text.Json.Serialization;

namespace Stripe;

/// <summary>What Stripe answers when it refuses, and the last error of a payment.</summary>
public class StripeError : StripeEntity<StripeError>
{
    /// <summary>What to do after a decline: confirm_card_data, do_not_try_again or try_again_later.</summary>
    [JsonPropertyName("advice_code")]
    public string AdviceCode { get; set; }

    /// <summary>Id of the failed charge.</summary>
    [JsonPropertyName("charge")]
    public string Charge { get; set; }

    /// <summary>For programs: card_declined, resource_missing, idempotency_key_in_use …</summary>
    [JsonPropertyName("code")]
    public string Code { get; set; }

    /// <summary>The issuer's reason for a card_declined.</summary>
    [JsonPropertyName("decline_code")]
    public string DeclineCode { get; set; }

    [JsonPropertyName("doc_url")]
    public string DocUrl { get; set; }

    /// <summary>For people; of a card error, fit to show to the customer.</summary>
    [JsonPropertyName("message")]
    public string Message { get; set; }

    [JsonPropertyName("network_decline_code")]
    public string NetworkDeclineCode { get; set; }

    /// <summary>The parameter at fault.</summary>
    [JsonPropertyName("param")]
    public string Param { get; set; }

    [JsonPropertyName("payment_intent")]
    public PaymentIntent PaymentIntent { get; set; }

    [JsonPropertyName("payment_method")]
    public PaymentMethod PaymentMethod { get; set; }

    [JsonPropertyName("payment_method_type")]
    public string PaymentMethodType { get; set; }

    [JsonPropertyName("request_log_url")]
    public string RequestLogUrl { get; set; }

    /// <summary>api_error, card_error, idempotency_error or invalid_request_error.</summary>
    [JsonPropertyName("type")]
    public string Type { get; set; }

    /// <summary>Of an OAuth error only.</summary>
    [JsonPropertyName("error")]
    public string Error { get; set; }

    /// <summary>Of an OAuth error only.</summary>
    [JsonPropertyName("error_description")]
    public string ErrorDescription { get; set; }
}
