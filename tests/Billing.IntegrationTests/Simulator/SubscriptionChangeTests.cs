using System.Globalization;
using System.Text.Json.Nodes;
using NUnit.Framework;
using Shouldly;

namespace Billing.IntegrationTests.Simulator;

[TestFixture]
public sealed class SubscriptionChangeTests : SimulatorTest
{
    private const string FailsOnRenewal = "4000000000000341";
    private const string AlwaysChallenged = "4000002760003184";

    [TestCase("usd", 1999, 4999)]
    [TestCase("jpy", 1980, 4980)]
    public async Task An_upgrade_is_prorated_to_the_second_and_its_lines_add_up(string currency, long old, long @new)
    {
        var (subscription, target) = await SubscribedAsync(old, @new, currency);
        var period = Period(subscription);
        await Stripe.AdvanceToAsync(period.Start + 1_000_003);

        var changed = await ChangeAsync(subscription, target, ("proration_behavior", "always_invoice"));

        var at = period.Start + 1_000_003;
        var invoice = await Stripe.GetAsync($"/v1/invoices/{changed.Text("latest_invoice")}");
        var lines = invoice["lines"]!.Data().ToList();
        lines.Select(line => line.Number("amount")).ShouldBe([-Part(old, at, period), Part(@new, at, period)]);
        lines.ShouldAllBe(line => line["parent"]!["subscription_item_details"]!["proration"]!.GetValue<bool>());
        lines.ShouldAllBe(line => line["period"]!.Number("start") == at && line["period"]!.Number("end") == period.End);
        invoice.Number("subtotal").ShouldBe(lines.Sum(line => line.Number("amount")));
        (invoice.Number("total"), invoice.Number("amount_paid")).ShouldBe((invoice.Number("subtotal"), invoice.Number("subtotal")));
        (invoice.Text("billing_reason"), invoice.Text("status")).ShouldBe(("subscription_update", "paid"));
        invoice["parent"]!["subscription_details"]!.Number("subscription_proration_date").ShouldBe(at);
        lines[0].Text("description").ShouldBe($"Unused time on Basic after {Day(at)}");
        lines[1].Text("description").ShouldBe($"Remaining time on Pro after {Day(at)}");
        changed.Item()["price"]!.Text("id").ShouldBe(target);
        Period(changed).ShouldBe(period);
        var charges = (await Stripe.GetAsync("/v1/charges")).Data().Select(charge => charge.Number("amount"));
        charges.ShouldBe([invoice.Number("total"), old]);
    }

    [Test]
    public async Task A_previewed_amount_is_the_charged_amount_when_the_proration_date_is_passed_on()
    {
        var (subscription, target) = await SubscribedAsync(1999, 4999);
        await Stripe.AdvanceAsync(11.3);
        var date = (await Stripe.ControlAsync(HttpMethod.Get, "clock")).Number("now");

        var preview = await PreviewAsync(subscription, target, ("proration_behavior", "always_invoice"), ("proration_date", $"{date}"));
        await Stripe.AdvanceAsync(0.04);
        var changed = await ChangeAsync(
            subscription, target, ("proration_behavior", "always_invoice"), ("proration_date", $"{date}"), ("payment_behavior", "pending_if_incomplete"));

        var invoice = await Stripe.GetAsync($"/v1/invoices/{changed.Text("latest_invoice")}");
        invoice.Number("amount_paid").ShouldBe(preview.Number("amount_due"));
        Amounts(invoice).ShouldBe(Amounts(preview));
        (preview.Text("status"), preview.Text("billing_reason")).ShouldBe(("draft", "upcoming"));
        preview.Text("id").ShouldStartWith("upcoming_in_");
        changed.IsNull("pending_update").ShouldBeTrue();
    }

    [Test]
    public async Task A_preview_changes_nothing()
    {
        var (subscription, target) = await SubscribedAsync(1000, 3000);
        var skip = (await Stripe.EventsAsync()).Count;

        await PreviewAsync(subscription, target, ("proration_behavior", "always_invoice"));
        await PreviewAsync(subscription, target);

        (await Stripe.EventsAsync()).Count.ShouldBe(skip);
        (await GetAsync(subscription)).Item()["price"]!.Text("id").ShouldBe(subscription.Item()["price"]!.Text("id"));
        (await Stripe.GetAsync("/v1/invoices")).Data().Count().ShouldBe(1);
    }

