using System.Net.Http.Json;
using System.Text.Json;
using Billing.IntegrationTests.Infrastructure;
using Billing.IntegrationTests.Simulator;
using Microsoft.EntityFrameworkCore;
using NUnit.Framework;
using Shouldly;

namespace Billing.IntegrationTests.Subscriptions;

/// <summary>The real API and a simulated Stripe account, with a user of its own for each test.</summary>
public abstract class SubscribedTest
{
    protected const string Path = "/v1/billing/subscription";

    private protected RunningSimulator Stripe { get; private set; } = null!;

    private protected BillingApp App { get; private set; } = null!;

    /// <summary>Settings of the application that differ from the usual ones.</summary>
    private protected virtual IReadOnlyDictionary<string, string?>? Settings => null;

    private protected TestUser User { get; private set; } = null!;

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        Stripe = await RunningSimulator.StartAsync();
        App = await StripeAccount.StartAsync(Stripe.BaseAddress, Settings, Stripe.Clock);
    }

    [OneTimeTearDown]
    public async Task StopAsync()
    {
        await App.DisposeAsync();
        await Stripe.DisposeAsync();
    }

    [SetUp]
    public async Task RegisterAsync() => User = await App.RegisterAsync();

    [TearDown]
    public void SignOut() => User.Dispose();

    /// <summary>Subscribes by the hosted page, as a person would; answers with what the page after paying shows.</summary>
    private protected async Task<JsonElement> SubscribeAsync(string plan = "pro", long? quantity = null, string? interval = null, string? card = "4242424242424242", string? code = null)
    {
        using HttpResponseMessage opened = await User.Client.PostAsJsonAsync("/v1/billing/checkout-session", new
        {
            plan_id = plan,
            quantity,
            interval,
            success_url = BillingApp.ReturnOrigin + "/done?session={CHECKOUT_SESSION_ID}",
            cancel_url = BillingApp.ReturnOrigin + "/plans",
        });
        string session = (await opened.ReadJsonAsync()).GetProperty("session_id").GetString()!;
        using (var browser = new HttpClient { BaseAddress = Stripe.BaseAddress })
        {
            if (code is not null)
            {
                using HttpResponseMessage entered = await browser.PostAsJsonAsync($"/_simulator/checkout/{session}/promotion_code", new { code });
                entered.IsSuccessStatusCode.ShouldBeTrue(await entered.Content.ReadAsStringAsync());
            }

            using HttpResponseMessage paid = await browser.PostAsJsonAsync(
                $"/_simulator/checkout/{session}/pay", new { card_number = card, three_d_secure = "complete" });
            paid.IsSuccessStatusCode.ShouldBeTrue(await paid.Content.ReadAsStringAsync());
        }

        using HttpResponseMessage after = await User.Client.GetAsync($"/v1/billing/checkout-session/{session}");
        return (await after.ReadJsonAsync()).GetProperty("subscription");
    }

    private protected static string? PlanOf(JsonElement subscription) => subscription.GetProperty("plan").GetProperty("code").GetString();

    /// <summary>Looks what a change would cost.</summary>
    private protected async Task<JsonElement> PreviewAsync(string query)
    {
        using HttpResponseMessage answer = await User.Client.GetAsync($"{Path}/{query}");
        answer.IsSuccessStatusCode.ShouldBeTrue(await answer.Content.ReadAsStringAsync());
        return await answer.ReadJsonAsync();
    }

    /// <summary>Makes a promotion code that takes a part off for ever.</summary>
    private protected async Task CreateCodeAsync(string code, string percentOff)
    {
        string coupon = (await Stripe.PostAsync("/v1/coupons", ("name", code), ("percent_off", percentOff), ("duration", "forever")))["id"]!.GetValue<string>();
        await Stripe.PostAsync("/v1/promotion_codes", ("promotion[type]", "coupon"), ("promotion[coupon]", coupon), ("code", code));
    }

    /// <summary>What the customer owes at Stripe; negative for credit.</summary>
    private protected async Task<long> BalanceAsync()
    {
        string customer = (await App.WithDbAsync(db => db.Customers.Where(c => c.UserId == User.Id).Select(c => c.StripeCustomerId).SingleAsync()))!;
        return (await Stripe.GetAsync($"/v1/customers/{customer}"))["balance"]!.GetValue<long>();
    }

    private protected async Task<JsonElement> GetAsync()
    {
        using HttpResponseMessage answer = await User.Client.GetAsync(Path);
        return await answer.ReadJsonAsync();
    }

    /// <summary>Opens the hosted portal, as the button of the page does.</summary>
    private protected async Task<Uri> OpenPortalAsync(string? flow = null)
    {
        using HttpResponseMessage opened = await User.Client.PostAsJsonAsync(
            "/v1/billing/portal-session", new { return_url = BillingApp.ReturnOrigin + "/account", flow });
        return new Uri((await opened.ReadJsonAsync()).GetProperty("url").GetString()!);
    }

    /// <summary>Sends a form of the portal, and waits for what the application hears of it.</summary>
    private protected async Task SubmitPortalAsync(Uri portal, string path, params (string Name, string Value)[] fields)
    {
        using var form = new FormUrlEncodedContent(fields.Select(f => KeyValuePair.Create(f.Name, f.Value)));
        using HttpResponseMessage done = await Stripe.Browser.PostAsync($"{portal}/{path}", form);
        ((int)done.StatusCode).ShouldBe(303, await done.Content.ReadAsStringAsync());
        await SettleAsync();
    }

    /// <summary>Stripe's id of the user's subscription.</summary>
    private protected Task<string> StripeIdAsync() => App.WithDbAsync(
        db => db.Subscriptions.Where(s => s.UserId == User.Id && s.IsCurrent).Select(s => s.StripeSubscriptionId).SingleAsync());

    private protected Task<HttpResponseMessage> PutAsync(string part, object body) => User.Client.PutAsJsonAsync($"{Path}/{part}", body);

    /// <summary>Changes the subscription; the next look must show the same as the answer.</summary>
    private protected async Task<JsonElement> ChangeAsync(string part, object? body)
    {
        using HttpResponseMessage answer = body is null ? await User.Client.DeleteAsync($"{Path}/{part}") : await PutAsync(part, body);
        answer.IsSuccessStatusCode.ShouldBeTrue(await answer.Content.ReadAsStringAsync());
        JsonElement changed = await answer.ReadJsonAsync();
        await ShowsAsync(changed);
        await SettleAsync();
        await ShowsAsync(changed);
        return changed;
    }

    /// <summary>Moves Stripe's time, and waits for what that brings.</summary>
    private protected Task AdvanceAsync(int days) => AdvanceAsync(new { days });

    /// <summary>Moves Stripe's time to a minute after a moment.</summary>
    private protected Task AdvancePastAsync(DateTimeOffset moment) => AdvanceAsync(new { to = moment.AddMinutes(1).ToUnixTimeSeconds() });

    /// <summary>Moves Stripe's time a little.</summary>
    private protected async Task AdvanceMinutesAsync(int minutes)
    {
        using var client = new HttpClient { BaseAddress = Stripe.BaseAddress };
        JsonElement clock = await client.GetFromJsonAsync<JsonElement>("/_simulator/clock");
        await AdvanceAsync(new { to = clock.GetProperty("now").GetInt64() + (minutes * 60) });
    }

    /// <summary>Waits until all events are delivered and processed.</summary>
    private protected async Task SettleAsync()
    {
        await Wait.UntilAsync(
            async () => (await Stripe.ControlAsync(HttpMethod.Get, "deliveries"))["pending"]!.GetValue<int>(), pending => pending == 0, "all events delivered");
        await App.UntilProcessedAsync();
    }

    private async Task AdvanceAsync(object how)
    {
        using var client = new HttpClient { BaseAddress = Stripe.BaseAddress };
        using HttpResponseMessage answer = await client.PostAsJsonAsync("/_simulator/clock/advance", how);
        answer.IsSuccessStatusCode.ShouldBeTrue(await answer.Content.ReadAsStringAsync());
        await SettleAsync();
    }

    private async Task ShowsAsync(JsonElement expected)
    {
        string seen = (await GetAsync()).GetRawText();
        if (seen != expected.GetRawText())
        {
            throw new AssertionException($"The answer was {expected.GetRawText()}, the next look shows {seen}.");
        }
    }
}
