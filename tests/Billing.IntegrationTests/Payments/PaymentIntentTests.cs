using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Billing.IntegrationTests.Infrastructure;
using Billing.IntegrationTests.Simulator;
using NUnit.Framework;
using Shouldly;

namespace Billing.IntegrationTests.Payments;

/// <summary>The page after a one-time payment, and the call that the simulator's card form makes. No event is delivered here.</summary>
[TestFixture]
public sealed class PaymentIntentTests
{
    private RunningSimulator _stripe = null!;
    private BillingApp _app = null!;
    private TestUser _user = null!;

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

    [SetUp]
    public async Task RegisterAsync() => _user = await _app.RegisterAsync();

    [TearDown]
    public void SignOut() => _user.Dispose();

    [Test]
    public async Task A_paid_one_is_shown_as_paid_with_its_card_before_any_event_has_come()
    {
        var (id, secret) = await BeginAsync();
        (await ConfirmAsync(id, secret, "4242424242424242")).GetProperty("status").GetString().ShouldBe("succeeded");
        var seen = await LookAsync(id);
        seen.GetProperty("status").GetString().ShouldBe("succeeded");
        seen.GetProperty("payment_method_last4").GetString().ShouldBe("4242");
        seen.GetProperty("amount_cents").GetInt64().ShouldBe(2000);
    }

    [Test]
    public async Task A_declined_one_is_shown_as_failed_with_the_reason_and_can_still_be_paid()
    {
        var (id, secret) = await BeginAsync();
        (await ConfirmAsync(id, secret, "4000000000000002")).GetProperty("error").GetProperty("code").GetString().ShouldBe("card_declined");
        var failed = await LookAsync(id);
        failed.GetProperty("status").GetString().ShouldBe("failed");
        failed.GetProperty("failure_reason").GetString().ShouldBe("Your card was declined.");
        await ConfirmAsync(id, secret, "4242424242424242");
        (await LookAsync(id)).GetProperty("status").GetString().ShouldBe("succeeded");
    }

    [Test]
    public async Task One_that_waits_for_3D_Secure_is_pending()
    {
        var (id, secret) = await BeginAsync();
        var confirmed = await ConfirmAsync(id, secret, "4000002500003155");
        confirmed.GetProperty("next_action").GetProperty("redirect_to_url").GetProperty("url").GetString()!.ShouldContain("/c/3ds/");
        (await LookAsync(id)).GetProperty("status").GetString().ShouldBe("pending");
    }

    [TestCase("complete", "succeeded")]
    [TestCase("fail", "failed")]
    public async Task The_way_back_from_3D_Secure_names_the_payment(string answer, string result)
    {
        var (id, secret) = await BeginAsync();
        await ConfirmAsync(id, secret, "4000002500003155");
        using var back = await _stripe.Browser.PostAsync(
            $"{_stripe.BaseAddress}c/3ds/{id}", new FormUrlEncodedContent([KeyValuePair.Create("outcome", answer)]));
        back.StatusCode.ShouldBe(HttpStatusCode.SeeOther);
        back.Headers.Location!.OriginalString.ShouldStartWith($"https://app.example.com/result?payment_intent={id}&");
        back.Headers.Location.OriginalString.ShouldEndWith($"redirect_status={result}");
    }

    [Test]
    public async Task Nobody_else_sees_it_and_nobody_pays_it_without_its_secret()
    {
        var (id, _) = await BeginAsync();
        using var other = await _app.RegisterAsync();
        using var hidden = await other.Client.GetAsync($"/v1/billing/payment-intent/{id}");
        await hidden.ShouldBeProblemAsync(HttpStatusCode.NotFound, "payment_not_found");
        using var unknown = await _user.Client.GetAsync("/v1/billing/payment-intent/pi_nothing");
        await unknown.ShouldBeProblemAsync(HttpStatusCode.NotFound, "payment_not_found");
        (await ConfirmAsync(id, $"{id}_secret_guessed", "4242424242424242")).GetProperty("error").GetProperty("code").GetString().ShouldBe("resource_missing");
        (await LookAsync(id)).GetProperty("status").GetString().ShouldBe("pending");
    }

    private async Task<(string Id, string Secret)> BeginAsync()
    {
        using var answer = await _user.Client.PostAsJsonAsync("/v1/billing/payment-intent", new { amount_cents = 2000, currency = "usd", description = "Extra hour" });
        var begun = await answer.ReadJsonAsync();
        return (begun.GetProperty("payment_intent_id").GetString()!, begun.GetProperty("client_secret").GetString()!);
    }

    private async Task<JsonElement> LookAsync(string id)
    {
        using var answer = await _user.Client.GetAsync($"/v1/billing/payment-intent/{id}");
        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        return await answer.ReadJsonAsync();
    }

    /// <summary>As the frame of the simulator's card form does.</summary>
    private async Task<JsonElement> ConfirmAsync(string id, string secret, string card)
    {
        using var form = new FormUrlEncodedContent(
        [
            KeyValuePair.Create("client_secret", secret),
            KeyValuePair.Create("card_number", card),
            KeyValuePair.Create("return_url", "https://app.example.com/result"),
        ]);
        using var answer = await _stripe.Browser.PostAsync($"{_stripe.BaseAddress}v3/payment_intents/{id}/confirm", form);
        return JsonElement.Parse(await answer.Content.ReadAsStringAsync());
    }
}
