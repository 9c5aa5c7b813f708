using System.Net;
using Billing.Application.Abstractions;
using Billing.Application.Observability;
using Billing.Application.Portal;
using Billing.Application.Subscriptions;
using Billing.Domain.Subscriptions;
using Billing.Infrastructure.Stripe;
using Billing.UnitTests.StripeCompat;
using Microsoft.Extensions.Options;
using NUnit.Framework;
using Shouldly;

namespace Billing.UnitTests.Stripe;

[TestFixture]
public sealed class StripeSubscriptionsTests
{
    private static readonly SubscriptionChange ToTeam = new("sub_1", "si_1", "price_2", 3, DateTime.UnixEpoch.AddSeconds(1764000100));
    private const string Preview = """
        {"id":"upcoming_in_1","object":"invoice","currency":"usd","total":1500,"amount_due":1400,"lines":{"object":"list","data":[
          {"id":"il_1","object":"line_item","amount":-500,"description":"Unused time","period":{"start":1764000100,"end":1766592003},
           "parent":{"type":"subscription_item_details","invoice_item_details":null,"subscription_item_details":{"proration":true}}},
          {"id":"il_2","object":"line_item","amount":2000,"description":"Remaining time","period":{"start":1764000100,"end":1766592003},
           "parent":{"type":"invoice_item_details","subscription_item_details":null,"invoice_item_details":{"proration":true}}}]}}
        """;

    private StubStripe _stripe = null!;
    private StripeCalls _calls = null!;
    private StripeSubscriptions _subscriptions = null!;

    [SetUp]
    public void SetUp()
    {
        _stripe = new StubStripe();
        _calls = new StripeCalls(TimeProvider.System, Options.Create(new StripeOptions { MaxCallsPerSecond = 100 }), new BillingMetrics());
        _subscriptions = new StripeSubscriptions(_stripe.Client(), _calls);
    }

    [TearDown]
    public void TearDown()
    {
        _calls.Dispose();
        _stripe.Dispose();
    }

    [Test]
    public async Task What_is_previewed_is_what_is_then_changed()
    {
        _stripe.Answer(Preview);
        InvoicePreview preview = await _subscriptions.PreviewChangeAsync(ToTeam, default);

        (preview.TotalCents, preview.AmountDueCents).ShouldBe((1500, 1400));
        preview.Lines.Select(l => (l.AmountCents, l.IsProration)).ShouldBe([(-500, true), (2000, true)]);
        string asked = Form();
        asked.ShouldContain("subscription=sub_1");
        asked.ShouldContain("subscription_details[items][0][id]=si_1&subscription_details[items][0][price]=price_2&subscription_details[items][0][quantity]=3");
        asked.ShouldContain("subscription_details[proration_behavior]=always_invoice&subscription_details[proration_date]=1764000100");
    }

    [Test]
    public async Task A_change_that_is_not_paid_is_left_pending()
    {
        _stripe.Answer(StripeJsonSamples.Subscription);
        await _subscriptions.ChangeAsync(ToTeam, "plan:1", default);

        _stripe.Only.Header("Idempotency-Key").ShouldBe("plan:1");
        string form = Form();
        form.ShouldContain("items[0][id]=si_1&items[0][price]=price_2&items[0][quantity]=3");
        form.ShouldContain("payment_behavior=pending_if_incomplete");
        form.ShouldContain("proration_behavior=always_invoice&proration_date=1764000100");
    }

    [Test]
    public void A_planned_change_keeps_the_running_phase_and_its_discounts()
    {
        using var schedule = System.Text.Json.JsonDocument.Parse(StripeJsonSamples.Schedule());
        DateTime end = DateTime.UnixEpoch.AddSeconds(1766592003);

        var phases = SchedulePhases.Then(StripeNode.Of(schedule.RootElement, "subscription_schedule"), new PlannedPhase("price_3", 7, end));

        phases.Count.ShouldBe(2);
        (phases[0].Items[0].Price, phases[0].Items[0].Quantity).ShouldBe(("price_1", 3));
        ((DateTime?)phases[0].EndDate).ShouldBe(end);
        (phases[1].Items[0].Price, phases[1].Items[0].Quantity).ShouldBe(("price_3", 7));
        phases.ShouldAllBe(p => p.Discounts.Single().Discount == "di_1");
    }

    [Test]
    public async Task Who_leaves_can_say_why_in_one_of_Stripes_words()
    {
        _stripe.Answer(StripeJsonSamples.Subscription);
        await _subscriptions.CancelAtPeriodEndAsync("sub_1", new CancellationDetails("Bye", CancellationFeedback.TooExpensive), "k", default);

        Form().ShouldContain("cancel_at_period_end=true&cancellation_details[comment]=Bye&cancellation_details[feedback]=too_expensive");
    }

    [Test]
    public async Task What_has_ended_already_need_not_be_ended()
    {
        _stripe.Answer("""{"error":{"type":"invalid_request_error","code":"resource_missing","param":"id","message":"No such subscription"}}""", HttpStatusCode.NotFound);

        (await _subscriptions.CancelSubscriptionAsync("sub_1", null, "k", default)).Value.ShouldBeNull();
    }

    [Test]
    public async Task A_pause_takes_invoices_back_and_its_end_is_an_empty_value()
    {
        _stripe.Answer(StripeJsonSamples.Subscription);
        await _subscriptions.PauseCollectionAsync("sub_1", DateTime.UnixEpoch.AddSeconds(1766000000), "k1", default);
        Form().ShouldContain("pause_collection[behavior]=void&pause_collection[resumes_at]=1766000000");
    }

    [Test]
    public async Task Resuming_sends_an_empty_pause()
    {
        _stripe.Answer(StripeJsonSamples.Subscription);
        await _subscriptions.ResumeCollectionAsync("sub_1", "k2", default);
        Form().ShouldContain("pause_collection=");
    }

    [Test]
    public async Task The_portal_opens_with_the_form_for_a_card_when_asked_to()
    {
        _stripe.Answer("""{"id":"bps_1","object":"billing_portal.session","url":"https://billing.stripe.com/p/1"}""");

        (await _subscriptions.CreatePortalSessionAsync("cus_ann", "https://a.test/back", PortalFlow.PaymentMethodUpdate, "k", default))
            .ShouldBe("https://billing.stripe.com/p/1");

        Form().ShouldContain("flow_data[type]=payment_method_update");
    }

    private string Form() => WebUtility.UrlDecode(_stripe.Only.Body)!;
}
