using System.Text.Json.Nodes;
using Billing.StripeSimulator.Payments;
using Billing.StripeSimulator.Protocol;

namespace Billing.StripeSimulator.Api;

/// <summary>Reads which kinds of payment methods a caller wants to offer.</summary>
internal static class PaymentMethodTypes
{
    /// <summary>The kinds that were asked for, else those that Stripe would offer for the currency.</summary>
    /// <exception cref="StripeApiException">400: a kind that is not simulated, or not for this currency.</exception>
    public static JsonArray From(ApiParameters parameters, string currency)
    {
        var asked = parameters.Texts("payment_method_types");
        if (asked.Count == 0)
        {
            return BankDebits.TypesFor(currency);
        }

        return asked.FirstOrDefault(type => type != "card" && type != BankDebits.TypeFor(currency)) is { } other
            ? throw StripeErrors.Invalid(
                "payment_method_types", $"The payment method type \"{other}\" is not simulated, or not for {currency}.")
            : new JsonArray([.. asked.Select(type => JsonValue.Create(type))]);
    }
}
