using System.Text.Json.Serialization;
using Stripe.Infrastructure;

namespace Stripe;

/// <summary>A card or another means of payment.</summary>
public class PaymentMethod : StripeEntity<PaymentMethod>, IHasId, IHasMetadata, IHasObject
{
    [JsonPropertyName("id")]
    public string Id { get; set; }

    /// <summary>Stripe's name of the kind of object.</summary>
    [JsonPropertyName("object")]
    public string Object { get; set; }

    /// <summary>always, limited or unspecified.</summary>
    [JsonPropertyName("allow_redisplay")]
    public string AllowRedisplay { get; set; }

    [JsonPropertyName("billing_details")]
    public PaymentMethodBillingDetails BillingDetails { get; set; }

    /// <summary>Null when the type is not card.</summary>
    [JsonPropertyName("card")]
    public PaymentMethodCard Card { get; set; }

    /// <summary>When Stripe made it, UTC.</summary>
    [JsonPropertyName("created")]
    public DateTime Created { get; set; } = DateTime.UnixEpoch;

    [JsonIgnore]
    public string CustomerId
    {
        get => CustomerField?.Id;
        set => CustomerField = ExpandableField<Customer>.WithId(value, CustomerField);
    }

    [JsonIgnore]
    public Customer Customer
    {
        get => CustomerField?.Value;
        set => CustomerField = ExpandableField<Customer>.Of(value);
    }

    [JsonInclude]
    [JsonPropertyName("customer")]
    internal ExpandableField<Customer> CustomerField { get; set; }

    /// <summary>False for test data.</summary>
    [JsonPropertyName("livemode")]
    public bool Livemode { get; set; }

    /// <summary>Keys and values of our own.</summary>
    [JsonPropertyName("metadata")]
    public Dictionary<string, string> Metadata { get; set; }

    /// <summary>Null when the type is not sepa_debit.</summary>
    [JsonPropertyName("sepa_debit")]
    public PaymentMethodSepaDebit SepaDebit { get; set; }

    /// <summary>card, us_bank_account, sepa_debit, link …</summary>
    [JsonPropertyName("type")]
    public string Type { get; set; }

    /// <summary>Null when the type is not us_bank_account.</summary>
    [JsonPropertyName("us_bank_account")]
    public PaymentMethodUsBankAccount UsBankAccount { get; set; }
}

/// <summary>The card of a payment method.</summary>
public class PaymentMethodCard : StripeEntity<PaymentMethodCard>
{
    /// <summary>amex, diners, discover, jcb, mastercard, unionpay, visa, unknown …</summary>
    [JsonPropertyName("brand")]
    public string Brand { get; set; }

    /// <summary>Two-letter ISO code of the issuer.</summary>
    [JsonPropertyName("country")]
    public string Country { get; set; }

    [JsonPropertyName("exp_month")]
    public long ExpMonth { get; set; }

    [JsonPropertyName("exp_year")]
    public long ExpYear { get; set; }

    /// <summary>credit, debit, prepaid or unknown.</summary>
    [JsonPropertyName("funding")]
    public string Funding { get; set; }

    [JsonPropertyName("last4")]
    public string Last4 { get; set; }
}

/// <summary>Whose a payment method is.</summary>
public class PaymentMethodBillingDetails : StripeEntity<PaymentMethodBillingDetails>
{
    [JsonPropertyName("email")]
    public string Email { get; set; }

    [JsonPropertyName("name")]
    public string Name { get; set; }

    [JsonPropertyName("phone")]
    public string Phone { get; set; }
}

/// <summary>The account a SEPA direct debit is taken from.</summary>
public class PaymentMethodSepaDebit : StripeEntity<PaymentMethodSepaDebit>
{
    [JsonPropertyName("bank_code")]
    public string BankCode { get; set; }

    /// <summary>Two-letter ISO code.</summary>
    [JsonPropertyName("country")]
    public string Country { get; set; }

    [JsonPropertyName("fingerprint")]
    public string Fingerprint { get; set; }

    [JsonPropertyName("last4")]
    public string Last4 { get; set; }
}

/// <summary>The account an ACH direct debit is taken from.</summary>
public class PaymentMethodUsBankAccount : StripeEntity<PaymentMethodUsBankAccount>
{
    /// <summary>company or individual.</summary>
    [JsonPropertyName("account_holder_type")]
    public string AccountHolderType { get; set; }

    /// <summary>checking or savings.</summary>
    [JsonPropertyName("account_type")]
    public string AccountType { get; set; }

    [JsonPropertyName("bank_name")]
    public string BankName { get; set; }

    [JsonPropertyName("fingerprint")]
    public string Fingerprint { get; set; }

    [JsonPropertyName("last4")]
    public string Last4 { get; set; }

    [JsonPropertyName("routing_number")]
    public string RoutingNumber { get; set; }
}
