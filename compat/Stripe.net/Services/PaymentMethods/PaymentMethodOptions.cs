using System.Text.Json.Serialization;

namespace Stripe;

/// <summary>Parameters of <see cref="PaymentMethodService.GetAsync"/>.</summary>
public class PaymentMethodGetOptions : BaseOptions;

/// <summary>Parameters of <see cref="PaymentMethodService.DetachAsync"/>.</summary>
public class PaymentMethodDetachOptions : BaseOptions;

/// <summary>Parameters of <see cref="PaymentMethodService.AttachAsync"/>.</summary>
public class PaymentMethodAttachOptions : BaseOptions
{
    [JsonPropertyName("customer")]
    public string Customer { get; set; }
}

/// <summary>Filters of <see cref="PaymentMethodService.ListAsync"/>.</summary>
public class PaymentMethodListOptions : ListOptions
{
    /// <summary>always, limited or unspecified.</summary>
    [JsonPropertyName("allow_redisplay")]
    public string AllowRedisplay { get; set; }

    [JsonPropertyName("customer")]
    public string Customer { get; set; }

    /// <summary>card, us_bank_account, sepa_debit …; all of them when not given.</summary>
    [JsonPropertyName("type")]
    public string Type { get; set; }
}
