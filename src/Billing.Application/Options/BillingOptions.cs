namespace Billing.Application.Options;

/// <summary>What a payment of a currency may amount to, in minor units (whole yen for JPY).</summary>
public sealed class AmountLimits
{
    /// <summary>The least.</summary>
    public long Minimum { get; set; } = 50;

    /// <summary>The most. Stripe takes eight digits in most currencies (docs.stripe.com/currencies, "Minimum and maximum charge amounts").</summary>
    public long Maximum { get; set; } = 99_999_999;
}

/// <summary>Who sells, as receipts and mails say it.</summary>
public sealed class SellerOptions
{
    /// <summary>The name, of the company most often; the product's name when left out.</summary>
    public string? Name { get; set; }

    /// <summary>The address, line by line.</summary>
    public IList<string> AddressLines { get; } = [];

    /// <summary>The tax number as it is to be printed.</summary>
    public string? TaxId { get; set; }

    /// <summary>Where customers write to.</summary>
    public string? Email { get; set; }

    /// <summary>The site's address.</summary>
    public string? Website { get; set; }
}

/// <summary>The settings of section <c>Billing</c>.</summary>
public sealed class BillingOptions
{
    /// <summary>Where the section is.</summary>
    public const string Section = "Billing";

    internal const string DowngradeAtPeriodEnd = "period_end";
    internal const string DowngradeNow = "now";

    /// <summary>The name of what is sold, as customers know it; on pages and in e-mails.</summary>
    public string ProductName { get; set; } = "Billing";

    /// <summary>What mails look like.</summary>
    public BrandOptions Brand { get; set; } = new();

    /// <summary>Who sells.</summary>
    public SellerOptions Seller { get; set; } = new();

    /// <summary>The origin at which people find the app, for links in mails; the first allowed return origin when left out.</summary>
    public string? PublicUrl { get; set; }

    /// <summary>
    /// The origins (<c>https://app.example.com</c>) that success, cancel and return URLs may lead to; no other address is ever passed
    /// to Stripe.
    /// </summary>
    public IList<string> AllowedReturnOrigins { get; } = [];

    /// <summary>
    /// When a cheaper plan, or fewer seats, take effect: <c>period_end</c>, when the paid period ends; or <c>now</c>, and what was paid too
    /// much is credited.
    /// </summary>
    public string DowngradeAt { get; set; } = DowngradeAtPeriodEnd;

    /// <summary>Whether a trial asks for a card. Without one, a subscription whose trial ends is paused until there is a card.</summary>
    public bool TrialNeedsCard { get; set; } = true;

    /// <summary>For how many days after a failed renewal a plan's features can still be used; 0 for none.</summary>
    public int GraceDays { get; set; } = 7;

    /// <summary>
    /// Whether deleting an account deletes the customer at Stripe too. Without it Stripe keeps name and address, as the books may
    /// have to be kept; what ends there in either case is every subscription.
    /// </summary>
    public bool DeleteStripeCustomer { get; set; }

    /// <summary>The limits of currencies that have none of their own in <see cref="Amounts"/>.</summary>
    public AmountLimits DefaultAmounts { get; set; } = new();

    /// <summary>The limits by lowercase ISO code; a currency named in the configuration replaces the one here.</summary>
    public IDictionary<string, AmountLimits> Amounts { get; } = StripeMinimums();

    /// <summary>The origin for links in mails, without a slash at its end.</summary>
    /// <exception cref="InvalidOperationException">Neither it nor a return origin is set.</exception>
    internal string AppOrigin() => (PublicUrl ?? AllowedReturnOrigins.FirstOrDefault())?.TrimEnd('/')
        ?? throw new InvalidOperationException("No mail can be written without Billing:PublicUrl or Billing:AllowedReturnOrigins:0.");

    /// <summary>The limits of a currency.</summary>
    /// <param name="currency">Its ISO code, in any case.</param>
    public AmountLimits LimitsOf(string currency) => Amounts.TryGetValue(currency, out var limits) ? limits : DefaultAmounts;

    /// <summary>
    /// Stripe's least charge where it is not 0.50 of the currency (docs.stripe.com/currencies, "Minimum and maximum charge amounts").
    /// </summary>
    private static Dictionary<string, AmountLimits> StripeMinimums() => new(StringComparer.OrdinalIgnoreCase)
    {
        ["aed"] = new() { Minimum = 200 },
        ["bgn"] = new() { Minimum = 100 },
        ["czk"] = new() { Minimum = 1500 },
        ["dkk"] = new() { Minimum = 250 },
        ["gbp"] = new() { Minimum = 30 },
        ["hkd"] = new() { Minimum = 400 },
        ["huf"] = new() { Minimum = 17500 },
        ["mxn"] = new() { Minimum = 1000 },
        ["myr"] = new() { Minimum = 200 },
        ["nok"] = new() { Minimum = 300 },
        ["pln"] = new() { Minimum = 200 },
        ["ron"] = new() { Minimum = 200 },
        ["sek"] = new() { Minimum = 300 },
        ["thb"] = new() { Minimum = 1000 },
    };
}
