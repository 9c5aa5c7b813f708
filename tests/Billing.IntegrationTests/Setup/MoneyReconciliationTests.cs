using System.Net.Http.Json;
using System.Text.Json;
using Billing.Domain.Disputes;
using Billing.Domain.Payments;
using Billing.IntegrationTests.Infrastructure;
using Billing.IntegrationTests.Money;
using Billing.IntegrationTests.Simulator;
using Microsoft.EntityFrameworkCore;
using NUnit.Framework;
using Shouldly;

namespace Billing.IntegrationTests.Setup;

/// <summary>Refunds and disputes that got lost here are found by comparing.</summary>
public sealed class MoneyReconciliationTests : MoneyTest
{
    [Test]
    public async Task Refunds_disputes_and_totals_that_drifted_are_brought_in_line()
    {
        JsonElement refunded = await PayAsync();
        await Stripe.ControlAsync(HttpMethod.Post, $"charges/{(await ChargeAsync(refunded)).Text("id")}/refund?amount=700");
        await ShownAsync(p => Text(p, "status") == "partially_refunded", "the refund");
        await App.UntilProcessedAsync();
        Guid refundedId = refunded.GetProperty("id").GetGuid();
        using TestUser other = await App.RegisterAsync();
        (await DisputedAsync(other)).ShouldBe(PaymentStatus.Disputed);
        await DriftAsync(refundedId, other);

        JsonElement run = await ReconcileAsync();

        run.GetProperty("report").GetProperty("findings").EnumerateArray().Select(f => Text(f, "kind")).Order()
            .ShouldBe(["charge", "dispute", "refund"]);
        run.GetProperty("healed").GetInt32().ShouldBe(3);
        JsonElement healed = (await HistoryAsync()).Single();
        (Text(healed, "status"), Number(healed, "amount_refunded_cents")).ShouldBe(("partially_refunded", 700));
        (await StatusAsync(other)).ShouldBe(PaymentStatus.Disputed);
        (await ReconcileAsync()).GetProperty("drifted").GetInt32().ShouldBe(0);
    }

    private async Task<PaymentStatus> DisputedAsync(TestUser user)
    {
        using HttpResponseMessage answer = await user.Client.PostAsJsonAsync(
            "/v1/billing/payment-intent", new { amount_cents = 900, currency = "usd", description = "A book" });
        (await Stripe.PayAsync("payment_intents", Text(await answer.ReadJsonAsync(), "payment_intent_id")!, "4000000000000259")).Successful();
        PaymentStatus status = await Wait.UntilAsync(() => StatusAsync(user), s => s == PaymentStatus.Disputed, "the dispute");
        await App.UntilProcessedAsync();
        return status;
    }

    private Task<PaymentStatus> StatusAsync(TestUser user) =>
        App.WithDbAsync(db => db.Payments.Where(p => p.UserId == user.Id).Select(p => p.Status).SingleAsync());

    /// <summary>One refund is unknown and missing in the total, one dispute is unknown.</summary>
    private Task<int> DriftAsync(Guid refunded, TestUser disputed) => App.WithDbAsync(async db =>
    {
        PaymentTransaction payment = await db.Payments.SingleAsync(p => p.Id == refunded);
        await db.InTransactionAsync(
            async token =>
            {
                await db.Refunds.Where(r => r.StripePaymentIntentId == payment.StripePaymentIntentId).ExecuteDeleteAsync(token);
                await db.Charges.Where(c => c.StripePaymentIntentId == payment.StripePaymentIntentId)
                    .ExecuteUpdateAsync(set => set.SetProperty(c => c.AmountRefundedCents, 0), token);
                await db.Payments.Where(p => p.Id == refunded).ExecuteUpdateAsync(
                    set => set.SetProperty(p => p.AmountRefundedCents, 0).SetProperty(p => p.Status, PaymentStatus.Succeeded), token);
                await db.Disputes.Where(d => d.UserId == disputed.Id).ExecuteDeleteAsync(token);
                await db.Payments.Where(p => p.UserId == disputed.Id).ExecuteUpdateAsync(
                    set => set
                        .SetProperty(p => p.DisputeStatus, (DisputeStanding?)null)
                        .SetProperty(p => p.IsHeldByBank, false)
                        .SetProperty(p => p.Status, PaymentStatus.Succeeded),
                    token);
            },
            default);
        return 0;
    });

    private async Task<JsonElement> ReconcileAsync()
    {
        using HttpResponseMessage begun = await Operator.Client.PostAsJsonAsync("/v1/admin/reconciliation", new { since = DateTime.UtcNow.AddDays(-1) });
        begun.EnsureSuccessStatusCode();
        return await Wait.UntilAsync(
            async () =>
            {
                using HttpResponseMessage answer = await Operator.Client.GetAsync(begun.Headers.Location);
                return await answer.ReadJsonAsync();
            },
            run => run.GetProperty("finished_at").ValueKind != JsonValueKind.Null,
            "the end of the comparison");
    }
}
