using System.Text.Json.Serialization;
using Stripe.Infrastructure;

namespace Stripe;

/// <summary>Parameters of <see cref="CustomerService.CreateAsync"/>.</summary>
public class CustomerCreateOptions : BaseOptions, IHasMetadata
{
    /// <summary>In minor units: negative is credit.</summary>
    [JsonPropertyName("balance")]
    public long? Balance { get; set; }

    [JsonPropertyName("description")]
    public string Description { get; set; }

    [JsonPropertyName("email")]
    public string Email { get; set; }

    [JsonPropertyName("invoice_settings")]
    public CustomerInvoiceSettingsOptions InvoiceSettings { get; set; }

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

    [JsonPropertyName("name")]
    public string Name { get; set; }

    /// <summary>Attached to the customer at once.</summary>
    [JsonPropertyName("payment_method")]
    public string PaymentMethod { get; set; }

    [JsonPropertyName("phone")]
    public string Phone { get; set; }

    /// <summary>Language tags, the preferred first.</summary>
    [JsonPropertyName("preferred_locales")]
    public List<string> PreferredLocales { get; set; }

    [JsonPropertyName("test_clock")]
    public string TestClock { get; set; }
}

/// <summary>Parameters of <see cref="CustomerService.UpdateAsync"/>: what is never assigned stays as it is.</summary>
public class CustomerUpdateOptions : BaseOptions, IHasMetadata
{
    /// <summary>In minor units: negative is credit.</summary>
    [JsonPropertyName("balance")]
    public long? Balance { get; set; }

    [JsonPropertyName("description")]
    public string Description { get; set; }

    [JsonPropertyName("email")]
    public string Email { get; set; }

    [JsonPropertyName("invoice_settings")]
    public CustomerInvoiceSettingsOptions InvoiceSettings { get; set; }

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

    [JsonPropertyName("name")]
    public string Name { get; set; }

    [JsonPropertyName("phone")]
    public string Phone { get; set; }

    /// <summary>Language tags, the preferred first.</summary>
    [JsonPropertyName("preferred_locales")]
    public List<string> PreferredLocales { get; set; }
}

/// <summary>Parameters of <see cref="CustomerService.GetAsync"/>.</summary>
public class CustomerGetOptions : BaseOptions;

/// <summary>Parameters of <see cref="CustomerService.DeleteAsync"/>.</summary>
public class CustomerDeleteOptions : BaseOptions;

/// <summary>Filters of <see cref="CustomerService.ListAsync"/>.</summary>
public class CustomerListOptions : ListOptions
{
    /// <summary>A moment or a range of creation times, UTC.</summary>
    [JsonPropertyName("created")]
    public AnyOf<DateTime?, DateRangeOptions> Created { get; set; }

    /// <summary>Exactly as stored: case counts.</summary>
    [JsonPropertyName("email")]
    public string Email { get; set; }

    [JsonPropertyName("test_clock")]
    public string TestClock { get; set; }
}

/// <summary>What a customer's invoices are paid with.</summary>
public class CustomerInvoiceSettingsOptions : INestedOptions
{
    /// <summary>Id of a payment method that is attached to the customer; it pays invoices and subscriptions that name no other.</summary>
    [JsonPropertyName("default_payment_method")]
    public string DefaultPaymentMethod { get; set; }
}
