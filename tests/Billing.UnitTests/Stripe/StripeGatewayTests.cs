using System.Net;
using Billing.Application.Abstractions;
using Billing.Application.Observability;
using Billing.Domain.Checkout;
using Billing.Domain.Customers;
using Billing.Domain.Invoices;
using Billing.Domain.Payments;
using Billing.Infrastructure.Stripe;
using Billing.UnitTests.StripeCompat;
using Microsoft.Extensions.Options;
using NUnit.Framework;
using Shouldly;

namespace Billing.UnitTests.Stripe;

[TestFixture]
public sealed class StripeGatewayTests
{
    private const string NotFound = """{"error":{"type":"invalid_request_error","code":"resource_missing","param":"id","message":"No such thing"}}""";
    private static readonly (string, string) Date = ("Date", "Mon, 24 Nov 2025 16:00:00 GMT");

    private StubStripe _stripe = null!;
    private StripeCalls _calls = null!;
    private StripeGateway _gateway = null!;

    [SetUp]
    public void SetUp()
    {
        _stripe = new StubStripe();
        _calls = new StripeCalls(TimeProvider.System, Options.Create(new StripeOptions()), new BillingMetrics());
        _gateway = new StripeGateway(_stripe.Client(), _calls);
    }

    [TearDown]
    public void TearDown()
    {
        _calls.Dispose();
        _stripe.Dispose();
    }

    [Test]
    public async Task A_customer_is_created_under_our_key_with_our_user_on_it()
    {
        _stripe.Answer(StripeJsonSamples.Customer(), headers: Date);

        StripeAnswer<CustomerSnapshot> answer = await _gateway.CreateCustomerAsync(
            new NewCustomer(StripeJsonSamples.UserId, "ann@example.com", null), "customer:1", default);

        answer.Value!.Id.ShouldBe("cus_ann");
        answer.Date.ShouldBe(new DateTime(2025, 11, 24, 16, 0, 0, DateTimeKind.Utc));
        _stripe.Only.Header("Idempotency-Key").ShouldBe("customer:1");
        Form().ShouldBe($"email=ann%40example.com&metadata[user_id]={StripeJsonSamples.UserId}");
    }

    [Test]
    public async Task A_checkout_carries_our_user_on_the_session_and_on_the_subscription()
    {
        _stripe.Answer(StripeJsonSamples.CheckoutSession(), headers: Date);

        StripeAnswer<CheckoutSessionSnapshot> answer = await _gateway.CreateCheckoutSessionAsync(
            new NewCheckoutSession(StripeJsonSamples.UserId, "cus_ann", "price_1", 2, 14, TrialNeedsCard: true, "https://a.test/?s={CHECKOUT_SESSION_ID}", "https://a.test/no"),
            "checkout:1:1",
            default);

        answer.Value!.Url.ShouldBe("https://checkout.stripe.com/c/pay/cs_test_1");
        string form = Form();
        form.ShouldContain("mode=subscription");
        form.ShouldContain("customer=cus_ann");
        form.ShouldContain($"client_reference_id={StripeJsonSamples.UserId}");
        form.ShouldContain("line_items[0][price]=price_1&line_items[0][quantity]=2");
        form.ShouldContain($"&metadata[user_id]={StripeJsonSamples.UserId}");
        form.ShouldContain($"subscription_data[metadata][user_id]={StripeJsonSamples.UserId}");
        WebUtility.UrlDecode(form).ShouldContain("success_url=https://a.test/?s={CHECKOUT_SESSION_ID}");
        form.ShouldNotContain("payment_method_types");
    }

    [Test]
    public async Task A_payment_lets_stripe_choose_the_payment_methods()
    {
        _stripe.Answer(StripeJsonSamples.PaymentIntent("requires_payment_method"), headers: Date);

        StripeAnswer<PaymentIntentSnapshot> answer = await _gateway.CreatePaymentIntentAsync(
            new NewPaymentIntent(StripeJsonSamples.UserId, "cus_ann", 1900, "usd", "Ten credits"), "payment_intent:1", default);

        answer.Value!.ClientSecret.ShouldBe("pi_1_secret_x");
        Form().ShouldContain("automatic_payment_methods[enabled]=true");
        Form().ShouldContain($"metadata[user_id]={StripeJsonSamples.UserId}");
        Form().ShouldNotContain("payment_method_types");
    }

    [Test]
    public async Task Reading_what_is_not_there_answers_null_with_stripes_date()
    {
        _stripe.Answer(NotFound, HttpStatusCode.NotFound, Date);

        StripeAnswer<PaymentIntentSnapshot> answer = await _gateway.GetPaymentIntentAsync("pi_1", default);

        answer.Value.ShouldBeNull();
        answer.Date.ShouldBe(new DateTime(2025, 11, 24, 16, 0, 0, DateTimeKind.Utc));
    }

    [Test]
    public async Task A_deleted_customer_is_not_there()
    {
        _stripe.Answer(StripeJsonSamples.DeletedCustomer, headers: Date);

        (await _gateway.GetCustomerAsync("cus_ann", default)).Value.ShouldBeNull();
    }

