using System.Net;
using NUnit.Framework;
using Shouldly;
using Stripe;

namespace Billing.UnitTests.StripeCompat;

public sealed class ErrorTests
{
    [Test]
    public async Task A_declined_card_says_why_to_programs_and_to_people()
    {
        var stripe = new StubStripe().Answer(
            """
            {"error":{"type":"card_error","code":"card_declined","decline_code":"insufficient_funds","charge":"ch_1",
            "message":"Your card has insufficient funds.","param":"","doc_url":"https://docs.test/declined",
            "request_log_url":"https://log.test/req_1","unheard_of":{"a":1},
            "payment_intent":{"id":"pi_1","object":"payment_intent","status":"requires_payment_method","amount":1500},
            "payment_method":{"id":"pm_1","object":"payment_method","card":{"brand":"visa","last4":"9995"}}}}
            """,
            HttpStatusCode.PaymentRequired,
            ("Request-Id", "req_1"));

        var exception = await Should.ThrowAsync<StripeException>(
            stripe.Client().V1.PaymentIntents.CreateAsync(new PaymentIntentCreateOptions { Amount = 1500 }));

        exception.HttpStatusCode.ShouldBe(HttpStatusCode.PaymentRequired);
        exception.Message.ShouldBe("Your card has insufficient funds.");
        exception.StripeResponse.RequestId.ShouldBe("req_1");
        var error = exception.StripeError;
        error.Type.ShouldBe("card_error");
        error.Code.ShouldBe("card_declined");
        error.DeclineCode.ShouldBe("insufficient_funds");
        error.Charge.ShouldBe("ch_1");
        error.DocUrl.ShouldBe("https://docs.test/declined");
        error.RequestLogUrl.ShouldBe("https://log.test/req_1");
        error.PaymentIntent.Amount.ShouldBe(1500);
        error.PaymentMethod.Card.Last4.ShouldBe("9995");
        error.StripeResponse.ShouldBeSameAs(exception.StripeResponse);
    }

    [Test]
    public async Task An_oauth_error_is_the_whole_answer()
    {
        var stripe = new StubStripe().Answer(
            """{"error":"invalid_grant","error_description":"Code expired"}""", HttpStatusCode.BadRequest);

        var exception = await Should.ThrowAsync<StripeException>(stripe.Client().V1.Customers.GetAsync("cus_1"));

        exception.Message.ShouldBe("Code expired");
        exception.StripeError.Error.ShouldBe("invalid_grant");
    }

    [TestCase("<html>bad gateway</html>", HttpStatusCode.BadGateway)]
    [TestCase("", HttpStatusCode.NotFound)]
    [TestCase("""{"message":"no error in here"}""", HttpStatusCode.BadRequest)]
    [TestCase("""{"id":""", HttpStatusCode.OK)]
    public async Task An_answer_that_is_not_stripes_is_an_exception_without_a_stripe_error(string body, HttpStatusCode status)
    {
        var stripe = new StubStripe().Answer(body, status);

        var exception = await Should.ThrowAsync<StripeException>(stripe.Client().V1.Customers.GetAsync("cus_1"));

        exception.HttpStatusCode.ShouldBe(status);
        exception.StripeError.ShouldBeNull();
        exception.StripeResponse.Content.ShouldBe(body);
        exception.Message.ShouldStartWith("Invalid response object from API");
    }

    [TestCase(HttpStatusCode.Created)]
    [TestCase(HttpStatusCode.NoContent)]
    public async Task Any_status_but_200_is_an_exception(HttpStatusCode status)
    {
        var stripe = new StubStripe().Answer("""{"id":"cus_1"}""", status);

        (await Should.ThrowAsync<StripeException>(stripe.Client().V1.Customers.GetAsync("cus_1"))).HttpStatusCode.ShouldBe(status);
    }
}
