using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Billing.Application.Checkout;

/// <summary>What a user wants to subscribe to.</summary>
/// <param name="UserId">The user.</param>
/// <param name="PlanPriceId">Our price.</param>
/// <param name="StripePriceId">Stripe's id of the price.</param>
/// <param name="Quantity">Units of the price.</param>
/// <param name="TrialDays">Days of trial before the first payment; null for none.</param>
/// <param name="TrialNeedsCard">Whether a trial asks for a card.</param>
/// <param name="SuccessUrl">Where to go after paying, as it came.</param>
/// <param name="CancelUrl">Where to go without paying, as it came.</param>
public sealed record CheckoutOrder(
    Guid UserId, Guid PlanPriceId, string StripePriceId, long Quantity, int? TrialDays, bool TrialNeedsCard, string SuccessUrl, string CancelUrl)
{
    /// <summary>
    /// Tells whether an open checkout is the one that is wanted. The customer belongs to it: a session of a customer who was
    /// deleted at Stripe cannot be paid.
    /// </summary>
    public string HashFor(string stripeCustomerId)
    {
        string text = string.Join(
            '\n', PlanPriceId, StripePriceId, Quantity.ToString(CultureInfo.InvariantCulture), SuccessUrl, CancelUrl, stripeCustomerId,
            TrialDays?.ToString(CultureInfo.InvariantCulture), TrialNeedsCard.ToString());
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
    }
}
