using System.Net;
using System.Text.Json;
using NUnit.Framework;
using Shouldly;
using Stripe;

namespace Billing.UnitTests.StripeCompat;

public sealed class EntityTests
{
    [Test]
    public async Task An_answer_carries_stripes_clock_request_id_and_headers()
    {
        var stripe = new StubStripe().Answer(
            """{"id":"cus_1","object":"customer","unheard_of":7}""",
            HttpStatusCode.OK,
            ("Date", "Wed, 29 Jul 2026 12:00:00 GMT"),
            ("Request-Id", "req_1"),
            ("Idempotency-Key", "idem-1"),
            ("Idempotent-Replayed", "true"));

        var customer = await stripe.Client().V1.Customers.CreateAsync(new CustomerCreateOptions());

        var response = customer.StripeResponse;
        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        response.Date.ShouldBe(new DateTimeOffset(2026, 7, 29, 12, 0, 0, TimeSpan.Zero));
        response.RequestId.ShouldBe("req_1");
        response.IdempotencyKey.ShouldBe("idem-1");
        response.Headers.GetValues("Idempotent-Replayed").ShouldBe(["true"]);
        response.Content.ShouldContain("unheard_of");
        customer.RawJsonElement!.Value.GetProperty("unheard_of").GetInt32().ShouldBe(7);
    }

    [Test]
    public async Task An_answer_without_those_headers_has_none()
    {
        var customer = await new StubStripe().Answer("{}").Client().V1.Customers.GetAsync("cus_1");

        customer.StripeResponse.Date.ShouldBeNull();
        customer.StripeResponse.RequestId.ShouldBeNull();
        customer.StripeResponse.IdempotencyKey.ShouldBeNull();
    }

    [Test]
    public void An_expandable_field_is_an_id_until_it_is_expanded()
    {
        var plain = PaymentIntent.FromJson("""{"id":"pi_1","customer":"cus_1","latest_charge":"ch_1"}""");
        plain.CustomerId.ShouldBe("cus_1");
        plain.Customer.ShouldBeNull();

        var expanded = PaymentIntent.FromJson(
            """{"id":"pi_1","customer":{"id":"cus_2","email":"ada@mail.test"},"latest_charge":null}""");
        expanded.CustomerId.ShouldBe("cus_2");
        expanded.Customer.Email.ShouldBe("ada@mail.test");
        expanded.LatestChargeId.ShouldBeNull();
        expanded.LatestCharge.ShouldBeNull();
    }

    [Test]
    public void Both_halves_of_an_expandable_field_can_be_assigned()
    {
        var intent = new PaymentIntent { Customer = new Customer { Id = "cus_1" } };
        intent.CustomerId.ShouldBe("cus_1");

        intent.CustomerId = "cus_1";
        intent.Customer.ShouldNotBeNull();

        intent.CustomerId = "cus_2";
        intent.CustomerId.ShouldBe("cus_2");
        intent.Customer.ShouldBeNull();
    }

    [TestCase("\"clock_1\"")]
    [TestCase("""{"id":"clock_1","object":"test_helpers.test_clock","frozen_time":1}""")]
    public void A_test_clock_is_known_by_its_id(string clock) =>
        Subscription.FromJson($$"""{"id":"sub_1","test_clock":{{clock}}}""").TestClockId.ShouldBe("clock_1");

    [Test]
    public void A_missing_field_is_its_default_and_a_missing_time_the_epoch()
    {
        var subscription = Subscription.FromJson("""{"id":"sub_1"}""");

        subscription.Created.ShouldBe(DateTime.UnixEpoch);
        subscription.CancelAtPeriodEnd.ShouldBeFalse();
        subscription.CancelAt.ShouldBeNull();
        subscription.TestClockId.ShouldBeNull();
        new SubscriptionItem().CurrentPeriodEnd.Kind.ShouldBe(DateTimeKind.Utc);
    }

    [TestCase("""{"created":null}""")]
    [TestCase("""{"cancel_at_period_end":null}""")]
    [TestCase("""{"items":{"data":[{"quantity":null}]}}""")]
    [TestCase("""{"created":"2026-07-29"}""")]
    public async Task A_field_that_cannot_hold_its_value_makes_the_answer_unreadable(string json)
    {
        Should.Throw<JsonException>(() => Subscription.FromJson(json));

        var exception = await Should.ThrowAsync<StripeException>(
            new StubStripe().Answer(json).Client().V1.Subscriptions.GetAsync("sub_1"));
        exception.StripeError.ShouldBeNull();
    }

    [Test]
    public void A_subscription_has_its_period_on_its_items()
    {
        var subscription = Subscription.FromJson(
            """
            {"id":"sub_1","object":"subscription","status":"active","cancel_at":1785283200,"cancel_at_period_end":true,
            "metadata":{"user_id":"7"},"latest_invoice":"in_1","items":{"object":"list","has_more":false,"data":[{"id":"si_1",
            "object":"subscription_item","quantity":3,"current_period_start":1782604800,"current_period_end":1785283200,
            "price":{"id":"price_1","currency":"eur","unit_amount":null,"unit_amount_decimal":"0.55","product":"prod_1",
            "recurring":{"interval":"month","interval_count":1,"usage_type":"licensed"}}}]}}
            """);

        var item = subscription.Items.Data[0];
        item.CurrentPeriodStart.ShouldBe(new DateTime(2026, 6, 28, 0, 0, 0, DateTimeKind.Utc));
        item.CurrentPeriodEnd.ShouldBe(new DateTime(2026, 7, 29, 0, 0, 0, DateTimeKind.Utc));
        item.Price.UnitAmount.ShouldBeNull();
        item.Price.UnitAmountDecimal.ShouldBe(0.55m);
        item.Price.ProductId.ShouldBe("prod_1");
        item.Price.Recurring.Interval.ShouldBe("month");
        subscription.CancelAt.ShouldBe(item.CurrentPeriodEnd);
        subscription.Metadata["user_id"].ShouldBe("7");
    }

