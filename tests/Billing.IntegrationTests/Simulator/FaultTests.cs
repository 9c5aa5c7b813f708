using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using NUnit.Framework;
using Shouldly;

namespace Billing.IntegrationTests.Simulator;

/// <summary>What the simulator lets go wrong when it is asked to.</summary>
public sealed class FaultTests : SimulatorTest
{
    private WebhookReceiver _receiver = null!;
    private string _secret = "";

    [SetUp]
    public async Task StartReceiverAsync()
    {
        _receiver = await WebhookReceiver.StartAsync();
        JsonObject endpoint = await Stripe.PostAsync("/v1/webhook_endpoints", ("url", _receiver.Url), ("enabled_events[]", "*"));
        _secret = endpoint.Text("secret");
    }

    [TearDown]
    public async Task StopReceiverAsync() => await _receiver.DisposeAsync();

    [Test]
    public async Task A_delivery_can_be_made_twice()
    {
        await SetAsync(new { duplicate = 1 });

        await Stripe.CreateCustomerAsync();
        await _receiver.WaitForAsync(2);

        _receiver.Received.Select(r => r.Event.Text("id")).Distinct().Count().ShouldBe(1);
    }

    [Test]
    public async Task A_delivery_can_be_left_out_and_made_when_it_is_asked_for()
    {
        await SetAsync(new { drop = 1 });
        await Stripe.CreateCustomerAsync();
        string dropped = (await Stripe.EventsAsync()).Single().Text("id");
        await Wait(async () => (await Stripe.ControlAsync(HttpMethod.Get, "deliveries"))["pending"]!.GetValue<int>() == 0);
        _receiver.Received.ShouldBeEmpty();

        await Stripe.ControlAsync(HttpMethod.Post, $"events/{dropped}/resend");
        await _receiver.WaitForAsync(1);

        _receiver.Received.Single().Event.Text("id").ShouldBe(dropped);
    }

    [Test]
    public async Task A_forged_delivery_comes_first_and_its_refusal_does_not_count()
    {
        _receiver.Answer = (webhook, _) => webhook.IsSignedWith(_secret) ? 200 : 400;
        await SetAsync(new { forge = 1 });

        await Stripe.CreateCustomerAsync();
        await _receiver.WaitForAsync(2);

        _receiver.Received.Select(r => r.IsSignedWith(_secret)).ShouldBe([false, true]);
        await Wait(async () => (await Stripe.ControlAsync(HttpMethod.Get, "deliveries"))["pending"]!.GetValue<int>() == 0);
        _receiver.Received.Count.ShouldBe(2);
    }

    [Test]
    public async Task Later_deliveries_can_overtake_and_all_arrive()
    {
        await SetAsync(new { seed = 7, reorder = 0.5 });
        for (int i = 0; i < 10; i++)
        {
            await Stripe.CreateCustomerAsync($"person-{i}@example.com");
        }

        await _receiver.WaitForAsync(10);

        string[] made = [.. (await Stripe.EventsAsync()).Select(e => e.Text("id"))];
        string[] came = [.. _receiver.Received.Select(r => r.Event.Text("id"))];
        came.Order().ShouldBe(made.Order());
        came.ShouldNotBe(made);
    }

    [Test]
    public async Task The_same_seed_lets_the_same_calls_fail()
    {
        async Task<string> StatusesAsync()
        {
            await SetAsync(new { seed = 42, api = new { error_500 = 0.5 } });
            List<int> statuses = [];
            for (int i = 0; i < 20; i++)
            {
                statuses.Add((await Stripe.SendAsync(HttpMethod.Get, "/v1/customers")).Status);
            }

            return string.Join(' ', statuses);
        }

        string first = await StatusesAsync();

        (await StatusesAsync()).ShouldBe(first);
        first.ShouldContain("200");
        first.ShouldContain("500");
    }

    [Test]
    public async Task Too_many_calls_are_refused_as_Stripe_does()
    {
        await SetAsync(new { api = new { error_429 = 1 } });

        Answer answer = await Stripe.SendAsync(HttpMethod.Get, "/v1/customers");

        (answer.Status, answer.Error.Text("code")).ShouldBe((429, "rate_limit"));
    }

