using NUnit.Framework;
using Shouldly;

namespace Billing.IntegrationTests.Simulator;

[TestFixture]
public sealed class SubscriptionChangeTests : SubscriptionChangeTest
{
    private const string FailsOnRenewal = "4000000000000341";
    private const string AlwaysChallenged = "4000002760003184";

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
}
