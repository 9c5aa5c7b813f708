using System.Text.Json.Nodes;
using System.Text;
using Billing.IntegrationTests.Infrastructure;
using NUnit.Framework;
using Shouldly;

namespace Billing.IntegrationTests.Simulator;

[TestFixture]
public sealed class CheckoutTests : SimulatorTest
{
    private const string Good = "4242424242424242";
    private const string Declined = "4000000000000002";
    private const string InsufficientFunds = "4000000000009995";
    private const string Challenged = "4000002500003155";

    [Test]
    public async Task A_paid_subscription_tells_of_itself_in_Stripes_order()
    {
        var (session, skip) = await OpenSubscriptionAsync();

        (await Stripe.PayAsync("checkout", session, Good)).Successful().Text("status").ShouldBe("complete");

        (await Stripe.EventTypesAsync(skip)).ShouldBe(
        [
            "payment_method.attached", "customer.updated", "payment_intent.created", "payment_intent.succeeded", "charge.succeeded",
            "invoice.created", "invoice.finalized", "invoice.paid", "invoice.payment_succeeded", "invoice_payment.paid",
            "customer.subscription.created", "checkout.session.completed",
        ]);
    }

    [Test]
    public async Task Each_event_carries_its_object_as_it_was_then()
    {
        var (session, skip) = await OpenSubscriptionAsync();
        await Stripe.PayAsync("checkout", session, Good);

        var events = (await Stripe.EventsAsync()).Skip(skip).ToDictionary(e => e.Text("type"), e => e.Payload());

        events["payment_intent.created"].Text("status").ShouldBe("requires_payment_method");
        events["payment_intent.succeeded"].Text("status").ShouldBe("succeeded");
        events["invoice.created"].Text("status").ShouldBe("draft");
        events["invoice.created"].IsNull("number").ShouldBeTrue();
        events["invoice.finalized"].Text("status").ShouldBe("open");
        events["invoice.paid"].Text("status").ShouldBe("paid");
        ((long)events["invoice.finalized"]["amount_remaining"]!, (long)events["invoice.paid"]["amount_remaining"]!).ShouldBe((2000, 0));
        events["customer.subscription.created"].Text("status").ShouldBe("active");
        events["checkout.session.completed"].Text("payment_status").ShouldBe("paid");
    }

    [Test]
    public async Task The_objects_of_a_paid_subscription_point_at_each_other()
    {
        var (session, skip) = await OpenSubscriptionAsync();
        var done = (await Stripe.PayAsync("checkout", session, Good)).Successful();

        var events = (await Stripe.EventsAsync()).Skip(skip).ToDictionary(e => e.Text("type"), e => e.Payload());
        var (subscription, invoice) = (events["customer.subscription.created"], events["invoice.paid"]);
        var (intent, charge) = (events["payment_intent.succeeded"], events["charge.succeeded"]);

        done.Text("subscription").ShouldBe(subscription.Text("id"));
        done.Text("invoice").ShouldBe(invoice.Text("id"));
        done.IsNull("payment_intent").ShouldBeTrue();
        subscription.Text("latest_invoice").ShouldBe(invoice.Text("id"));
        invoice["parent"]!["subscription_details"]!.Text("subscription").ShouldBe(subscription.Text("id"));
        events["invoice_payment.paid"].Text("invoice").ShouldBe(invoice.Text("id"));
        events["invoice_payment.paid"]["payment"]!.Text("payment_intent").ShouldBe(intent.Text("id"));
        intent.Text("latest_charge").ShouldBe(charge.Text("id"));
        charge.Text("payment_intent").ShouldBe(intent.Text("id"));
        charge["payment_method_details"]!["card"]!.Text("last4").ShouldBe("4242");
        new[] { subscription, invoice, intent, charge }.ShouldAllBe(o => o.Text("customer") == done.Text("customer"));
    }

    [Test]
    public async Task Metadata_goes_where_Stripe_puts_it_and_nowhere_else()
    {
        var (session, skip) = await OpenSubscriptionAsync();
        await Stripe.PayAsync("checkout", session, Good);

        var events = (await Stripe.EventsAsync()).Skip(skip).ToDictionary(e => e.Text("type"), e => e.Payload());

        Metadata(events["checkout.session.completed"]).ShouldBe("""{"from":"session"}""");
        Metadata(events["customer.subscription.created"]).ShouldBe("""{"user_id":"u_1"}""");
        Metadata(events["invoice.paid"]["parent"]!["subscription_details"]!).ShouldBe("""{"user_id":"u_1"}""");
        Metadata(events["invoice.paid"]).ShouldBe("{}");
        Metadata(events["payment_intent.succeeded"]).ShouldBe("{}");
    }

