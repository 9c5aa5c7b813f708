using System.Text.Json.Nodes;
using Billing.IntegrationTests.Infrastructure;
using NUnit.Framework;
using Shouldly;

namespace Billing.IntegrationTests.Simulator;

[TestFixture]
public sealed class RefundTests : SimulatorTest
{
    private const string Good = "4242424242424242";
    private const string Pends = "4000000000007726";
    private const string FailsLater = "4000000000005126";

    [Test]
    public async Task A_refund_counts_against_the_charge_and_the_balance()
    {
        var charge = await PayAsync(Good);

        var refund = await Stripe.PostAsync("/v1/refunds", ("charge", charge), ("amount", "500"), ("reason", "duplicate"), ("metadata[a]", "b"));

        (refund.Text("status"), refund.Text("reason"), (long)refund["amount"]!).ShouldBe(("succeeded", "duplicate", 500));
        refund.Text("customer").ShouldStartWith("cus_");
        refund.ContainsKey("failure_reason").ShouldBeFalse();
        (await RefundedAsync(charge)).ShouldBe((500, false));
        var moved = await Stripe.GetAsync($"/v1/balance_transactions/{refund.Text("balance_transaction")}");
        ((long)moved["amount"]!, (long)moved["net"]!, moved.Text("type"), moved.Text("source")).ShouldBe((-500, -500, "refund", refund.Text("id")));
    }

    [Test]
    public async Task A_pending_refund_arrives_a_day_later()
    {
        var charge = await PayAsync(Pends);
        var refund = await Stripe.PostAsync("/v1/refunds", ("charge", charge));
        var skip = (await Stripe.EventsAsync()).Count;
        (refund.Text("status"), refund.Text("pending_reason")).ShouldBe(("pending", "processing"));

        Stripe.Clock.Advance(TimeSpan.FromDays(1.1));

        await Wait.TrueAsync(async () => (await RefundAsync(refund)).Text("status") == "succeeded");
        (await Stripe.EventTypesAsync(skip)).ShouldBe(["refund.updated", "charge.refund.updated"]);
        (await Stripe.EventsAsync())[^1]["data"]!["previous_attributes"]!.ToJsonString()
            .ShouldBe("""{"status":"pending","pending_reason":"processing"}""");
        (await RefundedAsync(charge)).ShouldBe((2000, true));
    }

    [Test]
    public async Task A_refund_that_fails_later_gives_its_amount_back_to_the_charge()
    {
        var charge = await PayAsync(FailsLater);
        var refund = await Stripe.PostAsync("/v1/refunds", ("charge", charge));
        var skip = (await Stripe.EventsAsync()).Count;
        refund.Text("status").ShouldBe("succeeded");
        (await RefundedAsync(charge)).ShouldBe((2000, true));

        Stripe.Clock.Advance(TimeSpan.FromDays(1.1));

        await Wait.TrueAsync(async () => (await RefundAsync(refund)).Text("status") == "failed");
        var failed = await RefundAsync(refund);
        failed.Text("failure_reason").ShouldBe("expired_or_canceled_card");
        (await RefundedAsync(charge)).ShouldBe((0, false));
        (await Stripe.EventTypesAsync(skip)).ShouldBe(["refund.updated", "charge.refund.updated", "refund.failed"]);
        (await Stripe.EventsAsync())[skip]["data"]!["previous_attributes"]!.AsObject().Select(property => property.Key)
            .ShouldBe(["status", "failure_balance_transaction", "failure_reason"], ignoreOrder: true);
        var back = await Stripe.GetAsync($"/v1/balance_transactions/{failed.Text("failure_balance_transaction")}");
        ((long)back["amount"]!, back.Text("type")).ShouldBe((2000, "refund_failure"));
        (await Stripe.TryPostAsync("/v1/refunds", ("charge", charge))).Status.ShouldBe(200);
    }

