using Billing.Application.Payments;
using Billing.Application.StripeEvents;
using NUnit.Framework;
using Shouldly;

namespace Billing.UnitTests.StripeEvents;

public sealed class StripeEventCommandsTests
{
    [Test]
    public void Every_event_that_billing_needs_has_a_command() => StripeEventCommands.HandledTypes.ShouldBe(
    [
        "charge.dispute.closed", "charge.dispute.created", "charge.dispute.funds_reinstated", "charge.dispute.funds_withdrawn",
        "charge.dispute.updated",
        "charge.failed", "charge.pending", "charge.refund.updated", "charge.refunded", "charge.succeeded", "charge.updated",
        "checkout.session.async_payment_failed", "checkout.session.async_payment_succeeded", "checkout.session.completed",
        "checkout.session.expired",
        "customer.deleted", "customer.subscription.created", "customer.subscription.deleted", "customer.subscription.paused",
        "customer.subscription.pending_update_applied", "customer.subscription.pending_update_expired", "customer.subscription.resumed",
        "customer.subscription.trial_will_end", "customer.subscription.updated", "customer.updated",
        "invoice.created", "invoice.finalized", "invoice.marked_uncollectible", "invoice.paid", "invoice.payment_action_required", "invoice.payment_failed", "invoice.upcoming", "invoice.voided",
        "invoice_payment.paid",
        "payment_intent.canceled", "payment_intent.payment_failed", "payment_intent.processing", "payment_intent.requires_action",
        "payment_intent.succeeded",
        "refund.created", "refund.failed", "refund.updated",
        "subscription_schedule.aborted", "subscription_schedule.canceled", "subscription_schedule.completed", "subscription_schedule.created",
        "subscription_schedule.released", "subscription_schedule.updated",
    ]);

    [Test]
    public void The_command_of_a_type_carries_the_event()
    {
        var stripeEvent = new StripeEvent("evt_1", "payment_intent.succeeded", DateTime.UnixEpoch, null, "evt_1", false, default);

        StripeEventCommands.Create(stripeEvent).ShouldBe(new SyncPaymentIntent(stripeEvent));
    }

    [Test]
    public void A_type_without_a_command_is_not_processed()
    {
        StripeEventCommands.Handles("balance.available").ShouldBeFalse();
        Should.Throw<InvalidOperationException>(() =>
            StripeEventCommands.Create(new StripeEvent("evt_1", "balance.available", DateTime.UnixEpoch, null, "evt_1", false, default)));
    }
}
