using System.Net;
using Billing.Application.Abstractions;
using Billing.Application.Observability;
using Billing.Infrastructure.Stripe;
using Billing.UnitTests.StripeCompat;
using Billing.UnitTests.UseCases;
using Microsoft.Extensions.Options;
using NUnit.Framework;
using Shouldly;

namespace Billing.UnitTests.Stripe;

public sealed class StripeResilienceTests
{
    private const string TooMany = """{"error":{"type":"invalid_request_error","code":"rate_limit","message":"Too many requests"}}""";
    private const string Broken = """{"error":{"type":"api_error","message":"Something went wrong"}}""";

    private readonly FakeClock _clock = new();
    private StubStripe _stripe = null!;
    private StripeCalls _calls = null!;
    private StripeGateway _gateway = null!;

    [SetUp]
    public void SetUp()
    {
        _stripe = new StubStripe();
        _calls = new StripeCalls(_clock, Options.Create(new StripeOptions { MaxCallsPerSecond = 1000 }), new BillingMetrics());
        _gateway = new StripeGateway(_stripe.Client(), _calls);
    }

    [TearDown]
    public void TearDown()
    {
        _calls.Dispose();
        _stripe.Dispose();
    }

    [Test]
    public async Task A_call_that_is_one_too_many_is_made_again()
    {
        _stripe.Answer(TooMany, HttpStatusCode.TooManyRequests).Answer(StripeJsonSamples.Customer());

        (await _gateway.GetCustomerAsync("cus_ann", default)).Value.ShouldNotBeNull();
    }

    [Test]
    public async Task Calls_that_stay_too_many_are_given_up()
    {
        for (int i = 0; i < 4; i++)
        {
            _stripe.Answer(TooMany, HttpStatusCode.TooManyRequests);
        }

        (await Should.ThrowAsync<StripeRefusedException>(() => _gateway.GetCustomerAsync("cus_ann", default))).Status.ShouldBe(429);
    }

    [Test]
    public async Task A_Stripe_that_is_down_is_not_asked_until_the_pause_is_over()
    {
        await FailAsync(8);
        int asked = _stripe.Sent.Count;

        StripeUnreachableException refusal = await Should.ThrowAsync<StripeUnreachableException>(() => _gateway.GetCustomerAsync("cus_ann", default));

        refusal.WasNotAsked.ShouldBeTrue();
        _stripe.Sent.Count.ShouldBe(asked);

        _clock.Advance(TimeSpan.FromSeconds(6));
        _stripe.Answer(StripeJsonSamples.Customer());
        (await _gateway.GetCustomerAsync("cus_ann", default)).Value.ShouldNotBeNull();
    }

    [Test]
    public async Task Refusals_of_single_requests_do_not_make_Stripe_count_as_down()
    {
        const string Refusal = """{"error":{"type":"invalid_request_error","param":"email","message":"Invalid email"}}""";
        for (int i = 0; i < 20; i++)
        {
            _stripe.Answer(Refusal, HttpStatusCode.BadRequest);
            await Should.ThrowAsync<StripeRefusedException>(() => _gateway.GetCustomerAsync("cus_ann", default));
        }

        _stripe.Answer(StripeJsonSamples.Customer());
        (await _gateway.GetCustomerAsync("cus_ann", default)).Value.ShouldNotBeNull();
    }

    private async Task FailAsync(int times)
    {
        for (int i = 0; i < times; i++)
        {
            _stripe.Answer(Broken, HttpStatusCode.InternalServerError);
            await Should.ThrowAsync<StripeRefusedException>(() => _gateway.GetCustomerAsync("cus_ann", default));
        }
    }
}