    [Test]
    public async Task Prorations_that_are_not_invoiced_at_once_wait_for_the_renewal_and_the_preview_says_so()
    {
        var (subscription, target) = await SubscribedAsync(1000, 3000);
        var period = Period(subscription);
        await Stripe.AdvanceToAsync(period.Start + ((period.End - period.Start) / 2));

        var preview = await PreviewAsync(subscription, target, ("proration_behavior", "create_prorations"));
        await ChangeAsync(subscription, target);
        var afterwards = await Stripe.PostAsync("/v1/invoices/create_preview", ("subscription", subscription.Text("id")));
        (await Stripe.GetAsync("/v1/invoiceitems", ("pending", "true"))).Data().Count().ShouldBe(2);
        await Stripe.AdvanceAsync(20);

        var renewal = (await Stripe.GetAsync("/v1/invoices")).Data().First();
        Amounts(renewal).ShouldBe([-500L, 1500, 3000]);
        Amounts(preview).ShouldBe([-500L, 1500, 3000]);
        Amounts(afterwards).ShouldBe([-500L, 1500, 3000]);
        (renewal.Number("amount_paid"), renewal.Text("billing_reason")).ShouldBe((4000, "subscription_cycle"));
        (await Stripe.GetAsync("/v1/invoiceitems", ("pending", "true"))).Data().ShouldBeEmpty();
    }

    [Test]
    public async Task A_downgrade_without_proration_costs_nothing_now_and_less_from_the_next_period_on()
    {
        var (subscription, target) = await SubscribedAsync(3000, 1000);
        await Stripe.AdvanceAsync(10);

        await ChangeAsync(subscription, target, ("proration_behavior", "none"));
        (await Stripe.GetAsync("/v1/invoices")).Data().Count().ShouldBe(1);
        await Stripe.AdvanceAsync(30);

        Amounts((await Stripe.GetAsync("/v1/invoices")).Data().First()).ShouldBe([1000L]);
    }

    [Test]
    public async Task Credit_that_is_more_than_the_charge_goes_to_the_customers_balance_and_pays_later_invoices()
    {
        var (subscription, target) = await SubscribedAsync(9000, 1000);
        var period = Period(subscription);
        await Stripe.AdvanceToAsync(period.Start + ((period.End - period.Start) / 2));
        var skip = (await Stripe.EventsAsync()).Count;

        var changed = await ChangeAsync(subscription, target, ("proration_behavior", "always_invoice"));

        var invoice = await Stripe.GetAsync($"/v1/invoices/{changed.Text("latest_invoice")}");
        (invoice.Number("total"), invoice.Number("amount_due"), invoice.Text("status")).ShouldBe((-4000, 0, "paid"));
        (invoice.Number("starting_balance"), invoice.Number("ending_balance")).ShouldBe((0, -4000));
        (await Stripe.GetAsync($"/v1/customers/{changed.Text("customer")}")).Number("balance").ShouldBe(-4000);
        (await Stripe.EventTypesAsync(skip)).ShouldNotContain(type => type.StartsWith("payment_intent", StringComparison.Ordinal));
        await Stripe.AdvanceAsync(20);
        var renewal = (await Stripe.GetAsync("/v1/invoices")).Data().First();
        (renewal.Number("total"), renewal.Number("amount_due"), renewal.Number("ending_balance")).ShouldBe((1000, 0, -3000));
    }

    [Test]
    public async Task More_seats_are_prorated_by_quantity()
    {
        var price = await Stripe.CreatePriceAsync(700);
        var subscription = await Stripe.SubscribeAsync(price, more: ("line_items[0][quantity]", "3"));
        var period = Period(subscription);
        await Stripe.AdvanceToAsync(period.Start + ((period.End - period.Start) / 2));

        var changed = await Stripe.PostAsync(
            $"/v1/subscriptions/{subscription.Text("id")}",
            ("items[0][id]", subscription.Item().Text("id")), ("items[0][quantity]", "5"), ("proration_behavior", "always_invoice"));

        changed.Item().Number("quantity").ShouldBe(5);
        var lines = (await Stripe.GetAsync($"/v1/invoices/{changed.Text("latest_invoice")}"))["lines"]!.Data().ToList();
        lines.Select(line => line.Number("amount")).ShouldBe([-1050L, 1750]);
        lines[1].Text("description").ShouldStartWith("Remaining time on 5 × Pro after ");
        lines[0]["parent"]!["subscription_item_details"]!["proration_details"]!["credited_items"]!.Text("invoice")
            .ShouldBe(subscription.Text("latest_invoice"));
    }

