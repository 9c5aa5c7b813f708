using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using Billing.Application.Abstractions;
using Billing.Domain.Invoices;
using Billing.IntegrationTests.Infrastructure;
using Billing.IntegrationTests.Simulator;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using NUnit.Framework;
using Shouldly;

namespace Billing.IntegrationTests.Subscriptions;

[TestFixture]
public sealed class PastDueTests : SubscribedTest
{
    private const string FailsOnRenewal = "4000000000000341";

    [Test]
    public async Task A_failed_renewal_keeps_access_in_grace_and_shows_where_to_pay()
    {
        await SubscribeAsync(card: FailsOnRenewal);

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
    public async Task Another_card_given_in_the_portal_is_what_the_subscription_is_charged_to_from_then_on()
    {
        await SubscribeAsync(card: FailsOnRenewal);
        await AdvanceAsync(32);
        string id = await StripeIdAsync();
        (await Stripe.GetAsync($"/v1/subscriptions/{id}")).IsNull("default_payment_method").ShouldBeFalse();

        await SubmitPortalAsync(
            await OpenPortalAsync("payment_method_update"), "card", ("card_number", "5555 5555 5555 4444"), ("name", "Ada"));

        (await Stripe.GetAsync($"/v1/subscriptions/{id}")).IsNull("default_payment_method").ShouldBeTrue();
        CardOnFile card = (await App.Services.GetRequiredService<IStripeCards>().FindDefaultAsync(id, CancellationToken.None)).ShouldNotBeNull();
        card.Last4.ShouldBe("4444");
        JsonElement due = await GetAsync();
        due.GetProperty("status").GetString().ShouldBe("past_due");
        await AdvancePastAsync(due.GetProperty("open_invoice").GetProperty("next_payment_attempt").GetDateTimeOffset());
        JsonElement paid = await GetAsync();
        (paid.GetProperty("status").GetString(), paid.GetProperty("open_invoice").ValueKind).ShouldBe(("active", JsonValueKind.Null));
    }

    [Test]
    public async Task The_open_invoice_is_paid_with_the_card_that_was_given_in_the_portal()
    {
        await SubscribeAsync(card: FailsOnRenewal);
        await AdvanceAsync(32);
        await SubmitPortalAsync(
            await OpenPortalAsync("payment_method_update"), "card", ("card_number", "5555 5555 5555 4444"), ("name", "Ada"));
        string invoice = await App.WithDbAsync(
            db => db.Invoices.Where(i => i.UserId == User.Id && i.Status == InvoiceStatus.Open).Select(i => i.StripeInvoiceId).SingleAsync());

        await Stripe.PostAsync($"/v1/invoices/{invoice}/pay");
        await SettleAsync();

        (await GetAsync()).GetProperty("status").GetString().ShouldBe("active");
        (await App.WithDbAsync(db => db.Payments.SingleAsync(p => p.StripeInvoiceId == invoice))).PaymentMethodLast4.ShouldBe("4444");
    }

    [Test]
    public async Task A_change_of_the_customer_that_is_not_about_the_card_leaves_the_subscriptions_own()
    {
        await SubscribeAsync();
        string id = await StripeIdAsync();
        JsonObject before = await Stripe.GetAsync($"/v1/subscriptions/{id}");
        await Stripe.PostAsync($"/v1/customers/{before.Text("customer")}", ("name", "Ada Lovelace"));
        await SettleAsync();

        (await Stripe.GetAsync($"/v1/subscriptions/{id}")).Text("default_payment_method").ShouldBe(before.Text("default_payment_method"));
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
