namespace Billing.Infrastructure.Stripe;

/// <summary>The settings of section <c>Stripe</c>: which account, and where.</summary>
public sealed class StripeOptions
{
    /// <summary>Where the section is.</summary>
    public const string Section = "Stripe";

    /// <summary>The secret or restricted key (<c>sk_…</c>, <c>rk_…</c>). Never logged.</summary>
    public string ApiKey { get; set; } = "";

    /// <summary>The signing secrets of the webhook endpoint (<c>whsec_…</c>): two while one is being replaced.</summary>
    public IList<string> WebhookSecrets { get; } = [];

    /// <summary>The publishable key (<c>pk_…</c>) that browsers get; empty where no browser takes payments itself.</summary>
    public string PublishableKey { get; set; } = "";

    /// <summary>Where browsers load Stripe.js from: Stripe itself, or a simulator on this machine.</summary>
    public string JsUrl { get; set; } = "https://js.stripe.com/v3/";

    /// <summary>Where Stripe's API is: Stripe itself, or a simulator on this machine.</summary>
    public string ApiBase { get; set; } = "https://api.stripe.com";

    /// <summary>How many calls a second this process makes at most. Stripe allows 25 a second in test mode and 100 with live keys.</summary>
    public int MaxCallsPerSecond { get; set; } = 25;

    /// <summary>Whether the key moves real money.</summary>
    public bool Livemode => IsLive(ApiKey);

    internal static bool IsLive(string key) => key.Contains("_live_", StringComparison.Ordinal);
}
