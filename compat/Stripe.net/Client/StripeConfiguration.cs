namespace Stripe;

/// <summary>What this library is made for.</summary>
public static class StripeConfiguration
{
    /// <summary>The API version it asks for and reads: a date and a release train.</summary>
    public static string ApiVersion => Stripe.ApiVersion.Current;

    /// <summary>The version of the library; "-compat" tells this part from the official one.</summary>
    public static string StripeNetVersion => Stripe.ApiVersion.Library + "-compat";
}