    [Test]
    public async Task The_invoice_describes_its_line_and_covers_one_month()
    {
        var (session, _) = await OpenSubscriptionAsync();
        var invoiceId = (await Stripe.PayAsync("checkout", session, Good)).Successful().Text("invoice");

        var invoice = await Stripe.GetAsync($"/v1/invoices/{invoiceId}");
        var line = invoice["lines"]!.Data().Single();
        var pdf = await Stripe.Browser.GetByteArrayAsync(invoice.Text("invoice_pdf"));

        line.Text("description").ShouldBe("1 × Pro (at $20.00 / month)");
        var start = DateTimeOffset.FromUnixTimeSeconds((long)line["period"]!["start"]!);
        ((long)line["period"]!["end"]!).ShouldBe(start.AddMonths(1).ToUnixTimeSeconds());
        Encoding.ASCII.GetString(pdf.AsSpan(0, 5)).ShouldBe("%PDF-");
        (await Stripe.Browser.GetStringAsync(invoice.Text("hosted_invoice_url"))).ShouldContain(invoice.Text("number"));
    }

    [Test]
    public async Task Declines_leave_the_session_open_and_the_next_try_pays_the_same_intent()
    {
        var (session, skip) = await OpenSubscriptionAsync();

        var first = await Stripe.PayAsync("checkout", session, Declined);
        var second = await Stripe.PayAsync("checkout", session, InsufficientFunds);
        (await Stripe.GetAsync($"/v1/checkout/sessions/{session}")).Text("status").ShouldBe("open");
        (await Stripe.PayAsync("checkout", session, Good)).Successful();

        (first.Status, first.Error.Text("code"), first.Error.Text("decline_code")).ShouldBe((402, "card_declined", "generic_decline"));
        (second.Status, second.Error.Text("decline_code")).ShouldBe((402, "insufficient_funds"));
        var types = await Stripe.EventTypesAsync(skip);
        types.Take(5).ShouldBe(
            ["payment_intent.created", "payment_intent.payment_failed", "charge.failed", "payment_intent.payment_failed", "charge.failed"]);
        types.Count(type => type == "payment_intent.created").ShouldBe(1);
        var charges = (await Stripe.GetAsync("/v1/charges")).Data().ToList();
        charges.Select(charge => charge.Text("payment_intent")).Distinct().Count().ShouldBe(1);
        charges.Select(charge => charge.Text("status")).ShouldBe(["succeeded", "failed", "failed"]);
    }

    [Test]
    public async Task A_paid_session_cannot_be_paid_again()
    {
        var (session, _) = await OpenSubscriptionAsync();
        await Stripe.PayAsync("checkout", session, Good);

        var again = await Stripe.PayAsync("checkout", session, Good);

        again.Status.ShouldBe(400);
        (await Stripe.GetAsync("/v1/subscriptions", ("status", "all"))).Data().Count().ShouldBe(1);
    }

    [Test]
    public async Task A_session_without_a_customer_makes_one_when_it_is_paid()
    {
        var session = await Stripe.CreateSessionAsync(
            "subscription", await Stripe.CreatePriceAsync(), customer: null, ("customer_email", "new@example.com"));
        await Stripe.PayAsync("checkout", session.Text("id"), Declined);

        var done = (await Stripe.PayAsync("checkout", session.Text("id"), Good)).Successful();

        (await Stripe.GetAsync($"/v1/customers/{done.Text("customer")}")).Text("email").ShouldBe("new@example.com");
        (await Stripe.GetAsync("/v1/payment_intents")).Data().Single().Text("customer").ShouldBe(done.Text("customer"));
    }