    [TestCase("reset_before", 0)]
    [TestCase("reset_after", 1)]
    public async Task A_connection_can_break_before_or_after_the_effect(string fault, int customers)
    {
        await SetAsync(new { api = new Dictionary<string, double> { [fault] = 1 } });
        await Should.ThrowAsync<HttpRequestException>(() => Stripe.CreateCustomerAsync());
        await Stripe.ControlAsync(HttpMethod.Delete, "faults");

        (await Stripe.GetAsync("/v1/customers")).Data().Count().ShouldBe(customers);
    }

    [Test]
    public async Task Faults_outlive_a_restart_and_end_when_they_are_cleared()
    {
        await SetAsync(new { api = new { error_500 = 1 } });
        await Stripe.RestartAsync();
        (await Stripe.SendAsync(HttpMethod.Get, "/v1/customers")).Status.ShouldBe(500);

        await Stripe.ControlAsync(HttpMethod.Delete, "faults");

        (await Stripe.SendAsync(HttpMethod.Get, "/v1/customers")).Status.ShouldBe(200);
    }

    [TestCase("""{"drop": 2}""", "drop")]
    [TestCase("""{"api": {"timeout": -1}}""", "api.timeout")]
    [TestCase("""{"delay_ms": -1}""", "delay_ms")]
    [TestCase("""{"drop": "often"}""", "$.drop")]
    public async Task A_rate_that_cannot_be_is_refused_by_name(string plan, string field)
    {
        using var client = new HttpClient { BaseAddress = Stripe.BaseAddress };
        using HttpResponseMessage answer = await client.PutAsync("/_simulator/faults", Infrastructure.Answers.Json(plan));

        ((int)answer.StatusCode).ShouldBe(400);
        JsonNode.Parse(await answer.Content.ReadAsStringAsync())!["error"]!.Text("param").ShouldBe(field);
    }

    [Test]
    public async Task Money_goes_back_in_parts_and_never_more_than_was_paid()
    {
        string intent = (await Stripe.PostAsync("/v1/payment_intents", ("amount", "2000"), ("currency", "usd"))).Text("id");
        await Stripe.PayAsync("payment_intents", intent, "4242424242424242");

        JsonObject refund = await Stripe.PostAsync("/v1/refunds", ("payment_intent", intent), ("amount", "500"), ("reason", "duplicate"));
        JsonObject charge = await Stripe.GetAsync("/v1/charges/" + refund.Text("charge"));
        Answer tooMuch = await Stripe.TryPostAsync("/v1/refunds", ("payment_intent", intent), ("amount", "1501"));
        await Stripe.PostAsync("/v1/refunds", ("payment_intent", intent));
        Answer again = await Stripe.TryPostAsync("/v1/refunds", ("payment_intent", intent));

        (refund.Text("status"), charge["amount_refunded"]!.GetValue<long>(), charge["refunded"]!.GetValue<bool>()).ShouldBe(("succeeded", 500, false));
        (tooMuch.Status, tooMuch.Error.Text("param")).ShouldBe((400, "amount"));
        (again.Status, again.Error.Text("code")).ShouldBe((400, "charge_already_refunded"));
        (await Stripe.GetAsync("/v1/charges/" + charge.Text("id")))["refunded"]!.GetValue<bool>().ShouldBeTrue();
        (await Stripe.GetAsync("/v1/refunds", ("charge", charge.Text("id")))).Data().Count().ShouldBe(2);
        (await Stripe.EventTypesAsync()).TakeLast(4).ShouldBe(["refund.created", "charge.refunded", "refund.created", "charge.refunded"]);
    }

    private static Task Wait(Func<Task<bool>> condition) => Infrastructure.Wait.TrueAsync(condition);

    private async Task SetAsync(object plan)
    {
        using var client = new HttpClient { BaseAddress = Stripe.BaseAddress };
        using HttpResponseMessage answer = await client.PutAsJsonAsync("/_simulator/faults", plan, JsonSerializerOptions.Default);
        answer.EnsureSuccessStatusCode();
    }
}
