using Stripe;

namespace Billing.Infrastructure.Stripe;

/// <summary>
/// Stripe's API versions are named DATE.TRAIN; payloads of one train have one shape (https://docs.stripe.com/api/versioning).
/// </summary>
internal static class StripeReleaseTrain
{
    private static readonly string Ours = TrainOf(StripeConfiguration.ApiVersion);

    /// <summary>Whether a payload is of another train than the one this code reads; an event that names no version is of ours.</summary>
    public static bool IsAnother(string? apiVersion) => apiVersion is not null && TrainOf(apiVersion) != Ours;

    private static string TrainOf(string apiVersion) => apiVersion[(apiVersion.IndexOf('.', StringComparison.Ordinal) + 1)..];
}
