using System.Net;
using NUnit.Framework;
using Shouldly;
using Stripe;

namespace Billing.UnitTests.StripeCompat;

public sealed class RetryTests
{
    private const string Refusal = """{"error":{"type":"api_error","message":"refused"}}""";
    private const string Found = """{"id":"cus_1","object":"customer"}""";
    private readonly List<TimeSpan> _waits = [];

    [SetUp]
    public void Forget_waits() => _waits.Clear();

    [TestCase(HttpStatusCode.Conflict)]
    [TestCase(HttpStatusCode.InternalServerError)]
    [TestCase(HttpStatusCode.ServiceUnavailable)]
    public async Task A_conflict_or_a_server_error_is_sent_again_with_the_same_key(HttpStatusCode status)
    {
        var stripe = new StubStripe().Answer(Refusal, status).Answer(Refusal, status).Answer(Found);

        var customer = await Impatient(stripe).V1.Customers.CreateAsync(new CustomerCreateOptions { Name = "Ada" });

        customer.Id.ShouldBe("cus_1");
        stripe.Sent.Count.ShouldBe(3);
        stripe.Sent.ShouldAllBe(sent => sent.Body == "name=Ada");
        stripe.Sent.Select(sent => sent.Header("Idempotency-Key")).Distinct().Count().ShouldBe(1);
    }

    [TestCase(HttpStatusCode.TooManyRequests)]
    [TestCase(HttpStatusCode.BadRequest)]
    [TestCase(HttpStatusCode.PaymentRequired)]
    public async Task Too_many_requests_and_other_refusals_are_not_sent_again(HttpStatusCode status)
    {
        var stripe = new StubStripe().Answer(Refusal, status);

        var exception = await Should.ThrowAsync<StripeException>(Impatient(stripe).V1.Customers.GetAsync("cus_1"));

        exception.HttpStatusCode.ShouldBe(status);
        stripe.Sent.Count.ShouldBe(1);
    }

    [Test]
    public async Task Stripe_can_ask_for_a_retry_of_what_would_not_get_one()
    {
        var stripe = new StubStripe()
            .Answer(Refusal, HttpStatusCode.TooManyRequests, ("Stripe-Should-Retry", "true"))
            .Answer(Found);

        (await Impatient(stripe).V1.Customers.GetAsync("cus_1")).Id.ShouldBe("cus_1");
    }

    [Test]
    public async Task Stripe_can_ask_for_no_retry_of_what_would_get_one()
    {
        var stripe = new StubStripe().Answer(Refusal, HttpStatusCode.InternalServerError, ("Stripe-Should-Retry", "false"));

        await Should.ThrowAsync<StripeException>(Impatient(stripe).V1.Customers.GetAsync("cus_1"));

        stripe.Sent.Count.ShouldBe(1);
    }

    [Test]
    public async Task The_last_answer_counts_when_retries_are_used_up()
    {
        var stripe = new StubStripe();
        for (var attempt = 0; attempt < 3; attempt++)
        {
            stripe.Answer(Refusal, HttpStatusCode.BadGateway);
        }

        var exception = await Should.ThrowAsync<StripeException>(Impatient(stripe).V1.Customers.GetAsync("cus_1"));

        exception.HttpStatusCode.ShouldBe(HttpStatusCode.BadGateway);
        stripe.Sent.Count.ShouldBe(3);
    }

    [Test]
    public async Task A_network_failure_is_tried_again_and_then_leaks_as_it_is()
    {
        var failure = new HttpRequestException("reset");
        var stripe = new StubStripe().Fail(failure).Fail(failure).Fail(failure);

        (await Should.ThrowAsync<HttpRequestException>(Impatient(stripe).V1.Customers.GetAsync("cus_1"))).ShouldBeSameAs(failure);

        stripe.Sent.Count.ShouldBe(3);
    }

    [Test]
    public async Task A_timeout_is_tried_again_and_then_leaks_as_a_canceled_task()
    {
        var stripe = new StubStripe();
        for (var attempt = 0; attempt < 3; attempt++)
        {
            stripe.Fail(new TaskCanceledException("timeout", new TimeoutException()));
        }

        await Should.ThrowAsync<TaskCanceledException>(Impatient(stripe).V1.Customers.GetAsync("cus_1"));

        stripe.Sent.Count.ShouldBe(3);
    }

    [Test]
    public async Task A_cancellation_by_the_caller_is_not_tried_again()
    {
        using var source = new CancellationTokenSource();
        await source.CancelAsync();
        var stripe = new StubStripe().Fail(new TaskCanceledException("canceled", null, source.Token));

        await Should.ThrowAsync<OperationCanceledException>(
            Impatient(stripe).V1.Customers.GetAsync("cus_1", cancellationToken: source.Token));

        stripe.Sent.Count.ShouldBeLessThanOrEqualTo(1);
        _waits.ShouldBeEmpty();
    }

    [Test]
    public async Task The_wait_doubles_from_half_a_second_to_five_less_up_to_a_quarter()
    {
        var stripe = new StubStripe();
        for (var attempt = 0; attempt < 7; attempt++)
        {
            stripe.Answer(Refusal, HttpStatusCode.InternalServerError);
        }

        await Should.ThrowAsync<StripeException>(Impatient(stripe, retries: 6).V1.Customers.GetAsync("cus_1"));

        double[] longest = [0.5, 1, 2, 4, 5, 5];
        _waits.Count.ShouldBe(longest.Length);
        _waits[0].ShouldBe(TimeSpan.FromSeconds(0.5));
        for (var i = 1; i < longest.Length; i++)
        {
            _waits[i].TotalSeconds.ShouldBeInRange(longest[i] * 0.75, longest[i]);
        }
    }

    [Test]
    public void Two_retries_are_the_default() => new SystemNetHttpClient().MaxNetworkRetries.ShouldBe(2);

    private StripeClient Impatient(StubStripe stripe, int retries = 2)
    {
        var http = stripe.Http(retries);
        http.Wait = (delay, _) =>
        {
            _waits.Add(delay);
            return Task.CompletedTask;
        };
        return new StripeClient("sk_test_123", httpClient: http);
    }
}
