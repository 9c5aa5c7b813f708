using NUnit.Framework;
using Shouldly;

namespace Billing.IntegrationTests.Simulator;

[TestFixture]
public sealed class IdempotencyTests : SimulatorTest
{
    [Test]
    public async Task The_same_key_gets_the_same_answer_again()
    {
        var first = await CreateAsync("k1", "ada@example.com");
        var second = await CreateAsync("k1", "ada@example.com");

        second.Body.ToJsonString().ShouldBe(first.Successful().ToJsonString());
        second.Header("Idempotent-Replayed").ShouldBe("true");
        first.Header("Idempotent-Replayed").ShouldBeNull();
        second.Header("Original-Request").ShouldBe(first.Header("Request-Id"));
        (await Stripe.GetAsync("/v1/customers")).Data().Count().ShouldBe(1);
    }

    [Test]
    public async Task A_key_that_comes_with_other_parameters_is_refused()
    {
        await CreateAsync("k1", "ada@example.com");

        var other = await CreateAsync("k1", "bob@example.com");

        other.Status.ShouldBe(400);
        other.Error.Text("type").ShouldBe("idempotency_error");
    }

    [Test]
    public async Task A_key_that_comes_to_another_endpoint_is_refused()
    {
        await CreateAsync("k1", "ada@example.com");

        var other = await Stripe.SendAsync(HttpMethod.Post, "/v1/products", "k1", ("name", "Pro"));

        other.Status.ShouldBe(400);
        other.Error.Text("type").ShouldBe("idempotency_error");
    }

    [Test]
    public async Task A_refusal_in_the_middle_of_the_work_is_answered_again()
    {
        var price = await Stripe.CreatePriceAsync(once: true);
        var id = (await Stripe.CreateSessionAsync("payment", price, null)).Text("id");
        await Stripe.PostAsync($"/v1/checkout/sessions/{id}/expire");

        var first = await Stripe.SendAsync(HttpMethod.Post, $"/v1/checkout/sessions/{id}/expire", "k1");
        var second = await Stripe.SendAsync(HttpMethod.Post, $"/v1/checkout/sessions/{id}/expire", "k1");

        (first.Status, second.Status).ShouldBe((400, 400));
        second.Header("Idempotent-Replayed").ShouldBe("true");
    }

    [Test]
    public async Task A_refusal_in_the_middle_of_the_work_leaves_nothing_of_it()
    {
        (string, string)[] priceWithProduct =
            [("product_data[name]", "Pro"), ("currency", "usd"), ("unit_amount", "500"), ("lookup_key", "pro")];
        await Stripe.PostAsync("/v1/prices", priceWithProduct);

        // The product is made before the lookup key turns out to be taken.
        var refused = await Stripe.SendAsync(HttpMethod.Post, "/v1/prices", "k1", priceWithProduct);

        (refused.Status, refused.Error.Text("param")).ShouldBe((400, "lookup_key"));
        (await Stripe.GetAsync("/v1/products")).Data().Count().ShouldBe(1);
        (await Stripe.EventTypesAsync()).ShouldBe(["product.created", "price.created"]);
    }

    [Test]
    public async Task A_decline_is_answered_again_without_a_second_charge()
    {
        var intent = (await Stripe.PostAsync("/v1/payment_intents", ("amount", "500"), ("currency", "usd"))).Text("id");
        (string, string)[] declined = [("payment_method", "pm_card_chargeDeclined")];

        var first = await Stripe.SendAsync(HttpMethod.Post, $"/v1/payment_intents/{intent}/confirm", "k1", declined);
        var second = await Stripe.SendAsync(HttpMethod.Post, $"/v1/payment_intents/{intent}/confirm", "k1", declined);

        (first.Status, second.Status).ShouldBe((402, 402));
        (await Stripe.GetAsync("/v1/charges", ("payment_intent", intent))).Data().Count().ShouldBe(1);
    }

    [Test]
    public async Task A_request_that_failed_validation_may_be_corrected_under_its_key()
    {
        var wrong = await Stripe.SendAsync(HttpMethod.Post, "/v1/customers", "k1", ("emial", "ada@example.com"));
        var right = await CreateAsync("k1", "ada@example.com");

        wrong.Error.Text("code").ShouldBe("parameter_unknown");
        right.Status.ShouldBe(200);
    }

    [Test]
    public async Task Twenty_parallel_requests_with_one_key_make_one_object()
    {
        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => CreateAsync("k1", "ada@example.com")));

        answers.ShouldAllBe(answer => answer.Status == 200 || answer.Status == 409);
        answers.Where(answer => answer.Status == 409).ShouldAllBe(answer =>
            answer.Error.Text("code") == "idempotency_key_in_use" && answer.Header("Stripe-Should-Retry") == "true");
        answers.Where(answer => answer.Status == 200).Select(answer => answer.Body.Text("id")).Distinct().Count().ShouldBe(1);
        (await Stripe.GetAsync("/v1/customers")).Data().Count().ShouldBe(1);
        (await Stripe.EventTypesAsync()).ShouldBe(["customer.created"]);
    }

    [Test]
    public async Task Keys_survive_a_restart()
    {
        var first = await CreateAsync("k1", "ada@example.com");

        await Stripe.RestartAsync();
        var second = await CreateAsync("k1", "ada@example.com");

        second.Body.Text("id").ShouldBe(first.Body.Text("id"));
    }

    private Task<Answer> CreateAsync(string key, string email) =>
        Stripe.SendAsync(HttpMethod.Post, "/v1/customers", key, ("email", email));
}
