using System.Text;
using System.Text.Json;
using Billing.Application.StripeEvents;
using NUnit.Framework;
using Shouldly;

namespace Billing.UnitTests.StripeEvents;

public sealed class ClientSecretsTests
{
    [TestCase("""{"client_secret":"pi_1_secret_2"}""", """{"client_secret":"*************"}""")]
    [TestCase("""{"client_secret" : "ab", "x": "pi_1_secret_2"}""", """{"client_secret" : "**", "x": "pi_1_secret_2"}""")]
    [TestCase("""{"a":{"b":[{"client_secret":"ab"},{"client_secret":"cd"}]}}""", """{"a":{"b":[{"client_secret":"**"},{"client_secret":"**"}]}}""")]
    [TestCase("""{"client_secret":"a\"b\\","x":1}""", """{"client_secret":"******","x":1}""")]
    [TestCase("""{"client_secret":null,"x":"y"}""", """{"client_secret":null,"x":"y"}""")]
    [TestCase("""{"client_secret":"","x":"y"}""", """{"client_secret":"","x":"y"}""")]
    [TestCase("""{"x":"client_secret","y":"z"}""", """{"x":"client_secret","y":"z"}""")]
    [TestCase("""{"other_client_secret_":"z"}""", """{"other_client_secret_":"z"}""")]
    public void Only_the_secret_is_erased(string json, string erased)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(json);

        ClientSecrets.Erase(bytes);

        Encoding.UTF8.GetString(bytes).ShouldBe(erased);
        Should.NotThrow(() => JsonDocument.Parse(bytes));
    }

    [TestCase("\"client_secret\"")]
    [TestCase("\"client_secret\":")]
    [TestCase("\"client_secret\":\"")]
    [TestCase("\"client_secret\":\"ab\\")]
    public void A_body_that_ends_early_does_no_harm(string json)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(json);

        Should.NotThrow(() => ClientSecrets.Erase(bytes));
    }
}
