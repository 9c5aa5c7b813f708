using System.Text.Json;
using NUnit.Framework;
using Shouldly;
using Stripe;

namespace Billing.UnitTests.StripeCompat;

/// <summary>What is to differ from the official library.</summary>
public sealed class IdentityTests
{
    [Test]
    public void The_library_says_that_it_is_not_the_official_one()
    {
        StripeConfiguration.StripeNetVersion.ShouldBe("52.2.0-compat");
        StripeConfiguration.ApiVersion.ShouldBe("2026-07-29.dahlia");
    }

    [Test]
    public void A_time_beyond_the_year_9999_is_unreadable_instead_of_taken_for_milliseconds() =>
        Should.Throw<JsonException>(() => Customer.FromJson("""{"created":253402300800}"""));

    [Test]
    public async Task The_user_agent_names_the_application_and_not_the_official_bindings()
    {
        var stripe = new StubStripe().Answer("{}");
        var http = new SystemNetHttpClient(
            new HttpClient(stripe), appInfo: new AppInfo { Name = "Billing", Version = "1.0", Url = "https://app.test" }, enableTelemetry: false);

        await new StripeClient("sk_test_123", httpClient: http).V1.Customers.GetAsync("cus_1");

        stripe.Only.Header("User-Agent").ShouldBe("Stripe.net/52.2.0-compat Billing/1.0 (https://app.test)");
    }
}
