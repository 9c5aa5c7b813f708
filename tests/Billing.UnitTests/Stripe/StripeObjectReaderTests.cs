using System.Text;
using System.Text.Json;
using Billing.Application.StripeEvents;
using Billing.Domain.Checkout;
using Billing.Domain.Customers;
using Billing.Domain.Invoices;
using Billing.Domain.Payments;
using Billing.Domain.Snapshots;
using Billing.Domain.Subscriptions;
using Billing.Infrastructure.Stripe;
using NUnit.Framework;
using Shouldly;

namespace Billing.UnitTests.Stripe;

[TestFixture]
public sealed class StripeObjectReaderTests
{
    [Test]
    public void A_customer_is_read()
    {
        CustomerSnapshot customer = Read<CustomerSnapshot>(StripeJsonSamples.Customer());
        customer.ShouldBe(new CustomerSnapshot
        {
            Id = "cus_ann",
            CustomerId = "cus_ann",
            MetadataUserId = StripeJsonSamples.UserId,
            CreatedAt = Seconds(1764000000),
            Email = "ann@example.com",
            Name = "Ann",
        });
    }

    [Test]
    public void The_stub_of_a_deleted_customer_is_read() => Read<CustomerSnapshot>(StripeJsonSamples.DeletedCustomer).IsDeleted.ShouldBeTrue();

    [TestCase("{}")]
    [TestCase("""{"user_id":"42"}""")]
    [TestCase("""{"user_id":""}""")]
    [TestCase("""{"other":"x"}""")]
    public void Metadata_that_names_no_user_of_ours_is_nobodys(string metadata) =>
        Read<CustomerSnapshot>(StripeJsonSamples.Customer(metadata)).MetadataUserId.ShouldBeNull();

    [Test]
    public void A_payload_may_begin_with_a_byte_order_mark()
    {
        string payload = $$$"""{"data":{"object":{{{StripeJsonSamples.Customer()}}}}}""";
        ReadEvent<CustomerSnapshot>("\uFEFF" + payload).Id.ShouldBe("cus_ann");
    }

    [Test]
    public void A_payment_intent_is_read()
    {
        PaymentIntentSnapshot intent = Read<PaymentIntentSnapshot>(
            StripeJsonSamples.PaymentIntent("requires_payment_method", error: """{"code":"card_declined","message":"Your card was declined."}"""));
        intent.Status.ShouldBe(PaymentIntentStatus.RequiresPaymentMethod);
        intent.LastError.ShouldBe("Your card was declined.");
        intent.AmountCents.ShouldBe(1900);
        intent.Currency.ShouldBe("usd");
        intent.CustomerId.ShouldBe("cus_ann");
        intent.Description.ShouldBe("Ten credits");
        intent.Metadata["order"].ShouldBe("42");
        intent.MetadataUserId.ShouldBe(StripeJsonSamples.UserId);
        intent.ClientSecret.ShouldBe("pi_1_secret_x");
    }

    [TestCase("requires_payment_method", PaymentIntentStatus.RequiresPaymentMethod)]
    [TestCase("requires_confirmation", PaymentIntentStatus.RequiresConfirmation)]
    [TestCase("requires_action", PaymentIntentStatus.RequiresAction)]
    [TestCase("processing", PaymentIntentStatus.Processing)]
    [TestCase("requires_capture", PaymentIntentStatus.RequiresCapture)]
    [TestCase("canceled", PaymentIntentStatus.Canceled)]
    [TestCase("succeeded", PaymentIntentStatus.Succeeded)]
    public void Every_status_of_an_intent_is_known(string text, PaymentIntentStatus status) =>
        Read<PaymentIntentSnapshot>(StripeJsonSamples.PaymentIntent(text)).Status.ShouldBe(status);

    [Test]
    public void A_card_charge_shows_brand_and_last_digits()
    {
        ChargeSnapshot charge = Read<ChargeSnapshot>(StripeJsonSamples.Charge());
        charge.PaymentIntentId.ShouldBe("pi_1");
        charge.Status.ShouldBe(ChargeStatus.Succeeded);
        (charge.PaymentMethod, charge.PaymentMethodLast4).ShouldBe(("visa", "4242"));
        (charge.AmountCents, charge.AmountRefundedCents).ShouldBe((1900, 400));
        charge.ReceiptUrl.ShouldBe("https://pay.stripe.com/receipts/1");
        charge.FailureMessage.ShouldBeNull();
    }

