using System.Net.Http.Json;
using System.Text.Json;
using Billing.Application.Abstractions;
using Billing.StripeSimulator;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Billing.IntegrationTests.Infrastructure;

/// <summary>A simulated Stripe account and an application that is set up with it, as <c>stripe setup</c> does.</summary>
internal static class StripeAccount
{
    /// <summary>Starts the application; its webhook endpoint is known to the simulator.</summary>
    /// <param name="stripe">Where the simulator is.</param>
    /// <param name="settings">Settings that differ from the usual ones of tests.</param>
    /// <param name="clock">The simulator's clock, where a test moves it.</param>
    /// <param name="replace">Replaces services besides.</param>
    public static async Task<BillingApp> StartAsync(
        Uri stripe,
        IReadOnlyDictionary<string, string?>? settings = null,
        SimulatorClock? clock = null,
        Action<IServiceCollection>? replace = null)
    {
        // Stripe tells the signing secret once the endpoint is made, and the endpoint's address is known once the application runs:
        // a first run sets up, a second one has the secret. Both use one database and one port.
        int port = Ports.Free();
        var urls = new Dictionary<string, string?> { ["urls"] = $"http://127.0.0.1:{port}" };
        BillingApp first = await BillingApp.StartAsync(urls, stripe: stripe);
        string? secret;
        await using (AsyncServiceScope scope = first.Services.CreateAsyncScope())
        {
            StripeSetupResult result = await scope.ServiceProvider.GetRequiredService<IStripeSetup>().RunAsync(
                new StripeSetupRequest(Path.Combine(AppContext.BaseDirectory, "plans.json"), new Uri(first.Address, "/v1/webhooks/stripe")),
                TextWriter.Null,
                CancellationToken.None);
            secret = result.WebhookSecret;
        }

        return await BillingApp.StartAsync(
            new Dictionary<string, string?>([.. urls, .. settings ?? new Dictionary<string, string?>()]) { ["Stripe:WebhookSecrets:0"] = secret },
            replace: services =>
            {
                UseClock(services, clock);
                replace?.Invoke(services);
            },
            stripe: stripe,
            database: await first.StopAsync());
    }

    /// <summary>Starts a checkout; returns Stripe's id of the session.</summary>
    public static async Task<string> CheckOutAsync(TestUser user, string plan)
    {
        using HttpResponseMessage answer = await user.Client.PostAsJsonAsync("/v1/billing/checkout-session", new
        {
            plan_id = plan,
            success_url = BillingApp.ReturnOrigin + "/done?session={CHECKOUT_SESSION_ID}",
            cancel_url = BillingApp.ReturnOrigin + "/plans",
        });
        return (await answer.ReadJsonAsync()).GetProperty("session_id").GetString()!;
    }

    /// <summary>Pays a session with a card.</summary>
    public static async Task<JsonElement> PayAsync(Uri stripe, string session, string card = "4242424242424242")
    {
        using var client = new HttpClient { BaseAddress = stripe };
        using HttpResponseMessage answer = await client.PostAsJsonAsync($"/_simulator/checkout/{session}/pay", new { card_number = card });
        return await answer.ReadJsonAsync();
    }

    private static void UseClock(IServiceCollection services, SimulatorClock? clock)
    {
        if (clock is not null)
        {
            services.Replace(ServiceDescriptor.Singleton<IBillingClock>(new SimulatedClock(clock)));
        }
    }
}
