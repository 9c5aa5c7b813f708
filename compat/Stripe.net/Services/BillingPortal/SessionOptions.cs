using System.Text.Json.Serialization;

namespace Stripe.BillingPortal;

/// <summary>Parameters of <see cref="SessionService.CreateAsync"/>.</summary>
public class SessionCreateOptions : BaseOptions
{
    [JsonPropertyName("configuration")]
    public string Configuration { get; set; }

    [JsonPropertyName("customer")]
    public string Customer { get; set; }

    /// <summary>Language tag; auto or null follows the browser.</summary>
    [JsonPropertyName("locale")]
    public string Locale { get; set; }

    [JsonPropertyName("return_url")]
    public string ReturnUrl { get; set; }
}