    [TestCase("""{"type":"sepa_debit","sepa_debit":{"last4":"3000"}}""", "sepa_debit", "3000")]
    [TestCase("""{"type":"link","link":{"country":"DE"}}""", "link", null)]
    [TestCase("null", null, null)]
    public void Other_ways_to_pay_show_their_kind(string details, string? method, string? last4)
    {
        ChargeSnapshot charge = Read<ChargeSnapshot>(StripeJsonSamples.Charge(details));
        (charge.PaymentMethod, charge.PaymentMethodLast4).ShouldBe((method, last4));
    }

    [Test]
    public void A_subscription_takes_price_quantity_and_period_from_its_first_item() =>
        Read<SubscriptionSnapshot>(StripeJsonSamples.Subscription).ShouldBe(new SubscriptionSnapshot
        {
            Id = "sub_1",
            CustomerId = "cus_ann",
            MetadataUserId = StripeJsonSamples.UserId,
            CreatedAt = Seconds(1764000003),
            HasTestClock = true,
            Status = SubscriptionStatus.PastDue,
            PriceId = "price_1",
            Quantity = 3,
            CurrentPeriodStart = Seconds(1764000003),
            CurrentPeriodEnd = Seconds(1766592003),
            CancelAtPeriodEnd = true,
            CanceledAt = Seconds(1764000500),
            ItemId = "si_1",
        });

    [Test]
    public void A_subscription_tells_what_is_pending_paused_and_cheaper()
    {
        SubscriptionSnapshot s = Read<SubscriptionSnapshot>(StripeJsonSamples.SubscriptionWith(
            """
            "discounts":[{"id":"di_1","object":"discount","end":1766592003,"source":{"type":"coupon","coupon":
              {"id":"c_1","object":"coupon","name":"Launch","percent_off":12.5,"amount_off":null,"currency":null}}}],
            "latest_invoice":"in_1","schedule":"sub_sched_1","pause_collection":{"behavior":"void","resumes_at":1766000000},
            "pending_update":{"expires_at":1764080000,"subscription_items":[{"id":"si_1","object":"subscription_item","price":{"id":"price_2","object":"price"},"quantity":5}]}
            """));

        s.Discount.ShouldBe(new Discount("Launch", 12.5m, null, null, Seconds(1766592003)));
        (s.DiscountId, s.LatestInvoiceId, s.ScheduleId).ShouldBe(("di_1", "in_1", "sub_sched_1"));
        (s.CollectionPaused, s.CollectionResumesAt).ShouldBe((true, Seconds(1766000000)));
        s.PendingUpdate.ShouldBe(new PendingUpdate("price_2", 5, Seconds(1764080000)));
    }

    [Test]
    public void A_discount_that_is_only_named_leaves_something_out()
    {
        SubscriptionSnapshot s = Read<SubscriptionSnapshot>(StripeJsonSamples.SubscriptionWith("\"discounts\":[\"di_1\"]"));

        (s.DiscountId, s.Discount).ShouldBe(("di_1", null));
        UserSubscription.LacksDiscount(null, s).ShouldBeTrue();
    }

    [TestCase("active", "price_2")]
    [TestCase("released", null)]
    public void A_schedule_tells_the_phase_that_comes_next(string status, string? price)
    {
        SubscriptionScheduleSnapshot s = Read<SubscriptionScheduleSnapshot>(StripeJsonSamples.Schedule(status));

        s.SubscriptionId.ShouldBe("sub_1");
        s.IsOver.ShouldBe(price is null);
        s.Next.ShouldBe(price is null ? null : new PlannedPhase(price, 2, Seconds(1766592003)));
    }

    [Test]
    public void An_invoice_knows_its_subscription_and_through_it_its_user()
    {
        InvoiceSnapshot invoice = Read<InvoiceSnapshot>(StripeJsonSamples.Invoice());
        invoice.SubscriptionId.ShouldBe("sub_1");
        invoice.MetadataUserId.ShouldBe(StripeJsonSamples.UserId);
        invoice.Status.ShouldBe(InvoiceStatus.Paid);
        invoice.PaidAt.ShouldBe(Seconds(1764000009));
        invoice.Number.ShouldBe("A1B2-0001");
        (invoice.TotalCents, invoice.AmountDueCents, invoice.AmountPaidCents).ShouldBe((1900, 1900, 1900));
        (invoice.SubtotalCents, invoice.DiscountCents, invoice.TaxCents).ShouldBe((2000, 400, 300));
        (invoice.AttemptCount, invoice.NextPaymentAttempt).ShouldBe((1, null));
        (invoice.HostedInvoiceUrl, invoice.InvoicePdf).ShouldBe(("https://invoice.stripe.com/i/1", "https://invoice.stripe.com/i/1/pdf"));
    }