    [Test]
    public async Task The_newest_customer_of_the_address_that_names_the_user_is_found()
    {
        _stripe.Answer(
            StripeJsonSamples.List(
                StripeJsonSamples.Customer("{}", "cus_other", 1764000900),
                StripeJsonSamples.Customer(id: "cus_old", created: 1763000000),
                StripeJsonSamples.Customer(id: "cus_new", created: 1764000000)),
            headers: Date);

        StripeAnswer<CustomerSnapshot>? answer = await _gateway.FindCustomerAsync("ann+x@example.com", StripeJsonSamples.UserId, default);

        answer!.Value!.Id.ShouldBe("cus_new");
        _stripe.Only.PathAndQuery.ShouldBe("/v1/customers?limit=100&email=ann%2Bx%40example.com");
    }

    [Test]
    public async Task The_charge_of_an_intent_comes_expanded()
    {
        _stripe.Answer(StripeJsonSamples.PaymentIntent(latestCharge: StripeJsonSamples.Charge()), headers: Date);

        (await _gateway.GetLatestChargeAsync("pi_1", default)).Value!.PaymentMethodLast4.ShouldBe("4242");
        _stripe.Only.PathAndQuery.ShouldBe("/v1/payment_intents/pi_1?expand[0]=latest_charge");
    }

    [Test]
    public async Task An_intent_without_a_charge_has_none()
    {
        _stripe.Answer(StripeJsonSamples.PaymentIntent("requires_payment_method", "null"), headers: Date);

        (await _gateway.GetLatestChargeAsync("pi_1", default)).Value.ShouldBeNull();
    }

    [Test]
    public async Task The_paid_one_of_several_invoice_payments_is_found()
    {
        string open = StripeJsonSamples.InvoicePayment.Replace("inpay_1", "inpay_open", StringComparison.Ordinal)
            .Replace("\"status\":\"paid\"", "\"status\":\"open\"", StringComparison.Ordinal);
        _stripe.Answer(StripeJsonSamples.List(open, StripeJsonSamples.InvoicePayment), headers: Date);

        StripeAnswer<InvoicePaymentSnapshot> answer = await _gateway.FindInvoicePaymentAsync("pi_1", default);

        answer.Value!.Id.ShouldBe("inpay_1");
        _stripe.Only.PathAndQuery.ShouldContain("payment[payment_intent]=pi_1&payment[type]=payment_intent");
    }

    [Test]
    public async Task A_refusal_tells_what_stripe_said()
    {
        _stripe.Answer(
            """{"error":{"type":"card_error","code":"card_declined","param":"source","message":"Your card was declined."}}""",
            HttpStatusCode.PaymentRequired,
            Date,
            ("Request-Id", "req_1"));

        StripeRefusedException refusal = await Should.ThrowAsync<StripeRefusedException>(
            () => _gateway.ExpireCheckoutSessionAsync("cs_test_1", default));

        (refusal.Status, refusal.Type, refusal.Code, refusal.Param, refusal.RequestId).ShouldBe((402, "card_error", "card_declined", "source", "req_1"));
        refusal.Message.ShouldBe("Your card was declined.");
        refusal.IsKeptUnderKey.ShouldBeTrue();
    }

    [Test]
    public async Task A_missing_object_is_an_error_where_something_was_to_be_done()
    {
        _stripe.Answer(NotFound, HttpStatusCode.NotFound, Date);

        (await Should.ThrowAsync<StripeRefusedException>(() => _gateway.ExpireCheckoutSessionAsync("cs_test_1", default))).Status.ShouldBe(404);
    }

    private static readonly Exception[] NetworkFaults =
        [new HttpRequestException("reset"), new TaskCanceledException("timeout"), new IOException("cut off")];

    [TestCaseSource(nameof(NetworkFaults))]
    public async Task Silence_is_told_from_a_refusal(Exception fault)
    {
        _stripe.Fail(fault);

        await Should.ThrowAsync<StripeUnreachableException>(() => _gateway.GetCustomerAsync("cus_ann", default));
    }

    [Test]
    public async Task A_page_of_a_proxy_is_no_answer_of_stripe()
    {
        _stripe.Answer("<html>Bad gateway</html>", HttpStatusCode.BadGateway);

        await Should.ThrowAsync<StripeUnreachableException>(() => _gateway.GetCustomerAsync("cus_ann", default));
    }

    [Test]
    public async Task A_caller_who_leaves_is_no_fault_of_stripe()
    {
        using var gone = new CancellationTokenSource();
        await gone.CancelAsync();
        _stripe.Fail(new TaskCanceledException());

        await Should.ThrowAsync<TaskCanceledException>(() => _gateway.GetCustomerAsync("cus_ann", gone.Token));
    }

    [Test]
    public async Task Without_an_id_nothing_is_sent()
    {
        await Should.ThrowAsync<ArgumentException>(() => _gateway.GetCustomerAsync("", default));

        _stripe.Sent.ShouldBeEmpty();
    }

    private string Form() => _stripe.Only.Body!;
}
