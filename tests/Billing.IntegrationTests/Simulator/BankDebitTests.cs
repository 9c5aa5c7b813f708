using System.Net;
using System.Text.Json.Nodes;
using Billing.IntegrationTests.Infrastructure;
using NUnit.Framework;
using Shouldly;

namespace Billing.IntegrationTests.Simulator;

[TestFixture]
public sealed class BankDebitTests : SimulatorTest
{
    [Test]
    public async Task A_session_paid_by_bank_debit_is_complete_but_unpaid_until_the_bank_has_decided()
    {
        var session = await OpenAsync();
        var skip = (await Stripe.EventsAsync()).Count;

        var done = (await Stripe.PayByDebitAsync("checkout", session)).Successful();

        (done.Text("status"), done.Text("payment_status")).ShouldBe(("complete", "unpaid"));
        (await Stripe.EventTypesAsync(skip)).ShouldBe(
            ["payment_intent.created", "payment_intent.processing", "charge.pending", "checkout.session.completed"]);
        var intent = await IntentAsync(done);
        intent.Text("status").ShouldBe("processing");
        var charge = intent["latest_charge"]!;
        charge.Text("id").ShouldStartWith("py_");
        (charge.Text("status"), (bool)charge["paid"]!, charge["payment_method_details"]!.Text("type"))
            .ShouldBe(("pending", false, "us_bank_account"));
    }

    [Test]
    public async Task Four_days_later_the_money_arrives()
    {
        var done = (await Stripe.PayByDebitAsync("checkout", await OpenAsync())).Successful();
        var skip = (await Stripe.EventsAsync()).Count;

        Stripe.Clock.Advance(TimeSpan.FromDays(4.1));

        await Wait.TrueAsync(async () => (await IntentAsync(done)).Text("status") == "succeeded");
        (await Stripe.EventTypesAsync(skip)).ShouldBe(
            ["payment_intent.succeeded", "charge.succeeded", "checkout.session.async_payment_succeeded"]);
        (await Stripe.GetAsync($"/v1/checkout/sessions/{done.Text("id")}")).Text("payment_status").ShouldBe("paid");
        (await Stripe.GetAsync("/v1/balance_transactions")).Data().Single().Text("type").ShouldBe("payment");
    }

    [Test]
    public async Task Or_the_bank_refuses_and_nothing_was_paid()
    {
        var done = (await Stripe.PayByDebitAsync("checkout", await OpenAsync(), fails: true)).Successful();
        var skip = (await Stripe.EventsAsync()).Count;

        Stripe.Clock.Advance(TimeSpan.FromDays(4.1));

        await Wait.TrueAsync(async () => (await IntentAsync(done)).Text("status") == "requires_payment_method");
        var intent = await IntentAsync(done);
        intent["last_payment_error"]!.Text("message").ShouldBe("The customer's bank account has been closed.");
        intent["latest_charge"]!.Text("failure_code").ShouldBe("account_closed");
        (await Stripe.EventTypesAsync(skip)).ShouldBe(
            ["payment_intent.payment_failed", "charge.failed", "checkout.session.async_payment_failed"]);
        (await Stripe.GetAsync($"/v1/checkout/sessions/{done.Text("id")}")).Text("payment_status").ShouldBe("unpaid");
        (await Stripe.GetAsync("/v1/balance_transactions")).Data().ShouldBeEmpty();
    }

    [Test]
    public async Task The_bank_can_be_hurried()
    {
        var done = (await Stripe.PayByDebitAsync("checkout", await OpenAsync())).Successful();

        var failed = await Stripe.ControlAsync(HttpMethod.Post, $"payment_intents/{done.Text("payment_intent")}/fail");

        failed.Text("status").ShouldBe("requires_payment_method");
    }

    [Test]
    public async Task A_refund_of_a_bank_debit_is_pending_first()
    {
        var done = (await Stripe.PayByDebitAsync("checkout", await OpenAsync("eur"))).Successful();
        var intent = done.Text("payment_intent");
        await Stripe.ControlAsync(HttpMethod.Post, $"payment_intents/{intent}/succeed");

        var refund = await Stripe.PostAsync("/v1/refunds", ("payment_intent", intent));

        refund.Text("id").ShouldStartWith("pyr_");
        (refund.Text("status"), refund["destination_details"]!.Text("type")).ShouldBe(("pending", "eu_bank_transfer"));
    }

    [Test]
    public async Task An_intent_is_paid_by_bank_debit_with_a_test_token()
    {
        var intent = await Stripe.PostAsync(
            "/v1/payment_intents", ("amount", "900"), ("currency", "usd"), ("confirm", "true"), ("payment_method", "pm_usBankAccount_success"));

        intent.Text("status").ShouldBe("processing");
        (await Stripe.TryPostAsync($"/v1/payment_intents/{intent.Text("id")}/confirm", ("payment_method", "pm_card_visa"))).Error.Text("code")
            .ShouldBe("payment_intent_unexpected_state");
    }

