using System.Text.Json.Nodes;
using Billing.StripeSimulator.Objects;
using Billing.StripeSimulator.Protocol;
using Billing.StripeSimulator.Storage;

namespace Billing.StripeSimulator.Api;

/// <summary>/v1/refunds. Money goes back at once.</summary>
internal static class RefundsApi
{
    /// <summary>Maps the endpoints.</summary>
    public static void Map(ApiRoutes routes)
    {
        routes.Post("/v1/refunds", Create, "charge", "payment_intent", "amount", "reason", "metadata", "metadata[*]");
        routes.Get("/v1/refunds", List, ["charge", "payment_intent", .. ListPage.Parameters, .. ListPage.Created]);
        routes.Get("/v1/refunds/{id}", call => call.Target("refund").Json);
    }

    private static JsonObject Create(ApiCall call)
    {
        var charge = PaidCharge(call);
        var left = charge.Number("amount")!.Value - charge.Number("amount_refunded")!.Value;
        if (left == 0)
        {
            throw StripeErrors.Refused($"Charge {charge.Id} has already been refunded.", "charge_already_refunded");
        }

        var amount = call.Parameters.Integer("amount") ?? left;
        if (amount < 1)
        {
            throw StripeErrors.InvalidInteger("amount", "This value must be greater than or equal to 1.");
        }

        if (amount > left)
        {
            var currency = charge.Text("currency")!;
            throw StripeErrors.Refused(
                $"Refund amount ({Money.Format(amount, currency)}) is greater than unrefunded amount on charge ({Money.Format(left, currency)})",
                parameter: "amount");
        }

        var reason = call.Parameters.OneOf("reason", "duplicate", "fraudulent", "requested_by_customer");
        var refund = Refunds.Create(charge, amount, reason, call.Parameters.MergeMap("metadata", new JsonObject()), call.Work.Now);
        charge.Json["amount_refunded"] = charge.Number("amount_refunded") + amount;
        charge.Json["refunded"] = amount == left;
        call.Work.Save(refund, "refund.created");
        call.Work.Save(charge, "charge.refunded");
        return refund.Json;
    }

    private static StripeDocument PaidCharge(ApiCall call)
    {
        var charge = call.Reference("charge", "charge");
        if (charge is null && call.Reference("payment_intent", "payment_intent") is { } intent)
        {
            charge = intent.Text("latest_charge") is { } id ? call.Work.Referenced("charge", id) : null;
        }

        return charge is { Status: "succeeded" }
            ? charge
            : throw (charge is null && !call.Parameters.Has("payment_intent")
                ? StripeErrors.Missing("charge")
                : StripeErrors.Refused("This has no successful charge to refund.", "charge_not_refundable"));
    }

    private static JsonObject List(ApiCall call) => ListPage.Of(
        call,
        new DocumentQuery("refund")
            .Where("charge", call.Parameters.Text("charge"))
            .Where("payment_intent", call.Parameters.Text("payment_intent"))
            .WhereCreated(call.Parameters));
}
