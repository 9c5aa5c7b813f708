using System.Text.Json.Nodes;
using Billing.StripeSimulator.Payments;
using Billing.StripeSimulator.Protocol;
using Billing.StripeSimulator.Storage;

namespace Billing.StripeSimulator.Control;

/// <summary>
/// /_simulator/refunds, /payment_intents, /disputes and /charges: what banks, cardholders and somebody in the Dashboard do, for tests
/// and scripts.
/// Each answers with the object as it is afterwards.
/// </summary>
internal static class MoneyRoutes
{
    private const string DefaultFailure = "expired_or_canceled_card";

    /// <summary>Maps the routes.</summary>
    public static void Map(RouteGroupBuilder routes)
    {
        On(routes, "refund", "succeed", RefundActions.Succeed);
        On(routes, "refund", "cancel", RefundActions.Cancel);
        routes.MapPost("/refunds/{id}/fail", (string id, string? reason, UnitOfWorkRunner runner) =>
            Change(runner, "refund", id, (work, refund) => RefundActions.Fail(work, refund, reason ?? DefaultFailure)));
        On(routes, "payment_intent", "succeed", DebitPayments.Succeed);
        On(routes, "payment_intent", "fail", DebitPayments.Fail);
        On(routes, "dispute", "respond", (work, dispute) => DisputeActions.Respond(work, dispute));
        On(routes, "dispute", "win", DisputeActions.Win);
        On(routes, "dispute", "lose", DisputeActions.Lose);
        On(routes, "dispute", "escalate", DisputeActions.Escalate);
        routes.MapPost("/charges/{id}/dispute", (string id, string? reason, bool? inquiry, UnitOfWorkRunner runner) => Json(runner.Run(null, work =>
            DisputeActions.Open(work, Target(work, "charge", id), reason ?? "fraudulent", inquiry is true).Json)));
        routes.MapPost("/charges/{id}/refund", (string id, long? amount, string? reason, UnitOfWorkRunner runner) => Json(runner.Run(null, work =>
            RefundActions.Create(work, Target(work, "charge", id), amount, reason, []).Json)));
    }

    private static void On(RouteGroupBuilder routes, string kind, string action, Action<UnitOfWork, StripeDocument> change) =>
        routes.MapPost($"/{kind}s/{{id}}/{action}", (string id, UnitOfWorkRunner runner) => Change(runner, kind, id, change));

    private static IResult Change(UnitOfWorkRunner runner, string kind, string id, Action<UnitOfWork, StripeDocument> change) =>
        Json(runner.Run(null, work =>
        {
            var target = Target(work, kind, id);
            change(work, target);
            return target.Json;
        }));

    private static StripeDocument Target(UnitOfWork work, string kind, string id) =>
        work.Find(kind, id) ?? throw StripeErrors.NoSuchObject(kind, id);

    private static IResult Json(JsonObject body) => Results.Text(StripeJson.Pretty(body), "application/json");
}
