using System.Net;
using System.Text.Json.Nodes;
using Billing.IntegrationTests.Infrastructure;
using NUnit.Framework;
using Shouldly;

namespace Billing.IntegrationTests.Simulator;

[TestFixture]
public sealed class DisputeTests : SimulatorTest
{
    private const string Disputed = "4000000000000259";
    private const string Inquired = "4000000000001976";

    [Test]
    public async Task A_disputed_payment_succeeds_first_and_then_the_money_is_withdrawn()
    {
        var skip = (await Stripe.EventsAsync()).Count;
        var (charge, dispute) = await PayAsync(Disputed);

        (await Stripe.EventTypesAsync(skip)).TakeLast(4).ShouldBe(
            ["charge.succeeded", "checkout.session.completed", "charge.dispute.created", "charge.dispute.funds_withdrawn"]);
        (dispute.Text("status"), dispute.Text("reason"), (long)dispute["amount"]!, dispute.Text("charge"))
            .ShouldBe(("needs_response", "fraudulent", 2000, charge));
        ((bool)(await Stripe.GetAsync($"/v1/charges/{charge}"))["disputed"]!).ShouldBeTrue();
        var withdrawn = dispute["balance_transactions"]!.AsArray().Single()!;
        ((long)withdrawn["amount"]!, (long)withdrawn["fee"]!, (long)withdrawn["net"]!).ShouldBe((-2000, 1500, -3500));
        (await Stripe.GetAsync("/v1/disputes", ("payment_intent", dispute.Text("payment_intent")))).Data().Count().ShouldBe(1);
    }

    [Test]
    public async Task Winning_evidence_brings_the_money_back()
    {
        var (_, dispute) = await PayAsync(Disputed);
        var skip = (await Stripe.EventsAsync()).Count;

        var won = await Stripe.PostAsync($"/v1/disputes/{dispute.Text("id")}", ("evidence[uncategorized_text]", "winning_evidence"));

        won.Text("status").ShouldBe("won");
        (await Stripe.EventTypesAsync(skip)).ShouldBe(
            ["charge.dispute.updated", "charge.dispute.closed", "charge.dispute.funds_reinstated"]);
        won["balance_transactions"]!.AsArray().Sum(moved => (long)moved!["net"]!).ShouldBe(0);
        (won["evidence_details"]!["has_evidence"]!.GetValue<bool>(), (long)won["evidence_details"]!["submission_count"]!).ShouldBe((true, 1));
    }

    [Test]
    public async Task Losing_keeps_the_money_withdrawn()
    {
        var (charge, dispute) = await PayAsync(Disputed);

        var reviewed = await Stripe.PostAsync($"/v1/disputes/{dispute.Text("id")}", ("evidence[customer_name]", "Ada"));
        var lost = await Stripe.ControlAsync(HttpMethod.Post, $"disputes/{dispute.Text("id")}/lose");

        (reviewed.Text("status"), lost.Text("status")).ShouldBe(("under_review", "lost"));
        (await Stripe.EventTypesAsync())[^1].ShouldBe("charge.dispute.closed");
        lost["balance_transactions"]!.AsArray().Count.ShouldBe(1);
        ((bool)(await Stripe.GetAsync($"/v1/charges/{charge}"))["disputed"]!).ShouldBeTrue();
        (await Stripe.TryPostAsync($"/v1/disputes/{dispute.Text("id")}/close")).Status.ShouldBe(400);
    }

    [Test]
    public async Task A_dispute_that_nobody_answers_is_lost_when_its_time_is_over()
    {
        var (_, dispute) = await PayAsync(Disputed);

        Stripe.Clock.Advance(TimeSpan.FromDays(15));

        await Wait.TrueAsync(async () => (await Stripe.GetAsync($"/v1/disputes/{dispute.Text("id")}")).Text("status") == "lost");
    }

    [Test]
    public async Task Accepting_a_dispute_loses_it()
    {
        var (_, dispute) = await PayAsync(Disputed);

        (await Stripe.PostAsync($"/v1/disputes/{dispute.Text("id")}/close")).Text("status").ShouldBe("lost");
    }

    [Test]
    public async Task A_disputed_charge_cannot_be_refunded_but_one_that_was_only_asked_about_can()
    {
        var (disputed, _) = await PayAsync(Disputed);
        var (asked, inquiry) = await PayAsync(Inquired);

        (await Stripe.TryPostAsync("/v1/refunds", ("charge", disputed))).Error.Text("code").ShouldBe("charge_disputed");
        (await Stripe.TryPostAsync("/v1/refunds", ("charge", asked))).Status.ShouldBe(200);
        (inquiry.Text("status"), (bool)inquiry["is_charge_refundable"]!, inquiry["balance_transactions"]!.AsArray().Count)
            .ShouldBe(("warning_needs_response", true, 0));
    }

    [Test]
    public async Task An_inquiry_can_become_a_chargeback()
    {
        var (_, inquiry) = await PayAsync(Inquired);

        var escalated = await Stripe.ControlAsync(HttpMethod.Post, $"disputes/{inquiry.Text("id")}/escalate");

        escalated.Text("status").ShouldBe("needs_response");
        (await Stripe.EventTypesAsync()).TakeLast(2).ShouldBe(["charge.dispute.updated", "charge.dispute.funds_withdrawn"]);
    }

    [Test]
    public async Task Evidence_can_be_staged_before_it_is_submitted_and_unknown_evidence_is_refused()
    {
        var (_, dispute) = await PayAsync(Disputed);
        var path = $"/v1/disputes/{dispute.Text("id")}";

        var staged = await Stripe.PostAsync(path, ("evidence[product_description]", "A plan"), ("submit", "false"));
        var unknown = await Stripe.TryPostAsync(path, ("evidence[colour]", "red"));

        (staged.Text("status"), (long)staged["evidence_details"]!["submission_count"]!).ShouldBe(("needs_response", 0));
        (unknown.Status, unknown.Error.Text("code")).ShouldBe((400, "parameter_unknown"));
    }

    [Test]
    public async Task A_charge_can_be_disputed_in_the_dashboard_once()
    {
        var (charge, _) = await PayAsync("4242424242424242", disputed: false);

        var dispute = await Stripe.ControlAsync(HttpMethod.Post, $"charges/{charge}/dispute?reason=product_not_received");

        dispute.Text("reason").ShouldBe("product_not_received");
        var again = await Stripe.Browser.PostAsync(new Uri(Stripe.BaseAddress, $"/_simulator/charges/{charge}/dispute"), content: null);
        again.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }

    private async Task<(string Charge, JsonObject Dispute)> PayAsync(string card, bool disputed = true)
    {
        var session = await Stripe.CreateSessionAsync(
            "payment", await Stripe.CreatePriceAsync(once: true), await Stripe.CreateCustomerAsync());
        var done = (await Stripe.PayAsync("checkout", session.Text("id"), card)).Successful();
        var charge = (await Stripe.GetAsync($"/v1/payment_intents/{done.Text("payment_intent")}")).Text("latest_charge");
        return (charge, disputed ? (await Stripe.GetAsync("/v1/disputes", ("charge", charge))).Data().Single() : []);
    }
}