    [Test]
    public void An_invoice_knows_its_subscription_by_its_parent_and_its_payments_when_expanded()
    {
        var invoice = Invoice.FromJson(
            """
            {"id":"in_1","object":"invoice","status":"paid","total":1190,"total_taxes":[{"amount":190,"tax_behavior":"exclusive"}],
            "parent":{"type":"subscription_details","subscription_details":{"subscription":"sub_1","metadata":{"user_id":"7"}}},
            "status_transitions":{"paid_at":1785283200,"voided_at":null},
            "lines":{"object":"list","data":[{"id":"il_1","amount":-500,"period":{"start":0,"end":60},"quantity":null,
            "pricing":{"type":"price_details","price_details":{"price":"price_1","product":"prod_1"}}}]},
            "payments":{"object":"list","data":[{"id":"inpay_1","object":"invoice_payment","status":"paid","invoice":"in_1",
            "payment":{"type":"payment_intent","payment_intent":"pi_1"}}]}}
            """);

        invoice.Parent.SubscriptionDetails.SubscriptionId.ShouldBe("sub_1");
        invoice.Parent.SubscriptionDetails.Metadata["user_id"].ShouldBe("7");
        invoice.StatusTransitions.PaidAt.ShouldBe(new DateTime(2026, 7, 29, 0, 0, 0, DateTimeKind.Utc));
        invoice.StatusTransitions.VoidedAt.ShouldBeNull();
        invoice.TotalTaxes[0].Amount.ShouldBe(190);
        invoice.Lines.Data[0].Amount.ShouldBe(-500);
        invoice.Lines.Data[0].Quantity.ShouldBeNull();
        invoice.Lines.Data[0].Period.End.ShouldBe(DateTime.UnixEpoch.AddMinutes(1));
        invoice.Lines.Data[0].Pricing.PriceDetails.PriceId.ShouldBe("price_1");
        invoice.Payments.Data[0].Payment.PaymentIntentId.ShouldBe("pi_1");
        invoice.Payments.Data[0].InvoiceId.ShouldBe("in_1");
    }

    [Test]
    public void A_list_of_expandable_fields_holds_ids_until_it_is_expanded()
    {
        var plain = Subscription.FromJson("""{"id":"sub_1","discounts":["di_1"],"pause_collection":null,"schedule":"sub_sched_1"}""");
        plain.DiscountIds.ShouldBe(["di_1"]);
        plain.Discounts.ShouldBe([null]);
        plain.PauseCollection.ShouldBeNull();
        plain.ScheduleId.ShouldBe("sub_sched_1");

        var expanded = Subscription.FromJson(
            """{"id":"sub_1","discounts":[{"id":"di_1","source":{"type":"coupon","coupon":{"id":"SPRING","percent_off":12.5}}}]}""");
        expanded.DiscountIds.ShouldBe(["di_1"]);
        expanded.Discounts[0].Source.Coupon.PercentOff.ShouldBe(12.5m);
    }

    [Test]
    public void A_deleted_customer_says_so()
    {
        var customer = Customer.FromJson("""{"id":"cus_1","object":"customer","deleted":true}""");

        customer.Deleted.ShouldBe(true);
        customer.Email.ShouldBeNull();
    }

    [Test]
    public void What_has_no_member_can_be_read_from_the_raw_json_of_list_items_too()
    {
        var charges = StripeList<Charge>.FromJson(
            """{"object":"list","url":"/v1/charges","has_more":true,"data":[{"id":"ch_1","payment_method_details":{"card":{"last4":"4242"}}}]}""");

        charges.HasMore.ShouldBeTrue();
        charges.Url.ShouldBe("/v1/charges");
        charges.Single().RawJsonElement!.Value
            .GetProperty("payment_method_details").GetProperty("card").GetProperty("last4").GetString().ShouldBe("4242");
    }

    [Test]
    public void The_object_of_an_event_can_be_a_dispute_with_its_effects_on_the_balance()
    {
        const string Json = """
            {"id":"evt_1","object":"event","type":"charge.dispute.funds_withdrawn","data":{"object":{"id":"du_1","object":"dispute",
            "amount":1900,"charge":"ch_1","status":"needs_response","evidence_details":{"due_by":1785328215},
            "balance_transactions":[{"id":"txn_1","object":"balance_transaction","amount":-1900,"fee":1500,"net":-3400}]}}}
            """;

        var dispute = Event.FromJson(Json).Data.Object.ShouldBeOfType<Dispute>();

        dispute.ChargeId.ShouldBe("ch_1");
        dispute.EvidenceDetails.DueBy.ShouldBe(new DateTime(2026, 7, 29, 12, 30, 15, DateTimeKind.Utc));
        dispute.BalanceTransactions.ShouldHaveSingleItem().Net.ShouldBe(-3400);
    }
}
