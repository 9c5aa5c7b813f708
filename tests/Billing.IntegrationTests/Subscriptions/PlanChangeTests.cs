using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Billing.IntegrationTests.Infrastructure;
using Billing.IntegrationTests.Simulator;
using Microsoft.EntityFrameworkCore;
using NUnit.Framework;
using Shouldly;

namespace Billing.IntegrationTests.Subscriptions;

[TestFixture]
public sealed class PlanChangeTests : SubscribedTest
{
    private const string Declined = "4000000000000341";
    private const string ConfirmedEachTime = "4000002760003184";

    [Test]
    public async Task The_previewed_amount_is_the_charged_amount()
    {
        await SubscribeAsync();
        await AdvanceAsync(10);
        JsonElement preview = await PreviewAsync("plan/preview?plan_id=team&quantity=3");
        await AdvanceMinutesAsync(20);

        JsonElement answer = await ChangeAsync(
            "plan", new { plan_id = "team", quantity = 3, proration_date = preview.GetProperty("proration_date").GetDateTime() });

        preview.GetProperty("takes_effect").GetString().ShouldBe("now");
        long due = preview.GetProperty("due_today_cents").GetInt64();
        due.ShouldBe(preview.GetProperty("lines").EnumerateArray().Sum(l => l.GetProperty("amount_cents").GetInt64()));
        preview.GetProperty("recurring_cents").GetInt64().ShouldBe(3 * 4900);
        preview.GetProperty("next_payment_at").GetDateTime().ShouldBe(answer.GetProperty("current_period_end").GetDateTime());
        PlanOf(answer).ShouldBe("team");
        answer.GetProperty("quantity").GetInt64().ShouldBe(3);
        (await LatestChargeAsync()).ShouldBe(due);
    }

    [Test]
    public async Task A_longer_interval_begins_a_new_period_at_once()
    {
        await SubscribeAsync();
        await AdvanceAsync(10);
        JsonElement preview = await PreviewAsync("plan/preview?plan_id=pro&interval=year");

        JsonElement answer = await ChangeAsync(
            "plan", new { plan_id = "pro", interval = "year", proration_date = preview.GetProperty("proration_date").GetDateTime() });

        answer.GetProperty("price").GetProperty("interval").GetString().ShouldBe("year");
        // The period begins when it is changed, and the clock goes on between the two.
        answer.GetProperty("current_period_end").GetDateTime()
            .ShouldBe(preview.GetProperty("next_payment_at").GetDateTime(), tolerance: TimeSpan.FromMinutes(5));
        (await LatestChargeAsync()).ShouldBe(preview.GetProperty("due_today_cents").GetInt64());
    }

    [Test]
    public async Task More_seats_are_charged_as_previewed()
    {
        await SubscribeAsync("team", 2, "year");
        await AdvanceAsync(100);
        JsonElement preview = await PreviewAsync("quantity/preview?quantity=5");

        JsonElement answer = await ChangeAsync(
            "quantity", new { quantity = 5, proration_date = preview.GetProperty("proration_date").GetDateTime() });

        answer.GetProperty("quantity").GetInt64().ShouldBe(5);
        (await LatestChargeAsync()).ShouldBe(preview.GetProperty("due_today_cents").GetInt64());
    }

    [Test]
    public async Task One_key_changes_and_charges_once()
    {
        await SubscribeAsync();
        await AdvanceAsync(3);
        User.Client.DefaultRequestHeaders.Add("Idempotency-Key", "to-team");

        JsonElement first = await ChangeAsync("plan", new { plan_id = "team" });
        JsonElement second = await ChangeAsync("plan", new { plan_id = "team" });

        second.GetRawText().ShouldBe(first.GetRawText());
        (await App.WithDbAsync(db => db.Invoices.CountAsync(i => i.UserId == User.Id))).ShouldBe(2);
        using HttpResponseMessage another = await PutAsync("plan", new { plan_id = "team", interval = "year" });
        await another.ShouldBeProblemAsync(HttpStatusCode.UnprocessableEntity, "idempotency_key_reused");
    }

    [Test]
    public async Task What_is_refused_says_why()
    {
        await SubscribeAsync();
        await RefusedAsync("plan", new { plan_id = "pro" }, HttpStatusCode.Conflict, "same_plan");
        await RefusedAsync("plan", new { plan_id = "nothing" }, HttpStatusCode.NotFound, "plan_not_found");
        await RefusedAsync("plan", new { plan_id = "free" }, HttpStatusCode.BadRequest, "plan_is_free");
        await RefusedAsync("plan", new { plan_id = "pro", interval = "year", quantity = 2 }, HttpStatusCode.BadRequest, "not_per_seat");
        await RefusedAsync("quantity", new { quantity = 2 }, HttpStatusCode.BadRequest, "not_per_seat");
        await RefusedAsync("quantity", new { quantity = 0 }, HttpStatusCode.BadRequest, "validation_failed");
        await RefusedAsync("plan", new { plan_id = "team", proration_date = "2020-01-01T00:00:00Z" }, HttpStatusCode.BadRequest, "preview_expired");
        await ChangeAsync("cancellation", new { at = "period_end" });
        await RefusedAsync("plan", new { plan_id = "team" }, HttpStatusCode.Conflict, "subscription_ending");
    }