    [Test]
    public async Task Another_interval_begins_a_new_period_and_is_charged_at_once()
    {
        var (subscription, _) = await SubscribedAsync(3000, 1);
        var yearly = await Stripe.PostAsync(
            "/v1/prices", ("product", subscription.Item()["price"]!.Text("product")), ("currency", "usd"), ("unit_amount", "30000"),
            ("recurring[interval]", "year"));
        var period = Period(subscription);
        await Stripe.AdvanceToAsync(period.Start + ((period.End - period.Start) / 2));

        var preview = await PreviewAsync(subscription, yearly.Text("id"));
        var changed = await ChangeAsync(subscription, yearly.Text("id"));

        var now = changed.Number("billing_cycle_anchor");
        Period(changed).ShouldBe((now, DateTimeOffset.FromUnixTimeSeconds(now).AddYears(1).ToUnixTimeSeconds()));
        var invoice = await Stripe.GetAsync($"/v1/invoices/{changed.Text("latest_invoice")}");
        Amounts(invoice)[1].ShouldBe(30000);
        Amounts(invoice)[0].ShouldBeInRange(-1500, -1499);
        Amounts(preview)[1].ShouldBe(30000);
        invoice.Text("status").ShouldBe("paid");
        await Stripe.AdvanceAsync(360);
        (await Stripe.GetAsync("/v1/invoices")).Data().Count().ShouldBe(2);
        await Stripe.AdvanceAsync(6);
        (await Stripe.GetAsync("/v1/invoices")).Data().First().Number("amount_paid").ShouldBe(30000);
    }

    [Test]
    public async Task A_change_tells_of_itself_in_order_with_what_it_was_before()
    {
        var (subscription, target) = await SubscribedAsync(1000, 3000);
        await Stripe.AdvanceAsync(10);
        var skip = (await Stripe.EventsAsync()).Count;

        await ChangeAsync(subscription, target, ("proration_behavior", "always_invoice"));

        var events = (await Stripe.EventsAsync()).Skip(skip).ToList();
        events.Select(e => e.Text("type")).ShouldBe(
        [
            "invoiceitem.created", "invoiceitem.created", "invoice.created", "customer.subscription.updated", "invoice.finalized",
            "payment_intent.created", "payment_intent.succeeded", "charge.succeeded", "invoice.paid", "invoice.payment_succeeded",
            "invoice_payment.paid",
        ]);
        var before = events[3]["data"]!["previous_attributes"]!;
        before.Item()["price"]!.Text("id").ShouldBe(subscription.Item()["price"]!.Text("id"));
    }

    [Test]
    public async Task A_change_whose_payment_fails_waits_and_applies_once_it_is_paid()
    {
        var (subscription, target) = await SubscribedAsync(1000, 3000, card: FailsOnRenewal);
        await Stripe.AdvanceAsync(10);

        var waiting = await ChangeAsync(
            subscription, target, ("proration_behavior", "always_invoice"), ("payment_behavior", "pending_if_incomplete"));
        var skip = (await Stripe.EventsAsync()).Count;
        var invoice = await Stripe.GetAsync($"/v1/invoices/{waiting.Text("latest_invoice")}");
        var paid = await Stripe.PostAsync($"/v1/invoices/{invoice.Text("id")}/pay", ("payment_method", "pm_card_visa"));
        var changed = await GetAsync(subscription);

        (waiting.Text("status"), waiting.Item()["price"]!.Text("id")).ShouldBe(("active", subscription.Item()["price"]!.Text("id")));
        var pending = waiting["pending_update"]!;
        pending["subscription_items"]![0]!["price"]!.Text("id").ShouldBe(target);
        pending.Number("expires_at").ShouldBeGreaterThan(invoice.Number("created"));
        (invoice.Text("status"), invoice.IsNull("next_payment_attempt")).ShouldBe(("open", true));
        paid.Text("status").ShouldBe("paid");
        changed.Item()["price"]!.Text("id").ShouldBe(target);
        changed.IsNull("pending_update").ShouldBeTrue();
        (await Stripe.EventTypesAsync(skip)).TakeLast(2).ShouldBe(
            ["customer.subscription.updated", "customer.subscription.pending_update_applied"]);
    }

