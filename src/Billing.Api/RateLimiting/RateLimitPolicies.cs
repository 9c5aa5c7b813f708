namespace Billing.Api.RateLimiting;

/// <summary>The names for <c>[EnableRateLimiting]</c>; their numbers are in <see cref="RateLimits"/>.</summary>
public static class RateLimitPolicies
{
    /// <summary>New accounts, by client address.</summary>
    public const string Register = "register";

    /// <summary>Sign-ins, by client address.</summary>
    public const string Login = "login";

    /// <summary>Requests that send a mail, by client address.</summary>
    public const string Mail = "mail";

    /// <summary>Checkouts, by user.</summary>
    public const string Checkout = "checkout";

    /// <summary>Payment intents, by user.</summary>
    public const string PaymentIntent = "payment_intent";

    /// <summary>Previews and changes of a subscription, and the portal, by user.</summary>
    public const string Subscription = "subscription";
}
