using System.Text.Json.Nodes;
using Billing.StripeSimulator.Objects;
using Billing.StripeSimulator.Payments;
using Billing.StripeSimulator.Protocol;
using Billing.StripeSimulator.Storage;

namespace Billing.StripeSimulator.Api;

/// <summary>/v1/refunds.</summary>
internal static class RefundsApi
{
    /// <summary>Maps the endpoints.</summary>
    public static void Map(ApiRoutes routes)
    {
        routes.Post("/v1/refunds", Create, "charge", "payment_intent", "amount", "reason", "metadata", "metadata[*]");
        routes.Get("/v1/refunds", List, ["charge", "payment_intent", .. ListPage.Parameters, .. ListPage.Created]);
        routes.Get("/v1/refunds/{id}", call => call.Target("refund").Json);
        routes.Post("/v1/refunds/{id}", Update, "metadata", "metadata[*]");
        routes.Post("/v1/refunds/{id}/cancel", Cancel);
    }

    private static JsonObject Create(ApiCall call)
    {
        var charge = PaidCharge(call);
        var reason = call.Parameters.OneOf("reason", "duplicate", "fraudulent", "requested_by_customer");
        return RefundActions.Create(
            call.Work, charge, call.Parameters.Integer("amount"), reason, call.Parameters.MergeMap("metadata", new JsonObject())).Json;
    }

    private static JsonObject Update(ApiCall call)
    {
        var refund = call.Target("refund");
        var before = refund.Json.DeepClone().AsObject();
        refund.Json["metadata"] = call.Parameters.MergeMap("metadata", refund.Json["metadata"]);
        if (PreviousAttributes.Of(before, refund.Json) is { } previous)
        {
            call.Work.Save(refund, "refund.updated", previous);
            call.Work.Emit("charge.refund.updated", refund, previous.DeepClone().AsObject());
        }

        return refund.Json;
    }

    /// <summary>Only what waits for the customer can be canceled by API; a card's pending refund only in the Dashboard.</summary>
    private static JsonObject Cancel(ApiCall call)
    {
        var refund = call.Target("refund");
        if (refund.Status != "requires_action")
        {
            throw StripeErrors.Refused(
                $"Refund {refund.Id} cannot be canceled: its status is {refund.Status}, and only refunds that require an action can be canceled.");
        }

        RefundActions.Cancel(call.Work, refund);
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