    [TestCase("\"Consulting\"", "Consulting")]
    [TestCase("null", "1 × Pro")]
    public void An_invoice_is_described_by_itself_else_by_its_first_line(string description, string expected) =>
        Read<InvoiceSnapshot>(StripeJsonSamples.Invoice(description)).Description.ShouldBe(expected);

    [TestCase("""{"amount":-1900,"description":"Unused time on Pro"},{"amount":4900,"description":"Remaining time on Team"}""", "Remaining time on Team")]
    [TestCase("""{"amount":-1900,"description":"Unused time on Pro"}""", "Unused time on Pro")]
    public void An_upgrade_is_described_by_what_is_paid_for_and_not_by_its_credit(string lines, string expected) =>
        Read<InvoiceSnapshot>(StripeJsonSamples.Invoice().Replace(
            """{"id":"il_1","object":"line_item","amount":1900,"description":"1 × Pro"}""", lines, StringComparison.Ordinal))
            .Description.ShouldBe(expected);

    [Test]
    public void An_invoice_payment_joins_intent_and_invoice()
    {
        InvoicePaymentSnapshot payment = Read<InvoicePaymentSnapshot>(StripeJsonSamples.InvoicePayment);
        (payment.InvoiceId, payment.PaymentIntentId, payment.Status, payment.AmountPaidCents).ShouldBe(("in_1", "pi_1", "paid", 1900L));
    }

    [Test]
    public void A_session_knows_its_user_by_its_reference_when_the_metadata_is_silent()
    {
        CheckoutSessionSnapshot session = Read<CheckoutSessionSnapshot>(StripeJsonSamples.CheckoutSession());
        session.MetadataUserId.ShouldBe(StripeJsonSamples.UserId);
        session.Status.ShouldBe(CheckoutSessionStatus.Open);
        session.ExpiresAt.ShouldBe(Seconds(1764086406));
        session.SubscriptionId.ShouldBeNull();
    }

    [Test]
    public void An_unknown_status_is_named_with_its_object() =>
        Should.Throw<FormatException>(() => Read<CheckoutSessionSnapshot>(StripeJsonSamples.CheckoutSession("frozen")))
            .Message.ShouldBe("checkout.session cs_test_1 has status 'frozen', which is not known here.");

    [Test]
    public void An_object_of_another_kind_is_refused() =>
        Should.Throw<FormatException>(() => Read<ChargeSnapshot>(StripeJsonSamples.Customer())).Message.ShouldContain("found a customer");

    [TestCase("""{"id":"cus_ann","object":"customer","created":"soon"}""")]
    [TestCase("""{"id":"cus_ann","object":"customer"}""")]
    [TestCase("""{"object":"customer","created":1}""")]
    [TestCase("[]")]
    public void A_malformed_object_is_refused(string json) => Should.Throw<FormatException>(() => Read<CustomerSnapshot>(json));

    [Test]
    public void The_object_of_an_event_is_read_as_an_answer_is()
    {
        string payload = $$$"""{"id":"evt_1","object":"event","type":"x","data":{"object":{{{StripeJsonSamples.Subscription}}}}}""";
        ReadEvent<SubscriptionSnapshot>(payload).ShouldBe(Read<SubscriptionSnapshot>(StripeJsonSamples.Subscription));
    }

    [TestCase("{")]
    [TestCase("[]")]
    [TestCase("{}")]
    [TestCase("""{"data":null}""")]
    [TestCase("""{"data":{"object":null}}""")]
    public void An_event_without_a_readable_object_is_refused(string payload) =>
        Should.Throw<FormatException>(() => ReadEvent<SubscriptionSnapshot>(payload));

    private static T Read<T>(string json)
        where T : StripeSnapshot
    {
        using JsonDocument document = JsonDocument.Parse(json);
        return StripeObjectReader.Read<T>(document.RootElement);
    }

    private static T ReadEvent<T>(string payload)
        where T : StripeSnapshot =>
        new StripeObjectReader().Read<T>(new StripeEvent("evt_1", "x", DateTime.UnixEpoch, null, "evt_1", false, Encoding.UTF8.GetBytes(payload)));

    private static DateTime Seconds(long seconds) => DateTimeOffset.FromUnixTimeSeconds(seconds).UtcDateTime;
}
