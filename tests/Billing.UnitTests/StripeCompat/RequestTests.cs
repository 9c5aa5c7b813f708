using NUnit.Framework;
using Shouldly;
using Stripe;
using Stripe.Checkout;

namespace Billing.UnitTests.StripeCompat;

public sealed class RequestTests
{
    private const string Empty = "{}";
    private readonly CancellationToken _none = CancellationToken.None;

    [Test]
    public async Task A_checkout_session_goes_out_as_an_indexed_form_with_stripe_headers()
    {
        var stripe = new StubStripe().Answer(Empty);
        var options = new SessionCreateOptions
        {
            SuccessUrl = "https://app.test/done?session={CHECKOUT_SESSION_ID}",
            Mode = "subscription",
            Metadata = new() { ["user_id"] = "a b+c" },
            LineItems = [new() { Price = "price_1", Quantity = 1 }],
            AllowPromotionCodes = true,
            ExpiresAt = new DateTime(2026, 7, 29, 0, 0, 0, DateTimeKind.Utc),
            SubscriptionData = new() { TrialPeriodDays = 14 },
        };
        options.AddExpand("line_items");
        options.AddExtraParam("new_parameter", "x");

        await stripe.Client().V1.Checkout.Sessions.CreateAsync(options, new RequestOptions { IdempotencyKey = "idem-1" }, _none);

        var sent = stripe.Only;
        sent.Method.ShouldBe("POST");
        sent.PathAndQuery.ShouldBe("/v1/checkout/sessions");
        sent.ContentType.ShouldBe("application/x-www-form-urlencoded; charset=utf-8");
        sent.Header("Authorization").ShouldBe("Bearer sk_test_123");
        sent.Header("Stripe-Version").ShouldBe("2026-07-29.dahlia");
        sent.Header("Idempotency-Key").ShouldBe("idem-1");
        sent.Body.ShouldBe(
            "allow_promotion_codes=true&expires_at=1785283200&line_items[0][price]=price_1&line_items[0][quantity]=1"
            + "&metadata[user_id]=a+b%2Bc&mode=subscription&subscription_data[trial_period_days]=14"
            + "&success_url=https%3A%2F%2Fapp.test%2Fdone%3Fsession%3D%7BCHECKOUT_SESSION_ID%7D"
            + "&expand[0]=line_items&new_parameter=x");
    }

    [Test]
    public async Task A_list_goes_out_in_the_query_with_paging_after_the_filters()
    {
        var stripe = new StubStripe().Answer("""{"object":"list","data":[],"has_more":false}""");
        var options = new EventListOptions
        {
            Created = new DateRangeOptions { GreaterThanOrEqual = DateTime.UnixEpoch.AddSeconds(1_700_000_000) },
            Types = ["invoice.paid", "charge.refunded"],
            Limit = 100,
            StartingAfter = "evt_1",
        };
        options.AddExpand("data.data.object");

        await stripe.Client().V1.Events.ListAsync(options, null, _none);

        stripe.Only.Method.ShouldBe("GET");
        stripe.Only.Body.ShouldBeNull();
        stripe.Only.PathAndQuery.ShouldBe(
            "/v1/events?created[gte]=1700000000&types[0]=invoice.paid&types[1]=charge.refunded"
            + "&limit=100&starting_after=evt_1&expand[0]=data.data.object");
    }

    [Test]
    public async Task A_parameter_of_several_types_takes_a_single_date_too()
    {
        var stripe = new StubStripe().Answer("""{"object":"list","data":[]}""");

        await stripe.Client().V1.Subscriptions.ListAsync(
            new SubscriptionListOptions { Created = DateTime.UnixEpoch.AddSeconds(5), Status = "all" }, null, _none);

        stripe.Only.PathAndQuery.ShouldBe("/v1/subscriptions?created=5&status=all");
    }

    [Test]
    public async Task Every_post_gets_an_idempotency_key_of_its_own()
    {
        var stripe = new StubStripe().Answer(Empty).Answer(Empty);
        var customers = stripe.Client().V1.Customers;

        await customers.CreateAsync(new CustomerCreateOptions(), null, _none);
        await customers.CreateAsync(new CustomerCreateOptions(), null, _none);

        var keys = stripe.Sent.ConvertAll(sent => sent.Header("Idempotency-Key"));
        keys.ShouldAllBe(key => !string.IsNullOrEmpty(key));
        keys.Distinct().Count().ShouldBe(2);
    }