    [Test]
    public async Task A_subscription_is_active_while_its_debit_is_under_way_and_its_invoice_open()
    {
        var (session, skip) = await SubscribeAsync(fails: false);
        var subscription = await Stripe.GetAsync($"/v1/subscriptions/{session.Text("subscription")}");
        var open = await Stripe.GetAsync($"/v1/invoices/{session.Text("invoice")}");

        await Stripe.AdvanceAsync(4.1);

        (session.Text("payment_status"), subscription.Text("status"), open.Text("status")).ShouldBe(("unpaid", "active", "open"));
        (await Stripe.GetAsync($"/v1/invoices/{session.Text("invoice")}")).Text("status").ShouldBe("paid");
        (await Stripe.EventTypesAsync(skip)).ShouldBe(
        [
            "payment_method.attached", "customer.updated", "payment_intent.created", "payment_intent.processing", "charge.pending",
            "invoice.created", "invoice.finalized", "customer.subscription.created", "checkout.session.completed",
            "payment_intent.succeeded", "charge.succeeded", "checkout.session.async_payment_succeeded",
            "invoice.paid", "invoice.payment_succeeded", "invoice_payment.paid",
        ]);
    }

    [Test]
    public async Task A_subscription_whose_debit_is_refused_is_past_due_and_ends_after_the_last_attempt()
    {
        var (session, _) = await SubscribeAsync(fails: true);

        await Stripe.AdvanceAsync(4.1);
        var refused = await Stripe.GetAsync($"/v1/subscriptions/{session.Text("subscription")}");
        await Stripe.AdvanceAsync(40);
        var ended = await Stripe.GetAsync($"/v1/subscriptions/{session.Text("subscription")}");

        (refused.Text("status"), ended.Text("status")).ShouldBe(("past_due", "canceled"));
        (await Stripe.GetAsync($"/v1/invoices/{session.Text("invoice")}")).Number("attempt_count").ShouldBe(4);
        var intent = (await Stripe.GetAsync("/v1/invoice_payments", ("invoice", session.Text("invoice")))).Data().Single()["payment"]!.Text("payment_intent");
        (await Stripe.EventsAsync()).Count(e => e.Text("type") == "payment_intent.processing" && e.Payload().Text("id") == intent).ShouldBe(4);
    }

    [Test]
    public async Task A_renewal_by_bank_debit_is_paid_days_later()
    {
        var (session, _) = await SubscribeAsync(fails: false);

        string subscription = $"/v1/subscriptions/{session.Text("subscription")}";
        await Stripe.AdvanceToAsync((await Stripe.GetAsync(subscription)).Item().Number("current_period_end"));
        await Stripe.AdvanceAsync(2);
        var latest = (await Stripe.GetAsync(subscription)).Text("latest_invoice");
        var open = await Stripe.GetAsync($"/v1/invoices/{latest}");
        await Stripe.AdvanceAsync(4);

        (open.Text("status"), open.IsNull("next_payment_attempt")).ShouldBe(("open", true));
        (await Stripe.GetAsync($"/v1/invoices/{latest}")).Text("status").ShouldBe("paid");
    }

    [Test]
    public async Task The_page_offers_it_where_the_currency_has_it()
    {
        var dollars = (await Stripe.GetAsync($"/v1/checkout/sessions/{await OpenAsync()}")).Text("url");
        var yen = (await Stripe.GetAsync($"/v1/checkout/sessions/{await OpenAsync("jpy")}")).Text("url");

        (await Stripe.Browser.GetStringAsync(dollars)).ShouldContain("bank debit");
        (await Stripe.Browser.GetStringAsync(yen)).ShouldNotContain("bank debit");
        using var form = new FormUrlEncodedContent([KeyValuePair.Create("bank_debit", "succeeds"), KeyValuePair.Create("name", "Ada")]);
        (await Stripe.Browser.PostAsync(dollars, form)).StatusCode.ShouldBe(HttpStatusCode.SeeOther);
    }

    private async Task<(JsonObject Session, int EventsBefore)> SubscribeAsync(bool fails)
    {
        var session = await Stripe.CreateSessionAsync("subscription", await Stripe.CreatePriceAsync(), await Stripe.CreateCustomerAsync());
        var skip = (await Stripe.EventsAsync()).Count;
        return ((await Stripe.PayByDebitAsync("checkout", session.Text("id"), fails)).Successful(), skip);
    }

    private async Task<string> OpenAsync(string currency = "usd") => (await Stripe.CreateSessionAsync(
        "payment", await Stripe.CreatePriceAsync(2000, currency, once: true), await Stripe.CreateCustomerAsync())).Text("id");

    private Task<JsonObject> IntentAsync(JsonObject session) =>
        Stripe.GetAsync($"/v1/payment_intents/{session.Text("payment_intent")}", ("expand[]", "latest_charge"));
}
