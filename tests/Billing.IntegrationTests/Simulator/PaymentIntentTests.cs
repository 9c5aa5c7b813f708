using NUnit.Framework;
using Shouldly;

namespace Billing.IntegrationTests.Simulator;

[TestFixture]
public sealed class PaymentIntentTests : SimulatorTest
{
    [Test]
    public async Task An_intent_is_paid_as_the_card_form_would()
    {
        var intent = await CreateAsync();

        var declined = await Stripe.PayAsync("payment_intents", intent, "4000000000000002");
        var paid = (await Stripe.PayAsync("payment_intents", intent, "4242424242424242")).Successful();

        (declined.Status, declined.Error["payment_intent"]!.Text("id")).ShouldBe((402, intent));
        declined.Error["payment_intent"]!["last_payment_error"]!.Text("decline_code").ShouldBe("generic_decline");
        (paid.Text("status"), (long)paid["amount_received"]!).ShouldBe(("succeeded", 1250));
        paid.IsNull("last_payment_error").ShouldBeTrue();
        (await Stripe.EventTypesAsync()).ShouldBe(
        [
            "payment_intent.created", "payment_intent.payment_failed", "charge.failed", "payment_intent.succeeded", "charge.succeeded",
        ]);
    }

    [Test]
    public async Task An_intent_is_confirmed_by_API_with_a_test_token()
    {
        var intent = await CreateAsync();

        var paid = await Stripe.PostAsync($"/v1/payment_intents/{intent}/confirm", ("payment_method", "pm_card_visa"));

        paid.Text("status").ShouldBe("succeeded");
        paid.Text("client_secret").ShouldStartWith(intent + "_secret_");
    }

    [Test]
    public async Task A_canceled_intent_cannot_be_paid()
    {
        var intent = await CreateAsync();

        var canceled = await Stripe.PostAsync($"/v1/payment_intents/{intent}/cancel", ("cancellation_reason", "abandoned"));
        var refused = await Stripe.PayAsync("payment_intents", intent, "4242424242424242");

        (canceled.Text("status"), canceled.Text("cancellation_reason")).ShouldBe(("canceled", "abandoned"));
        (refused.Status, refused.Error.Text("code")).ShouldBe((400, "payment_intent_unexpected_state"));
        (await Stripe.EventTypesAsync()).ShouldBe(["payment_intent.created", "payment_intent.canceled"]);
    }

    [Test]
    public async Task A_challenge_waits_at_next_action()
    {
        var intent = await CreateAsync();

        var waiting = await Stripe.PostAsync(
            $"/v1/payment_intents/{intent}/confirm",
            ("payment_method", "pm_card_authenticationRequired"), ("return_url", "https://app.example.com/back"));
        var challenge = waiting["next_action"]!["redirect_to_url"]!.Text("url");
        using var outcome = new FormUrlEncodedContent([KeyValuePair.Create("outcome", "complete")]);
        var answered = await Stripe.Browser.PostAsync(challenge, outcome);

        waiting.Text("status").ShouldBe("requires_action");
        answered.Headers.Location!.ToString().ShouldStartWith("https://app.example.com/back" + "?payment_intent=");
        (await Stripe.GetAsync($"/v1/payment_intents/{intent}")).Text("status").ShouldBe("succeeded");
    }

    [Test]
    public async Task A_number_that_is_no_test_card_is_refused_and_leaves_nothing()
    {
        var intent = await CreateAsync();

        var refused = await Stripe.PayAsync("payment_intents", intent, "4111111111111111");

        (refused.Status, refused.Error.Text("code")).ShouldBe((402, "incorrect_number"));
        (await Stripe.EventTypesAsync()).ShouldBe(["payment_intent.created"]);
    }

    private async Task<string> CreateAsync() =>
        (await Stripe.PostAsync("/v1/payment_intents", ("amount", "1250"), ("currency", "EUR"), ("automatic_payment_methods[enabled]", "true")))
        .Text("id");
}
