using Billing.IntegrationTests.Infrastructure;
using Microsoft.Extensions.Options;
using NUnit.Framework;
using Shouldly;

namespace Billing.IntegrationTests.Api;

[TestFixture]
public sealed class OptionsTests
{
    [TestCase("Stripe:ApiKey", "", "Stripe:ApiKey")]
    [TestCase("Stripe:ApiKey", "sk_test_...", "Stripe:ApiKey")]
    [TestCase("Stripe:ApiKey", "sk_test_xxxxxxxx", "Stripe:ApiKey")]
    [TestCase("Stripe:ApiKey", "sk_test_changeme", "Stripe:ApiKey")]
    [TestCase("Stripe:ApiKey", "sk_test_your_key_here", "Stripe:ApiKey")]
    [TestCase("Stripe:ApiKey", "changeme", "Stripe:ApiKey")]
    [TestCase("Stripe:ApiKey", "pk_test_integrationtests4711", "Stripe:ApiKey")]
    [TestCase("Stripe:ApiKey", "sk_live_integrationtests4711", "Stripe:ApiKey")]
    [TestCase("Stripe:WebhookSecrets:0", "", "Stripe:WebhookSecrets:0")]
    [TestCase("Stripe:WebhookSecrets:0", "whsec_...", "Stripe:WebhookSecrets:0")]
    [TestCase("Stripe:WebhookSecrets:1", "", "Stripe:WebhookSecrets:1")]
    [TestCase("Stripe:PublishableKey", "pk_test_...", "Stripe:PublishableKey")]
    [TestCase("Stripe:PublishableKey", "pk_live_integrationtests4711", "Stripe:PublishableKey")]
    [TestCase("Stripe:ApiBase", "api.stripe.com", "Stripe:ApiBase")]
    [TestCase("Stripe:ApiBase", "http://stripe.example.com", "Stripe:ApiBase")]
    [TestCase("Stripe:ApiBase", "https://stripe.example.com/v1", "Stripe:ApiBase")]
    [TestCase("Stripe:MaxCallsPerSecond", "0", "Stripe:MaxCallsPerSecond")]
    [TestCase("Billing:DowngradeAt", "tomorrow", "Billing:DowngradeAt")]
    [TestCase("Jwt:SigningKey", "", "Jwt:SigningKey")]
    [TestCase("Jwt:SigningKey", "0123456789012345678901234567890", "Jwt:SigningKey")]
    [TestCase("Jwt:SigningKey", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "Jwt:SigningKey")]
    [TestCase("Jwt:Issuer", " ", "Jwt:Issuer")]
    [TestCase("Billing:AllowedReturnOrigins:0", "app.example.com", "Billing:AllowedReturnOrigins:0")]
    [TestCase("Billing:AllowedReturnOrigins:0", "https://app.example.com/path", "Billing:AllowedReturnOrigins:0")]
    [TestCase("Billing:AllowedReturnOrigins:0", "http://app.example.com", "Billing:AllowedReturnOrigins:0")]
    [TestCase("Billing:Amounts:usd:Minimum", "0", "Billing:Amounts:usd")]
    [TestCase("RateLimits:Login:Permits", "0", "RateLimits:Login")]
    [TestCase("Proxy:Trusted:0", "everybody", "Proxy:Trusted:0")]
    public async Task A_setting_that_cannot_work_stops_the_start_and_is_named_without_its_value(string setting, string value, string named)
    {
        var failure = await Should.ThrowAsync<OptionsValidationException>(
            () => BillingApp.StartAsync(new Dictionary<string, string?> { [setting] = value }));
        failure.Failures.ShouldContain(sentence => sentence.StartsWith(named, StringComparison.Ordinal));
        if (value.Length > 0 && (named is "Stripe:ApiKey" or "Jwt:SigningKey"))
        {
            failure.Failures.ShouldAllBe(sentence => !sentence.Contains(value, StringComparison.Ordinal));
        }
    }

    [TestCase("Stripe:ApiKey", "rk_test_integrationtests4711")]
    [TestCase("Stripe:ApiKey", "sk_test_123")]
    [TestCase("Stripe:PublishableKey", "")]
    [TestCase("Stripe:ApiBase", "http://localhost:12111/")]
    [TestCase("Billing:AllowedReturnOrigins:0", "http://localhost:5173")]
    public async Task A_setting_that_can_work_is_taken(string setting, string value)
    {
        await using var app = await BillingApp.StartAsync(new Dictionary<string, string?> { [setting] = value });
        using var client = app.NewClient();
        (await client.GetAsync("/health/live")).IsSuccessStatusCode.ShouldBeTrue();
    }
}