    [Test]
    public async Task A_cards_pending_refund_is_canceled_in_the_dashboard_but_not_by_api()
    {
        var charge = await PayAsync(Pends);
        var refund = await Stripe.PostAsync("/v1/refunds", ("charge", charge), ("amount", "700"));

        (await Stripe.TryPostAsync($"/v1/refunds/{refund.Text("id")}/cancel")).Status.ShouldBe(400);
        var canceled = await Stripe.ControlAsync(HttpMethod.Post, $"refunds/{refund.Text("id")}/cancel");

        (canceled.Text("status"), canceled.Text("failure_reason")).ShouldBe(("canceled", "merchant_request"));
        (await RefundedAsync(charge)).ShouldBe((0, false));
        (await Stripe.EventTypesAsync()).TakeLast(2).ShouldBe(["refund.updated", "charge.refund.updated"]);
    }

    [Test]
    public async Task Never_more_than_is_left()
    {
        var charge = await PayAsync(Good);
        await Stripe.PostAsync("/v1/refunds", ("charge", charge), ("amount", "1500"));

        var tooMuch = await Stripe.TryPostAsync("/v1/refunds", ("charge", charge), ("amount", "501"));
        await Stripe.PostAsync("/v1/refunds", ("charge", charge));
        var nothing = await Stripe.TryPostAsync("/v1/refunds", ("charge", charge));

        (tooMuch.Status, tooMuch.Error.Text("param")).ShouldBe((400, "amount"));
        nothing.Error.Text("code").ShouldBe("charge_already_refunded");
        (await Stripe.GetAsync($"/v1/charges/{charge}", ("expand[]", "refunds")))["refunds"]!.Data().Count().ShouldBe(2);
    }

    [Test]
    public async Task A_refunds_metadata_can_be_changed_and_nothing_else()
    {
        var charge = await PayAsync(Good);
        var refund = await Stripe.PostAsync("/v1/refunds", ("charge", charge));

        var changed = await Stripe.PostAsync($"/v1/refunds/{refund.Text("id")}", ("metadata[ticket]", "7"));

        changed["metadata"]!.Text("ticket").ShouldBe("7");
        (await Stripe.EventTypesAsync()).TakeLast(2).ShouldBe(["refund.updated", "charge.refund.updated"]);
        (await Stripe.TryPostAsync($"/v1/refunds/{refund.Text("id")}", ("amount", "1"))).Status.ShouldBe(400);
    }

    [Test]
    public async Task The_ledger_is_the_sum_of_what_came_and_went()
    {
        await PayAsync(Good);
        await Stripe.PostAsync("/v1/refunds", ("charge", await PayAsync(FailsLater)));
        var failing = (await Stripe.GetAsync("/v1/refunds")).Data().First().Text("id");
        await Stripe.ControlAsync(HttpMethod.Post, $"refunds/{failing}/fail");

        var ledger = (await Stripe.GetAsync("/v1/balance_transactions", ("limit", "100"))).Data().ToList();

        ledger.Sum(moved => (long)moved["amount"]!).ShouldBe(4000);
        ledger.Select(moved => moved.Text("type")).ShouldBe(["refund_failure", "refund", "charge", "charge"]);
        ledger.ShouldAllBe(moved => (long)moved["net"]! == (long)moved["amount"]! - (long)moved["fee"]!);
    }

    private async Task<string> PayAsync(string card)
    {
        var session = await Stripe.CreateSessionAsync(
            "payment", await Stripe.CreatePriceAsync(once: true), await Stripe.CreateCustomerAsync());
        var done = (await Stripe.PayAsync("checkout", session.Text("id"), card)).Successful();
        return (await Stripe.GetAsync($"/v1/payment_intents/{done.Text("payment_intent")}")).Text("latest_charge");
    }

    private Task<JsonObject> RefundAsync(JsonObject refund) => Stripe.GetAsync($"/v1/refunds/{refund.Text("id")}");

    private async Task<(long Amount, bool Whole)> RefundedAsync(string charge)
    {
        var shown = await Stripe.GetAsync($"/v1/charges/{charge}");
        return ((long)shown["amount_refunded"]!, (bool)shown["refunded"]!);
    }
}
