namespace Billing.Domain.Snapshots;

/// <summary>The metadata keys that we write on Stripe's objects.</summary>
public static class StripeMetadata
{
    /// <summary>Our user's id.</summary>
    public const string UserId = "user_id";

    /// <summary>Our id of a refund.</summary>
    public const string RefundId = "refund_id";
}
