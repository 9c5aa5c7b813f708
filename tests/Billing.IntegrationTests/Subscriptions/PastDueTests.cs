using System.Net;
using System.Text.Json;
using Billing.IntegrationTests.Infrastructure;
using NUnit.Framework;
using Shouldly;

namespace Billing.IntegrationTests.Subscriptions;

[TestFixture]
public sealed class PastDueTests : SubscribedTest
{
    [Test]
    public async Task A_failed_renewal_keeps_access_in_grace_and_shows_where_to_pay()
    {
        await SubscribeAsync(card: "4000000000000341");

        await AdvanceAsync(32);

        JsonElement due = await GetAsync();
        due.GetProperty("status").GetString().ShouldBe("past_due");
        (due.GetProperty("has_access").GetBoolean(), due.GetProperty("is_in_grace").GetBoolean()).ShouldBe((true, true));
        JsonElement invoice = due.GetProperty("open_invoice");
        invoice.GetProperty("amount_due_cents").GetInt64().ShouldBe(1900);
        invoice.GetProperty("needs_confirmation").GetBoolean().ShouldBeFalse();
        invoice.GetProperty("next_payment_attempt").ValueKind.ShouldBe(JsonValueKind.String);
        using HttpResponseMessage change = await PutAsync("plan", new { plan_id = "team" });
        TestProblem problem = await change.ShouldBeProblemAsync(HttpStatusCode.Conflict, "payment_due");
        problem.Url.ShouldBe(invoice.GetProperty("hosted_invoice_url").GetString());
    }

    [Test]
    public async Task A_renewal_that_the_bank_wants_confirmed_says_so()
    {
        await SubscribeAsync(card: "4000002760003184");

        await AdvanceAsync(32);

        JsonElement invoice = (await GetAsync()).GetProperty("open_invoice");
        invoice.GetProperty("needs_confirmation").GetBoolean().ShouldBeTrue();
        invoice.GetProperty("hosted_invoice_url").ValueKind.ShouldBe(JsonValueKind.String);
    }
}