    [Test]
    public async Task Canceling_a_subscription_is_a_delete_with_its_options_in_the_query_and_no_key()
    {
        var stripe = new StubStripe().Answer(Empty);

        await stripe.Client().V1.Subscriptions.CancelAsync(
            "sub_1", new SubscriptionCancelOptions { InvoiceNow = false, Prorate = true }, null, _none);

        stripe.Only.Method.ShouldBe("DELETE");
        stripe.Only.PathAndQuery.ShouldBe("/v1/subscriptions/sub_1?invoice_now=false&prorate=true");
        stripe.Only.Header("Idempotency-Key").ShouldBeNull();
    }

    [Test]
    public async Task Canceling_a_payment_intent_and_expiring_a_session_are_posts()
    {
        var stripe = new StubStripe().Answer(Empty).Answer(Empty);
        var client = stripe.Client();

        await client.V1.PaymentIntents.CancelAsync("pi_1", cancellationToken: _none);
        await client.V1.Checkout.Sessions.ExpireAsync("cs_1", cancellationToken: _none);

        stripe.Sent.ConvertAll(sent => $"{sent.Method} {sent.PathAndQuery} {sent.ContentType} '{sent.Body}'").ShouldBe([
            "POST /v1/payment_intents/pi_1/cancel application/x-www-form-urlencoded; charset=utf-8 ''",
            "POST /v1/checkout/sessions/cs_1/expire application/x-www-form-urlencoded; charset=utf-8 ''",
        ]);
    }

    [Test]
    public async Task An_id_is_escaped_and_a_missing_one_is_not_refused()
    {
        var stripe = new StubStripe().Answer(Empty).Answer(Empty);
        var customers = stripe.Client().V1.Customers;

        await customers.GetAsync("cus/../1?x", cancellationToken: _none);
        await customers.GetAsync(null!, cancellationToken: _none);

        stripe.Sent.ConvertAll(sent => sent.PathAndQuery).ShouldBe(["/v1/customers/cus%2F..%2F1%3Fx", "/v1/customers/"]);
    }

    [Test]
    public async Task A_request_can_have_a_key_and_an_account_of_its_own()
    {
        var stripe = new StubStripe().Answer(Empty).Answer(Empty);
        var client = stripe.Client(stripeAccount: "acct_client");

        await client.V1.Customers.GetAsync("cus_1", cancellationToken: _none);
        await client.V1.Customers.GetAsync(
            "cus_1", null, new RequestOptions { ApiKey = "sk_test_other", StripeAccount = "acct_own" }, _none);

        stripe.Sent.ConvertAll(sent => $"{sent.Header("Authorization")} {sent.Header("Stripe-Account")}")
            .ShouldBe(["Bearer sk_test_123 acct_client", "Bearer sk_test_other acct_own"]);
    }

    [Test]
    public async Task A_call_without_a_service_class_goes_through_the_client()
    {
        var stripe = new StubStripe().Answer("""{"object":"list","data":[{"id":"ch_1","object":"charge"}]}""");
        var options = new ListOptions { Limit = 3 };
        options.AddExtraParam("customer", "cus_1");

        var charges = await stripe.Client().RequestAsync<StripeList<Charge>>(HttpMethod.Get, "/v1/charges", options, null, _none);

        charges.Data[0].Id.ShouldBe("ch_1");
        stripe.Only.PathAndQuery.ShouldBe("/v1/charges?limit=3&customer=cus_1");
    }

    [Test]
    public async Task Without_an_api_key_nothing_is_sent()
    {
        var stripe = new StubStripe();
        var client = new StripeClient(httpClient: stripe.Http());

        await Should.ThrowAsync<StripeException>(client.V1.Customers.GetAsync("cus_1", cancellationToken: _none));

        stripe.Sent.ShouldBeEmpty();
    }

    [TestCase("")]
    [TestCase("sk_test 1")]
    [TestCase("sk_test_1\n")]
    public void A_client_refuses_a_malformed_api_key(string apiKey) =>
        Should.Throw<ArgumentException>(() => new StripeClient(apiKey));
}
