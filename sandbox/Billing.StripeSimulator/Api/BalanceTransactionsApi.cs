using System.Text.Json.Nodes;
using Billing.StripeSimulator.Objects;
using Billing.StripeSimulator.Protocol;
using Billing.StripeSimulator.Storage;

namespace Billing.StripeSimulator.Api;

/// <summary>/v1/balance_transactions, to read: the ledger of everything that came and went.</summary>
internal static class BalanceTransactionsApi
{
    /// <summary>Maps the endpoints.</summary>
    public static void Map(ApiRoutes routes)
    {
        routes.Get("/v1/balance_transactions", List, ["currency", "source", "type", .. ListPage.Parameters, .. ListPage.Created]);
        routes.Get("/v1/balance_transactions/{id}", call => call.Target(BalanceTransactions.Kind).Json);
    }

    private static JsonObject List(ApiCall call) => ListPage.Of(
        call,
        new DocumentQuery(BalanceTransactions.Kind)
            .Where("currency", call.Parameters.Text("currency"))
            .Where("source", call.Parameters.Text("source"))
            .Where("type", call.Parameters.Text("type"))
            .WhereCreated(call.Parameters));
}