    [Test]
    public async Task A_change_that_waits_is_given_up_with_its_period_when_that_ends_within_23_hours()
    {
        var (subscription, target) = await SubscribedAsync(100_000, 300_000, card: FailsOnRenewal);
        var end = subscription.Item().Number("current_period_end");
        await Stripe.AdvanceToAsync(end - (60 * 60));

        var waiting = await ChangeAsync(
            subscription, target, ("proration_behavior", "always_invoice"), ("payment_behavior", "pending_if_incomplete"));
        await Stripe.AdvanceToAsync(end);

        waiting["pending_update"]!.Number("expires_at").ShouldBe(end);
        var after = await GetAsync(subscription);
        (after.IsNull("pending_update"), after.Item()["price"]!.Text("id")).ShouldBe((true, subscription.Item()["price"]!.Text("id")));
        (await Stripe.GetAsync($"/v1/invoices/{waiting.Text("latest_invoice")}")).Text("status").ShouldBe("void");
    }

    [Test]
    public async Task A_change_that_is_not_paid_in_time_is_given_up_and_its_invoice_is_void()
    {
        var (subscription, target) = await SubscribedAsync(1000, 3000, card: AlwaysChallenged);
        await Stripe.AdvanceAsync(10);
        var waiting = await ChangeAsync(
            subscription, target, ("proration_behavior", "always_invoice"), ("payment_behavior", "pending_if_incomplete"));
        var skip = (await Stripe.EventsAsync()).Count;

        await Stripe.AdvanceAsync(1);

        (await Stripe.GetAsync($"/v1/invoices/{waiting.Text("latest_invoice")}")).Text("status").ShouldBe("void");
        var after = await GetAsync(subscription);
        after.IsNull("pending_update").ShouldBeTrue();
        (after.Text("status"), after.Item()["price"]!.Text("id")).ShouldBe(("active", subscription.Item()["price"]!.Text("id")));
        (await Stripe.EventTypesAsync(skip)).ShouldBe(
        [
            "payment_intent.canceled", "invoice.voided", "customer.updated", "customer.subscription.updated",
            "customer.subscription.pending_update_expired",
        ]);
        await Stripe.AdvanceAsync(30);
        Amounts((await Stripe.GetAsync("/v1/invoices")).Data().First()).ShouldBe([1000L]);
    }

    [Test]
    public async Task A_change_that_must_be_paid_or_not_be_is_refused_without_a_trace()
    {
        var (subscription, target) = await SubscribedAsync(1000, 3000, card: FailsOnRenewal);
        await Stripe.AdvanceAsync(10);
        var skip = (await Stripe.EventsAsync()).Count;

        var answer = await Stripe.TryPostAsync($"/v1/subscriptions/{subscription.Text("id")}", [.. Change(subscription, target),
            ("proration_behavior", "always_invoice"), ("payment_behavior", "error_if_incomplete")]);

        (answer.Status, answer.Error.Text("code")).ShouldBe((402, "card_declined"));
        (await Stripe.EventsAsync()).Count.ShouldBe(skip);
        (await GetAsync(subscription)).Item()["price"]!.Text("id").ShouldBe(subscription.Item()["price"]!.Text("id"));
    }

    [Test]
    public async Task A_change_that_may_be_incomplete_applies_and_leaves_the_subscription_past_due()
    {
        var (subscription, target) = await SubscribedAsync(1000, 3000, card: FailsOnRenewal);
        await Stripe.AdvanceAsync(10);

        var changed = await ChangeAsync(subscription, target, ("proration_behavior", "always_invoice"));

        (changed.Text("status"), changed.Item()["price"]!.Text("id")).ShouldBe(("past_due", target));
        (await Stripe.GetAsync($"/v1/invoices/{changed.Text("latest_invoice")}")).Text("status").ShouldBe("open");
    }

    [Test]
    public async Task What_cannot_be_changed_is_refused_with_the_parameter_that_is_to_blame()
    {
        var (subscription, target) = await SubscribedAsync(1000, 3000);
        var euros = await Stripe.CreatePriceAsync(1000, "eur");
        var path = $"/v1/subscriptions/{subscription.Text("id")}";
        var item = subscription.Item().Text("id");

        var otherCurrency = await Stripe.TryPostAsync(path, ("items[0][id]", item), ("items[0][price]", euros));
        var unknownItem = await Stripe.TryPostAsync(path, ("items[0][id]", "si_none"), ("items[0][price]", target));
        var outside = await Stripe.TryPostAsync(path, ("items[0][id]", item), ("items[0][price]", target), ("proration_date", "1000"));
        var nothingLeft = await Stripe.TryPostAsync(path, ("items[0][id]", item), ("items[0][deleted]", "true"));
        var mixed = await Stripe.TryPostAsync(path, ("payment_behavior", "pending_if_incomplete"), ("metadata[a]", "b"));

        (otherCurrency.Status, otherCurrency.Error.Text("param")).ShouldBe((400, "items[0][price]"));
        (unknownItem.Status, unknownItem.Error.Text("param")).ShouldBe((400, "items[0][id]"));
        (outside.Status, outside.Error.Text("param")).ShouldBe((400, "proration_date"));
        (nothingLeft.Status, mixed.Status).ShouldBe((400, 400));
    }

