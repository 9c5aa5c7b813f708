using System.Text.Json.Nodes;
using Billing.StripeSimulator.Protocol;
using Billing.StripeSimulator.Storage;

namespace Billing.StripeSimulator.Payments;

/// <summary>Why a payment with a card failed, as Stripe's error body and as an intent's <c>last_payment_error</c>.</summary>
internal static class CardErrors
{
    /// <summary>Stripe's code when 3-D Secure failed.</summary>
    public const string AuthenticationFailed = "payment_intent_authentication_failure";

    private const string AuthenticationMessage =
        "The payment method failed authentication. Give another payment method, or try again.";

    /// <summary>What an intent remembers of a declined charge.</summary>
    public static JsonObject DeclineOf(StripeDocument charge, StripeDocument paymentMethod, CardDecline decline) => new()
    {
        ["advice_code"] = "try_again_later",
        ["charge"] = charge.Id,
        ["code"] = decline.ErrorCode,
        ["decline_code"] = decline.Code,
        ["doc_url"] = StripeApiException.DocUrl(decline.ErrorCode),
        ["message"] = decline.Message,
        ["network_decline_code"] = "01",
        ["payment_method"] = paymentMethod.Json.DeepClone(),
        ["type"] = "card_error",
    };

    /// <summary>What an intent remembers of a failed authentication.</summary>
    public static JsonObject FailedAuthentication(StripeDocument paymentMethod) => new()
    {
        ["code"] = AuthenticationFailed,
        ["doc_url"] = StripeApiException.DocUrl(AuthenticationFailed),
        ["message"] = AuthenticationMessage,
        ["payment_method"] = paymentMethod.Json.DeepClone(),
        ["type"] = "invalid_request_error",
    };

    /// <summary>402 for an intent whose last attempt failed. What the attempt left behind stays.</summary>
    public static StripeApiException PaymentFailed(StripeDocument intent)
    {
        var error = intent.Json["last_payment_error"]!.AsObject();
        var details = error.DeepClone().AsObject();
        foreach (var property in (ReadOnlySpan<string>)["code", "decline_code", "doc_url", "message", "type"])
        {
            details.Remove(property);
        }

        details["payment_intent"] = intent.Json.DeepClone();
        return new StripeApiException(
            StatusCodes.Status402PaymentRequired, error["type"]!.GetValue<string>(), error["message"]!.GetValue<string>())
        {
            Code = error["code"]!.GetValue<string>(),
            DeclineCode = error["decline_code"]?.GetValue<string>(),
            Details = details,
            KeepsChanges = true,
        };
    }

    /// <summary>402 for a card that is declined without an intent, when it is attached to a customer.</summary>
    public static StripeApiException Declined(CardDecline decline) => new(
        StatusCodes.Status402PaymentRequired, "card_error", decline.Message)
    {
        Code = "card_declined",
        DeclineCode = decline.Code,
        Parameter = "",
        Details = new JsonObject { ["advice_code"] = "try_again_later", ["network_decline_code"] = "01" },
    };

    /// <summary>402 for an intent that waits for 3-D Secure, where the caller cannot show a challenge.</summary>
    public static StripeApiException AuthenticationRequired(StripeDocument intent) => new(
        StatusCodes.Status402PaymentRequired,
        "card_error",
        "This card asks for 3-D Secure. Send \"three_d_secure\": \"complete\" or \"fail\" with the card number to answer the challenge.")
    {
        Code = "authentication_required",
        Details = new JsonObject { ["payment_intent"] = intent.Json.DeepClone() },
        KeepsChanges = true,
    };

    /// <summary>402 for an invoice whose intent waits for 3-D Secure.</summary>
    public static StripeApiException InvoiceRequiresAction(StripeDocument intent) => new(
        StatusCodes.Status402PaymentRequired, "card_error", "This payment requires additional user action before it can be completed successfully.")
    {
        Code = "invoice_payment_intent_requires_action",
        Details = new JsonObject { ["payment_intent"] = intent.Json.DeepClone() },
        KeepsChanges = true,
    };

    /// <summary>402 for a number that is no test card.</summary>
    public static StripeApiException NotATestCard() => new(
        StatusCodes.Status402PaymentRequired,
        "card_error",
        "This is not one of the simulator's test cards. Real cards cannot be used here.")
    { Code = "incorrect_number", Parameter = "number", BeforeExecution = true };

    /// <summary>402 for a card whose last month is over.</summary>
    public static StripeApiException ExpiryIsOver() => new(
        StatusCodes.Status402PaymentRequired, "card_error", "Your card's expiration year is invalid.")
    { Code = "invalid_expiry_year", Parameter = "exp_year", BeforeExecution = true };
}
