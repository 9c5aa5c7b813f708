using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Billing.Domain.Payments;
using Billing.Domain.StripeEvents;
using Billing.IntegrationTests.Infrastructure;
using Billing.IntegrationTests.Simulator;
using Microsoft.EntityFrameworkCore;
using NUnit.Framework;
using Shouldly;

namespace Billing.IntegrationTests.StripeEvents;

/// <summary>Events whose payload cannot decide: the simulator is asked.</summary>
public sealed class AskingStripeTests
{
    private RunningSimulator _stripe = null!;
    private BillingApp _app = null!;

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        _stripe = await RunningSimulator.StartAsync();
        _app = await BillingApp.StartAsync(stripe: _stripe.BaseAddress);
    }

    [OneTimeTearDown]
    public async Task StopAsync()
    {
        await _app.DisposeAsync();
        await _stripe.DisposeAsync();
    }

    [Test]
    public async Task A_payload_of_another_release_train_is_not_believed()
    {
        TestUser user = await _app.RegisterAsync();
        string intent = await BeginPaymentAsync(user);

        InboxEvent stored = await ProcessAsync(PaymentEvents.PaymentIntent(intentId: intent, userId: user.Id, apiVersion: "2025-01-27.acacia"));

        stored.Outcome.ShouldBe("fetched");
        (await StatusAsync(intent)).ShouldBe(PaymentStatus.Pending);
    }

    [Test]
    public async Task A_payload_of_another_release_train_need_not_be_readable()
    {
        TestUser user = await _app.RegisterAsync();
        string intent = await BeginPaymentAsync(user);
        string unreadable = PaymentEvents.PaymentIntent(intentId: intent, apiVersion: "2030-01-01.zebra")
            .Replace("\"amount\"", "\"sum\"", StringComparison.Ordinal);

        (await ProcessAsync(unreadable)).Outcome.ShouldBe("fetched");
    }

    [Test]
    public async Task A_payload_of_the_second_in_which_the_row_was_true_is_not_believed_over_it()
    {
        TestUser user = await _app.RegisterAsync();
        string intent = await BeginPaymentAsync(user);
        DateTime created = await _app.WithDbAsync(db => db.Payments.Where(p => p.StripePaymentIntentId == intent).Select(p => p.CreatedAt).SingleAsync());

        InboxEvent stored = await ProcessAsync(PaymentEvents.PaymentIntent(
            "payment_intent.payment_failed", intentId: intent, userId: user.Id, created: new DateTimeOffset(created)));

        stored.Outcome.ShouldBe("fetched");
        (await StatusAsync(intent)).ShouldBe(PaymentStatus.Pending);
    }

    [Test]
    public async Task An_object_that_Stripe_no_longer_has_is_gone()
    {
        TestUser user = await _app.RegisterAsync();

        InboxEvent stored = await ProcessAsync(PaymentEvents.PaymentIntent(userId: user.Id, apiVersion: "2025-01-27.acacia"));

        stored.Status.ShouldBe(InboxEventStatus.Processed);
        stored.Outcome.ShouldBe("gone");
    }

    [Test]
    public async Task A_payment_of_an_unknown_customer_is_of_the_user_whom_that_customer_names()
    {
        TestUser user = await _app.RegisterAsync();
        using var stripe = new HttpClient { BaseAddress = _stripe.BaseAddress };
        stripe.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", "sk_test_integrationtests4711");
        using var form = new FormUrlEncodedContent(new Dictionary<string, string> { ["metadata[user_id]"] = user.Id.ToString() });
        using HttpResponseMessage made = await stripe.PostAsync(new Uri("/v1/customers", UriKind.Relative), form);
        string customer = (await made.ReadJsonAsync()).GetProperty("id").GetString()!;

        string intent = PaymentEvents.NewId("pi");
        await ProcessAsync(PaymentEvents.PaymentIntent(intentId: intent, customerId: customer));

        (await _app.WithDbAsync(db => db.Payments.SingleAsync(p => p.StripePaymentIntentId == intent))).UserId.ShouldBe(user.Id);
    }

    private static async Task<string> BeginPaymentAsync(TestUser user)
    {
        using HttpResponseMessage answer = await user.Client.PostAsJsonAsync(
            "/v1/billing/payment-intent", new { amount_cents = 500, currency = "usd", description = "A book" });
        return (await answer.ReadJsonAsync()).GetProperty("payment_intent_id").GetString()!;
    }

    private async Task<InboxEvent> ProcessAsync(string body)
    {
        string id = JsonDocument.Parse(body).RootElement.GetProperty("id").GetString()!;
        await _app.DeliverAsync(body);
        await _app.UntilProcessedAsync();
        return await _app.WithDbAsync(db => db.StripeEvents.AsNoTracking().SingleAsync(e => e.Id == id));
    }

    private Task<PaymentStatus> StatusAsync(string intent) =>
        _app.WithDbAsync(db => db.Payments.Where(p => p.StripePaymentIntentId == intent).Select(p => p.Status).SingleAsync());
}
