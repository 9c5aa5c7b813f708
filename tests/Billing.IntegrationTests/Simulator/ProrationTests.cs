using System.Globalization;
using NUnit.Framework;
using Shouldly;

namespace Billing.IntegrationTests.Simulator;

[TestFixture]
public sealed class ProrationTests : SubscriptionChangeTest
{
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
        await Stripe.AdvanceAsync(7);
        (await Stripe.GetAsync("/v1/invoices")).Data().First().Number("amount_paid").ShouldBe(30000);
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

    private static string Day(long at) => DateTimeOffset.FromUnixTimeSeconds(at).ToString("dd MMM yyyy", CultureInfo.InvariantCulture);
}
