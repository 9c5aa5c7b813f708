namespace Billing.Infrastructure.Stripe;

/// <summary>The metadata keys that we write on Stripe's objects and read back.</summary>
internal static class StripeMetadata
{
    /// <summary>Our user's id.</summary>
    public const string UserId = "user_id";

    /// <summary>The code of our plan, on products that <c>stripe setup</c> made.</summary>
    public const string PlanCode = "plan_code";
}