    [Test]
    public async Task A_payment_mode_session_makes_no_subscription()
    {
        var price = await Stripe.CreatePriceAsync(500, "jpy", once: true);
        var session = await Stripe.CreateSessionAsync(
            "payment", price, await Stripe.CreateCustomerAsync(), ("payment_intent_data[metadata][order]", "7"), ("line_items[0][quantity]", "3"));
        var skip = (await Stripe.EventsAsync()).Count;

        var done = (await Stripe.PayAsync("checkout", session.Text("id"), Good)).Successful();

        (await Stripe.EventTypesAsync(skip)).ShouldBe(
            ["payment_intent.created", "payment_intent.succeeded", "charge.succeeded", "checkout.session.completed"]);
        var intent = await Stripe.GetAsync($"/v1/payment_intents/{done.Text("payment_intent")}");
        ((long)intent["amount"]!, Metadata(intent)).ShouldBe((1500, """{"order":"7"}"""));
    }

    [Test]
    public async Task A_challenged_card_pays_once_the_challenge_is_complete()
    {
        var (session, _) = await OpenSubscriptionAsync();

        var asked = await Stripe.PayAsync("checkout", session, Challenged);
        var failed = await Stripe.PayAsync("checkout", session, Challenged, "fail");
        var paid = await Stripe.PayAsync("checkout", session, Challenged, "complete");

        (asked.Status, asked.Error.Text("code")).ShouldBe((402, "authentication_required"));
        (failed.Status, failed.Error.Text("code")).ShouldBe((402, "payment_intent_authentication_failure"));
        paid.Successful().Text("status").ShouldBe("complete");
    }

    [Test]
    public async Task Expiring_a_session_ends_it_with_the_intent_of_its_declined_tries()
    {
        var (session, skip) = await OpenSubscriptionAsync();
        await Stripe.PayAsync("checkout", session, Declined);

        (await Stripe.PostAsync($"/v1/checkout/sessions/{session}/expire")).Text("status").ShouldBe("expired");

        (await Stripe.EventTypesAsync(skip)).TakeLast(2).ShouldBe(["payment_intent.canceled", "checkout.session.expired"]);
        (await Stripe.PayAsync("checkout", session, Good)).Status.ShouldBe(400);
    }

    [Test]
    public async Task A_session_expires_by_itself_when_its_time_is_over()
    {
        var (session, _) = await OpenSubscriptionAsync();

        Stripe.Clock.Advance(TimeSpan.FromHours(25));

        IReadOnlyList<string> types = [];
        await Wait.TrueAsync(async () =>
        {
            types = await Stripe.EventTypesAsync();
            return types[^1] == "checkout.session.expired";
        });
        (await Stripe.GetAsync($"/v1/checkout/sessions/{session}")).Text("status").ShouldBe("expired");
    }

    [Test]
    public async Task A_subscription_is_canceled_at_period_end_or_at_once()
    {
        var (session, _) = await OpenSubscriptionAsync();
        var id = (await Stripe.PayAsync("checkout", session, Good)).Successful().Text("subscription");

        var ending = await Stripe.PostAsync($"/v1/subscriptions/{id}", ("cancel_at_period_end", "true"));
        var back = await Stripe.PostAsync($"/v1/subscriptions/{id}", ("cancel_at_period_end", "false"));
        var ended = (await Stripe.SendAsync(HttpMethod.Delete, $"/v1/subscriptions/{id}")).Successful();

        ((long)ending["cancel_at"]!).ShouldBe((long)ending["items"]!.Data().Single()["current_period_end"]!);
        back.IsNull("cancel_at").ShouldBeTrue();
        ended.Text("status").ShouldBe("canceled");
        (await Stripe.EventTypesAsync()).TakeLast(3).ShouldBe(
            ["customer.subscription.updated", "customer.subscription.updated", "customer.subscription.deleted"]);
        (await Stripe.GetAsync("/v1/subscriptions")).Data().ShouldBeEmpty();
        (await Stripe.GetAsync("/v1/subscriptions", ("status", "all"))).Data().Count().ShouldBe(1);
    }

    private async Task<(string Session, int EventsBefore)> OpenSubscriptionAsync()
    {
        var session = await Stripe.CreateSessionAsync(
            "subscription",
            await Stripe.CreatePriceAsync(),
            await Stripe.CreateCustomerAsync(),
            ("metadata[from]", "session"),
            ("subscription_data[metadata][user_id]", "u_1"));
        return (session.Text("id"), (await Stripe.EventsAsync()).Count);
    }

    private static string Metadata(JsonNode node) => node["metadata"]!.ToJsonString();
}
