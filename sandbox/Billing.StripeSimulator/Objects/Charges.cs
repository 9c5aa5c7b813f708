using System.Text.Json.Nodes;
using Billing.StripeSimulator.Payments;
using Billing.StripeSimulator.Storage;

namespace Billing.StripeSimulator.Objects;

/// <summary>Builds charges: one for every attempt at paying an intent.</summary>
internal static class Charges
{
    /// <summary>A charge that went through.</summary>
    public static StripeDocument Succeeded(StripeDocument intent, StripeDocument paymentMethod, bool authenticated, long now)
    {
        var charge = Create(intent, paymentMethod, now);
        Succeed(charge);
        if (authenticated)
        {
            charge.Json["payment_method_details"]!["card"]!["three_d_secure"] = ThreeDSecure();
        }

        return charge;
    }

    /// <summary>A charge that the issuer declined.</summary>
    public static StripeDocument Failed(StripeDocument intent, StripeDocument paymentMethod, CardDecline decline, long now)
    {
        var charge = Create(intent, paymentMethod, now);
        Fail(charge, decline.ErrorCode, decline.Message);
        var outcome = charge.Json["outcome"]!.AsObject();
        outcome["advice_code"] = "try_again_later";
        outcome["network_decline_code"] = "01";
        outcome["reason"] = decline.Code;
        return charge;
    }

    /// <summary>A bank debit that is under way.</summary>
    public static StripeDocument Pending(StripeDocument intent, StripeDocument paymentMethod, long now)
    {
        var charge = Create(intent, paymentMethod, now);
        charge.Json["amount_captured"] = intent.Number("amount");
        charge.Json["captured"] = true;
        charge.Json["status"] = "pending";
        charge.Json["outcome"]!["risk_level"] = "not_assessed";
        charge.Json["outcome"]!["seller_message"] = "Payment pending.";
        return charge;
    }

    /// <summary>The money has come.</summary>
    public static void Succeed(StripeDocument charge)
    {
        charge.Json["amount_captured"] = charge.Number("amount");
        charge.Json["captured"] = true;
        charge.Json["paid"] = true;
        charge.Json["status"] = "succeeded";
        charge.Json["outcome"]!["seller_message"] = "Payment complete.";
    }

    /// <summary>The bank has refused.</summary>
    public static void Fail(StripeDocument charge, string code, string message)
    {
        charge.Json["failure_code"] = code;
        charge.Json["failure_message"] = message;
        charge.Json["status"] = "failed";
        var outcome = charge.Json["outcome"]!.AsObject();
        outcome["network_status"] = "declined_by_network";
        outcome["reason"] = code;
        outcome["seller_message"] = "The bank did not return any further details with this decline.";
        outcome["type"] = "issuer_declined";
    }

    private static StripeDocument Create(StripeDocument intent, StripeDocument paymentMethod, long now)
    {
        var json = ObjectTemplate.Create("charge");
        var isDebit = BankDebits.IsDebit(paymentMethod);
        json["id"] = StripeId.New(isDebit ? "py" : "ch");
        json["amount"] = intent.Number("amount");
        json["billing_details"] = paymentMethod.Json["billing_details"]!.DeepClone();
        json["created"] = now;
        json["currency"] = intent.Text("currency");
        json["customer"] = intent.Text("customer");
        json["description"] = intent.Text("description");
        json["metadata"] = intent.Json["metadata"]!.DeepClone();
        json["payment_intent"] = intent.Id;
        json["payment_method"] = paymentMethod.Id;
        json["payment_method_details"] = isDebit ? BankDebits.ChargeDetails(paymentMethod) : new JsonObject
        {
            ["card"] = CardDetails(intent.Number("amount")!.Value, paymentMethod.Json["card"]!.AsObject()),
            ["type"] = "card",
        };
        json["receipt_email"] = intent.Text("receipt_email");
        return new StripeDocument("charge", json);
    }

    private static JsonObject CardDetails(long amount, JsonObject card) => new()
    {
        ["amount_authorized"] = amount,
        ["authorization_code"] = StripeId.RandomText(6).ToUpperInvariant(),
        ["brand"] = card["brand"]!.DeepClone(),
        ["checks"] = card["checks"]!.DeepClone(),
        ["country"] = card["country"]!.DeepClone(),
        ["exp_month"] = card["exp_month"]!.DeepClone(),
        ["exp_year"] = card["exp_year"]!.DeepClone(),
        ["extended_authorization"] = new JsonObject { ["status"] = "disabled" },
        ["fingerprint"] = card["fingerprint"]!.DeepClone(),
        ["funding"] = card["funding"]!.DeepClone(),
        ["incremental_authorization"] = new JsonObject { ["status"] = "unavailable" },
        ["installments"] = null,
        ["last4"] = card["last4"]!.DeepClone(),
        ["mandate"] = null,
        ["multicapture"] = new JsonObject { ["status"] = "unavailable" },
        ["network"] = card["brand"]!.DeepClone(),
        ["network_token"] = new JsonObject { ["used"] = false },
        ["network_transaction_id"] = StripeId.RandomText(15),
        ["overcapture"] = new JsonObject { ["maximum_amount_capturable"] = amount, ["status"] = "unavailable" },
        ["regulated_status"] = card["regulated_status"]!.DeepClone(),
        ["three_d_secure"] = null,
        ["transaction_link_id"] = null,
        ["wallet"] = null,
    };

    private static JsonObject ThreeDSecure() => new()
    {
        ["authentication_flow"] = "challenge",
        ["electronic_commerce_indicator"] = "05",
        ["exemption_indicator"] = null,
        ["result"] = "authenticated",
        ["result_reason"] = null,
        ["transaction_id"] = Guid.NewGuid().ToString(),
        ["version"] = "2.2.0",
    };
}