    [Test]
    public async Task Several_clicks_at_once_on_fewer_seats_plan_the_change_and_none_is_an_error()
    {
        await SubscribeAsync("team", 3, "year");

        HttpResponseMessage[] answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => PutAsync("quantity", new { quantity = 1 })));

        foreach (HttpResponseMessage answer in answers)
        {
            answer.StatusCode.ShouldBe(HttpStatusCode.OK, await answer.Content.ReadAsStringAsync());
            answer.Dispose();
        }

        await SettleAsync();
        (await GetAsync()).GetProperty("pending_change").GetProperty("quantity").GetInt64().ShouldBe(1);
    }

    [Test]
    public async Task An_upgrade_that_is_not_paid_leaves_the_plan_and_can_be_taken_back()
    {
        await SubscribeAsync("pro", card: Declined);
        await AdvanceAsync(3);

        using HttpResponseMessage refused = await PutAsync("plan", new { plan_id = "team" });
        TestProblem problem = await refused.ShouldBeProblemAsync(HttpStatusCode.PaymentRequired, "payment_declined");

        problem.Url.ShouldNotBeNull();
        JsonElement waiting = await GetAsync();
        PlanOf(waiting).ShouldBe("pro");
        PlanOf(waiting.GetProperty("pending_change")).ShouldBe("team");
        waiting.GetProperty("pending_change").GetProperty("awaits_payment").GetBoolean().ShouldBeTrue();
        waiting.GetProperty("open_invoice").GetProperty("hosted_invoice_url").GetString().ShouldBe(problem.Url);

        JsonElement answer = await ChangeAsync("plan", null);
        answer.GetProperty("pending_change").ValueKind.ShouldBe(JsonValueKind.Null);
        answer.GetProperty("open_invoice").ValueKind.ShouldBe(JsonValueKind.Null);
        PlanOf(answer).ShouldBe("pro");
    }

    [Test]
    public async Task An_upgrade_is_given_up_when_its_invoice_is_voided_at_Stripe()
    {
        await SubscribeAsync("pro", card: Declined);
        await AdvanceAsync(3);
        using HttpResponseMessage refused = await PutAsync("plan", new { plan_id = "team" });
        await refused.ShouldBeProblemAsync(HttpStatusCode.PaymentRequired, "payment_declined");
        string id = await StripeIdAsync();
        string invoice = (await Stripe.GetAsync($"/v1/subscriptions/{id}")).Text("latest_invoice");

        await Stripe.PostAsync($"/v1/invoices/{invoice}/void");
        await SettleAsync();

        (await Stripe.GetAsync($"/v1/subscriptions/{id}")).IsNull("pending_update").ShouldBeTrue();
        JsonElement after = await GetAsync();
        PlanOf(after).ShouldBe("pro");
        (after.GetProperty("pending_change").ValueKind, after.GetProperty("open_invoice").ValueKind).ShouldBe((JsonValueKind.Null, JsonValueKind.Null));
        after.GetProperty("status").GetString().ShouldBe("active");
    }

    [Test]
    public async Task An_upgrade_that_the_bank_wants_confirmed_is_there_when_it_is()
    {
        await SubscribeAsync(card: ConfirmedEachTime);
        await AdvanceAsync(3);

        using HttpResponseMessage refused = await PutAsync("plan", new { plan_id = "team" });
        await refused.ShouldBeProblemAsync(HttpStatusCode.PaymentRequired, "confirmation_needed");
        JsonElement waiting = await GetAsync();
        string intent = await App.WithDbAsync(db => db.Payments
            .Where(p => p.UserId == User.Id).OrderByDescending(p => p.CreatedAt).Select(p => p.StripePaymentIntentId).FirstAsync());
        (await Stripe.PayAsync("payment_intents", intent, ConfirmedEachTime, "complete")).Status.ShouldBe(200);
        await SettleAsync();

        waiting.GetProperty("open_invoice").GetProperty("needs_confirmation").GetBoolean().ShouldBeTrue();
        JsonElement after = await GetAsync();
        PlanOf(after).ShouldBe("team");
        after.GetProperty("pending_change").ValueKind.ShouldBe(JsonValueKind.Null);
        after.GetProperty("open_invoice").ValueKind.ShouldBe(JsonValueKind.Null);
    }

    private async Task RefusedAsync(string part, object body, HttpStatusCode status, string code)
    {
        using HttpResponseMessage answer = await PutAsync(part, body);
        await answer.ShouldBeProblemAsync(status, code);
    }

    /// <summary>What the newest payment of the history took.</summary>
    private async Task<long> LatestChargeAsync()
    {
        using HttpResponseMessage answer = await User.Client.GetAsync("/v1/billing/history?limit=1");
        JsonElement payment = (await answer.ReadJsonAsync()).GetProperty("transactions")[0];
        payment.GetProperty("status").GetString().ShouldBe("succeeded");
        return payment.GetProperty("amount_cents").GetInt64();
    }
}
