namespace Billing.Api;

/// <summary>How much a caller may send.</summary>
public static class RequestLimits
{
    /// <summary>The longest request body, 1 MiB: the largest event of Stripe is far below, everything else is a form.</summary>
    public const int MaxBodyBytes = 1024 * 1024;
}
