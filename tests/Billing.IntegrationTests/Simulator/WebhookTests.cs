using System.Text;
using Billing.IntegrationTests.Infrastructure;
using NUnit.Framework;
using Shouldly;

namespace Billing.IntegrationTests.Simulator;

[TestFixture]
public sealed class WebhookTests : SimulatorTest
{
    private WebhookReceiver receiver = null!;

    [SetUp]
    public async Task StartReceiver() => receiver = await WebhookReceiver.StartAsync();

    [TearDown]
    public async Task StopReceiver() => await receiver.DisposeAsync();

    [Test]
    public async Task Events_arrive_signed_and_in_order()
    {
        var secret = await ListenAsync("*");
        var session = await Stripe.CreateSessionAsync("subscription", await Stripe.CreatePriceAsync(), await Stripe.CreateCustomerAsync());

        await Stripe.PayAsync("checkout", session.Text("id"), "4242424242424242");
        var events = await Stripe.EventsAsync();
        await receiver.WaitForAsync(events.Count);

        receiver.Received.Select(webhook => webhook.Event.Text("id")).ShouldBe(events.Select(e => e.Text("id")));
        receiver.Received.ShouldAllBe(webhook => webhook.IsSignedWith(secret));
        var last = receiver.Received[^1];
        last.ContentType.ShouldBe("application/json; charset=utf-8");
        last.UserAgent.ShouldBe("Stripe/1.0 (+https://stripe.com/docs/webhooks)");
        Encoding.UTF8.GetString(last.Payload).ShouldStartWith("{\n  \"id\": \"evt_");
        last.Event.Payload().ToJsonString().ShouldBe(events[^1].Payload().ToJsonString());
    }

    [Test]
    public async Task An_event_names_the_request_behind_it()
    {
        await ListenAsync("*");

        var answer = await Stripe.SendAsync(HttpMethod.Post, "/v1/customers", "k1");
        await receiver.WaitForAsync(1);

        var request = receiver.Received[0].Event["request"]!;
        (request.Text("id"), request.Text("idempotency_key")).ShouldBe((answer.Header("Request-Id"), "k1"));
    }

    [Test]
    public async Task Only_the_types_that_an_endpoint_wants_are_sent_to_it()
    {
        await ListenAsync("payment_intent.canceled");
        var intent = (await Stripe.PostAsync("/v1/payment_intents", ("amount", "500"), ("currency", "usd"))).Text("id");

        await Stripe.PostAsync($"/v1/payment_intents/{intent}/cancel");
        await receiver.WaitForAsync(1);

        receiver.Received.Single().Event.Text("type").ShouldBe("payment_intent.canceled");
    }

    [Test]
    public async Task A_delivery_is_tried_again_until_it_is_taken()
    {
        await ListenAsync("*");
        receiver.Answer = (_, before) => before < 3 ? 500 : 200;

        await Stripe.CreateCustomerAsync();
        await receiver.WaitForAsync(4);

        var id = (await Stripe.EventsAsync()).Single().Text("id");
        receiver.Received.ShouldAllBe(webhook => webhook.Event.Text("id") == id);
        await Wait.TrueAsync(async () => (long)(await Stripe.GetAsync($"/v1/events/{id}"))["pending_webhooks"]! == 0);
        var attempts = (await Stripe.ControlAsync(HttpMethod.Get, $"deliveries?event={id}")).Data();
        attempts.Select(attempt => ((int)attempt["attempt"]!, (int)attempt["status_code"]!)).ShouldBe([(1, 500), (2, 500), (3, 500), (4, 200)]);
    }

    [Test]
    public async Task A_delivery_that_fails_does_not_hold_up_later_ones()
    {
        await ListenAsync("*");
        receiver.Answer = (webhook, _) => webhook.Event.Payload().Text("email") == "poison@example.com" ? 500 : 200;

        await Stripe.CreateCustomerAsync("poison@example.com");
        await Stripe.CreateCustomerAsync("fine@example.com");

        await Wait.TrueAsync(() => Task.FromResult(
            receiver.Received.Any(webhook => webhook.Event.Payload().Text("email") == "fine@example.com")));
    }

    [Test]
    public async Task What_was_not_delivered_survives_a_restart()
    {
        receiver.Answer = (_, _) => 503;
        await ListenAsync("*");
        var customer = await Stripe.CreateCustomerAsync();
        await receiver.WaitForAsync(1);

        await Stripe.RestartAsync();
        receiver.Answer = (_, _) => 200;

        var id = (await Stripe.EventsAsync()).Single().Text("id");
        await Wait.TrueAsync(async () => (long)(await Stripe.GetAsync($"/v1/events/{id}"))["pending_webhooks"]! == 0);
        receiver.Received[^1].Event.Payload().Text("id").ShouldBe(customer);
        (await Stripe.GetAsync($"/v1/customers/{customer}")).Text("email").ShouldBe("ada@example.com");
    }

    [Test]
    public async Task An_event_is_sent_once_more_on_request()
    {
        await ListenAsync("*");
        await Stripe.CreateCustomerAsync();
        await receiver.WaitForAsync(1);

        await Stripe.ControlAsync(HttpMethod.Post, $"events/{receiver.Received[0].Event.Text("id")}/resend");
        await receiver.WaitForAsync(2);

        receiver.Received[1].Payload.ShouldBe(receiver.Received[0].Payload);
    }

    [Test]
    public async Task A_payload_has_the_endpoints_API_version()
    {
        await ListenAsync("*", ("api_version", "2025-11-17.clover"));

        await Stripe.CreateCustomerAsync();
        await receiver.WaitForAsync(1);

        receiver.Received[0].Event.Text("api_version").ShouldBe("2025-11-17.clover");
    }

    [Test]
    public async Task A_deleted_endpoint_gets_nothing_more_and_its_secret_is_shown_only_once()
    {
        await ListenAsync("*");
        var endpoint = (await Stripe.GetAsync("/v1/webhook_endpoints")).Data().Single();
        await Stripe.CreateCustomerAsync();
        await receiver.WaitForAsync(1);

        await Stripe.SendAsync(HttpMethod.Delete, $"/v1/webhook_endpoints/{endpoint.Text("id")}");
        await Stripe.CreateCustomerAsync();

        endpoint.ContainsKey("secret").ShouldBeFalse();
        ((long)(await Stripe.ControlAsync(HttpMethod.Get, "deliveries"))["pending"]!).ShouldBe(0);
        (await Stripe.EventsAsync())[^1]["pending_webhooks"]!.GetValue<long>().ShouldBe(0);
    }

    private async Task<string> ListenAsync(string types, params (string Name, string Value)[] more) =>
        (await Stripe.PostAsync("/v1/webhook_endpoints", [("url", receiver.Url), ("enabled_events[]", types), .. more])).Text("secret");
}