    [Test]
    public async Task Canceling_with_proration_gives_the_time_that_is_left_to_the_balance()
    {
        var (subscription, _) = await SubscribedAsync(3000, 1);
        var period = Period(subscription);
        await Stripe.AdvanceToAsync(period.Start + ((period.End - period.Start) / 2));

        var answer = await Stripe.SendAsync(
            HttpMethod.Delete, $"/v1/subscriptions/{subscription.Text("id")}", null, ("prorate", "true"), ("invoice_now", "true"));

        answer.Successful().Text("status").ShouldBe("canceled");
        (await Stripe.GetAsync($"/v1/customers/{subscription.Text("customer")}")).Number("balance").ShouldBeInRange(-1500, -1499);
    }

    [Test]
    public async Task A_canceled_subscription_has_no_upcoming_invoice()
    {
        var (subscription, _) = await SubscribedAsync(3000, 1);
        await Stripe.PostAsync($"/v1/subscriptions/{subscription.Text("id")}", ("cancel_at_period_end", "true"));

        var answer = await Stripe.TryPostAsync("/v1/invoices/create_preview", ("subscription", subscription.Text("id")));

        (answer.Status, answer.Error.Text("code")).ShouldBe((404, "invoice_upcoming_none"));
    }

    private static long Part(long amount, long at, (long Start, long End) period) => (long)Math.Round(
        (decimal)amount * (period.End - at) / (period.End - period.Start), MidpointRounding.AwayFromZero);

    private static (long Start, long End) Period(JsonObject subscription) =>
        (subscription.Item().Number("current_period_start"), subscription.Item().Number("current_period_end"));

    private static string Day(long at) => DateTimeOffset.FromUnixTimeSeconds(at).ToString("dd MMM yyyy", CultureInfo.InvariantCulture);

    private static long[] Amounts(JsonObject invoice) => [.. invoice["lines"]!.Data().Select(line => line.Number("amount"))];

    private static (string, string)[] Change(JsonObject subscription, string price, string prefix = "items") =>
        [(prefix + "[0][id]", subscription.Item().Text("id")), (prefix + "[0][price]", price)];

    private Task<JsonObject> GetAsync(JsonObject subscription) => Stripe.GetAsync($"/v1/subscriptions/{subscription.Text("id")}");

    private Task<JsonObject> ChangeAsync(JsonObject subscription, string price, params (string, string)[] more) =>
        Stripe.PostAsync($"/v1/subscriptions/{subscription.Text("id")}", [.. Change(subscription, price), .. more]);

    private Task<JsonObject> PreviewAsync(JsonObject subscription, string price, params (string Name, string Value)[] more) => Stripe.PostAsync(
        "/v1/invoices/create_preview",
        [
            ("subscription", subscription.Text("id")), .. Change(subscription, price, "subscription_details[items]"),
            .. more.Select(parameter => ($"subscription_details[{parameter.Name}]", parameter.Value)),
        ]);

    /// <summary>A subscription of the plan Basic, and a price of the plan Pro.</summary>
    private async Task<(JsonObject Subscription, string Target)> SubscribedAsync(
        long amount, long targetAmount, string currency = "usd", string card = "4242424242424242")
    {
        var basic = await PriceAsync("Basic", amount, currency);
        return (await Stripe.SubscribeAsync(basic, card), await PriceAsync("Pro", targetAmount, currency));
    }

    private async Task<string> PriceAsync(string name, long amount, string currency)
    {
        var product = await Stripe.PostAsync("/v1/products", ("name", name));
        return (await Stripe.PostAsync(
            "/v1/prices", ("product", product.Text("id")), ("currency", currency), ("unit_amount", $"{amount}"), ("recurring[interval]", "month")))
            .Text("id");
    }
}
