using System.Security.Cryptography;

namespace Billing.StripeSimulator.Storage;

/// <summary>New ids that look like Stripe's: a prefix that tells the kind and random base62.</summary>
internal static class StripeId
{
    private const string Base62 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

    /// <summary>A new id such as <c>cus_Tq3…</c>; 14 random characters for customers and products, 24 for most others.</summary>
    public static string New(string prefix, int length = 24) => prefix + "_" + RandomText(length);

    /// <summary>A new session id: Stripe's test mode ones begin with <c>cs_test_</c>.</summary>
    public static string NewCheckoutSession() => "cs_test_a1" + RandomText(56);

    /// <summary>A new event id.</summary>
    public static string NewEvent() => "evt_1" + RandomText(23);

    /// <summary>Random base62 text.</summary>
    public static string RandomText(int length) => RandomNumberGenerator.GetString(Base62, length);
}
