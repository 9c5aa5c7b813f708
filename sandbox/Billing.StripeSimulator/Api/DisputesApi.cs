using System.Text.Json.Nodes;
using Billing.StripeSimulator.Objects;
using Billing.StripeSimulator.Payments;
using Billing.StripeSimulator.Protocol;
using Billing.StripeSimulator.Storage;

namespace Billing.StripeSimulator.Api;

/// <summary>/v1/disputes. They begin with a test card, or on the simulator's pages.</summary>
internal static class DisputesApi
{
    // The answers that end a dispute at once in Stripe's test mode (https://docs.stripe.com/testing#disputes).
    private const string WinningEvidence = "winning_evidence";
    private const string LosingEvidence = "losing_evidence";

    /// <summary>Maps the endpoints.</summary>
    public static void Map(ApiRoutes routes)
    {
        routes.Get("/v1/disputes", List, ["charge", "payment_intent", .. ListPage.Parameters, .. ListPage.Created]);
        routes.Get("/v1/disputes/{id}", call => call.Target("dispute").Json);
        routes.Post("/v1/disputes/{id}", Update, "evidence[*]", "submit", "metadata", "metadata[*]");
        routes.Post("/v1/disputes/{id}/close", Close);
    }

    private static JsonObject List(ApiCall call) => ListPage.Of(
        call,
        new DocumentQuery("dispute")
            .Where("charge", call.Parameters.Text("charge"))
            .Where("payment_intent", call.Parameters.Text("payment_intent"))
            .WhereCreated(call.Parameters));

    private static JsonObject Update(ApiCall call)
    {
        var dispute = call.Target("dispute");
        if (!call.Parameters.Has("evidence"))
        {
            DisputeActions.Update(call.Work, dispute, json => WriteMetadata(call.Parameters, json));
        }
        else if (call.Parameters.Boolean("submit") is false)
        {
            DisputeActions.EnsureAwaited(dispute);
            DisputeActions.Update(call.Work, dispute, json => WriteEvidence(call.Parameters, json));
        }
        else
        {
            DisputeActions.Respond(call.Work, dispute, json => WriteEvidence(call.Parameters, json));
            Decide(call.Work, dispute);
        }

        return dispute.Json;
    }

    private static JsonObject Close(ApiCall call)
    {
        var dispute = call.Target("dispute");
        DisputeActions.Lose(call.Work, dispute);
        return dispute.Json;
    }

    private static void WriteMetadata(ApiParameters parameters, JsonObject json) =>
        json["metadata"] = parameters.MergeMap("metadata", json["metadata"]);

    private static void WriteEvidence(ApiParameters parameters, JsonObject json)
    {
        WriteMetadata(parameters, json);
        json["evidence_details"]!["has_evidence"] = true;
        var evidence = json["evidence"]!.AsObject();
        foreach (var item in parameters.Items("evidence"))
        {
            var name = item["evidence[".Length..^1];
            if (!evidence.ContainsKey(name) || name == "enhanced_evidence")
            {
                throw StripeErrors.Unknown(item);
            }

            evidence[name] = parameters.Text(item);
        }
    }

    private static void Decide(UnitOfWork work, StripeDocument dispute)
    {
        switch (dispute.Json["evidence"]!["uncategorized_text"]?.GetValue<string>())
        {
            case WinningEvidence:
                DisputeActions.Win(work, dispute);
                break;
            case LosingEvidence:
                DisputeActions.Lose(work, dispute);
                break;
        }
    }
}
