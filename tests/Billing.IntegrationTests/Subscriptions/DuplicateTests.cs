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
public sealed class DuplicateTests : SubscribedTest
{
    [Test]
    public async Task A_second_subscription_made_behind_our_back_is_ended_and_paid_back_once()
    {
        JsonElement first = await SubscribeAsync();
        await SubscribeBehindOurBackAsync();
        using TestUser admin = await App.RegisterOperatorAsync();
        JsonElement duplicate = (await DuplicatesAsync(admin)).Single();

        JsonElement ended = await EndAsync(admin, duplicate, "end-1");
        JsonElement again = await EndAsync(admin, duplicate, "end-1");
        JsonElement another = await EndAsync(admin, duplicate, "end-2");

        duplicate.GetProperty("duplicate_of").GetGuid().ShouldBe(first.GetProperty("id").GetGuid());
        duplicate.GetProperty("email").GetString().ShouldBe(User.Email);
        ended.GetProperty("status").GetString().ShouldBe("canceled");
        ended.GetProperty("refunded_cents").GetInt64().ShouldBe(1900);
        again.GetRawText().ShouldBe(ended.GetRawText());
        another.GetProperty("refunded_cents").ValueKind.ShouldBe(JsonValueKind.Null);
        await SettleAsync();
        (await DuplicatesAsync(admin)).ShouldBeEmpty();
        (await GetAsync()).GetProperty("id").GetGuid().ShouldBe(first.GetProperty("id").GetGuid());
        (await App.WithDbAsync(db => db.Refunds.CountAsync(r => r.UserId == User.Id))).ShouldBe(1);
        (await App.WithDbAsync(db => db.AuditEntries.AnyAsync(e => e.Action == "subscription.end" && e.ActorId == admin.Id))).ShouldBeTrue();
    }

    [Test]
    public async Task One_that_has_ended_at_Stripe_and_was_not_told_of_can_be_ended()
    {
        await SubscribeAsync();
        await SubscribeBehindOurBackAsync();
        using TestUser admin = await App.RegisterOperatorAsync();
        JsonElement duplicate = (await DuplicatesAsync(admin)).Single();
        using var control = new HttpClient { BaseAddress = Stripe.BaseAddress };
        (await control.PutAsJsonAsync("/_simulator/faults", new { drop = 1 })).EnsureSuccessStatusCode();
        await Stripe.SendAsync(HttpMethod.Delete, "/v1/subscriptions/" + duplicate.GetProperty("stripe_subscription_id").GetString());
        await SettleAsync();
        await Stripe.ControlAsync(HttpMethod.Delete, "faults");

        JsonElement ended = await EndAsync(admin, duplicate, "end-ended");

        ended.GetProperty("status").GetString().ShouldBe("canceled");
        (await DuplicatesAsync(admin)).ShouldBeEmpty();
    }

    [Test]
    public async Task A_paid_checkout_keeps_another_from_being_opened_before_its_subscription_is_told_of()
    {
        using var control = new HttpClient { BaseAddress = Stripe.BaseAddress };
        string session = await StripeAccount.CheckOutAsync(User, "pro");
        await SettleAsync();
        (await control.PutAsJsonAsync("/_simulator/faults", new { drop = 1 })).EnsureSuccessStatusCode();
        await StripeAccount.PayAsync(Stripe.BaseAddress, session);
        await SettleAsync();
        await Stripe.ControlAsync(HttpMethod.Delete, "faults");
        string completed = (await Stripe.EventsAsync()).Single(e => e.Text("type") == "checkout.session.completed" && e.Payload().Text("id") == session).Text("id");
        await Stripe.ControlAsync(HttpMethod.Post, $"events/{completed}/resend");
        await Wait.TrueAsync(() => App.WithDbAsync(db => db.StripeEvents.AnyAsync(e => e.Id == completed)), "the delivery");
        await App.UntilProcessedAsync();

        using HttpResponseMessage second = await User.Client.PostAsJsonAsync("/v1/billing/checkout-session", new
        {
            plan_id = "pro",
            success_url = BillingApp.ReturnOrigin + "/done",
            cancel_url = BillingApp.ReturnOrigin + "/plans",
        });

        await second.ShouldBeProblemAsync(HttpStatusCode.Conflict, "already_subscribed");
    }

    [Test]
    public async Task Only_operators_see_and_end_other_peoples_subscriptions()
    {
        JsonElement subscribed = await SubscribeAsync();

        using HttpResponseMessage list = await User.Client.GetAsync("/v1/admin/subscriptions/duplicates");
        list.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        using HttpResponseMessage end = await User.Client.PostAsJsonAsync(
            $"/v1/admin/subscriptions/{subscribed.GetProperty("id").GetGuid()}/cancellation", new { refund = true });
        end.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        using TestUser admin = await App.RegisterOperatorAsync();
        using HttpResponseMessage nothing = await admin.Client.PostAsJsonAsync(
            $"/v1/admin/subscriptions/{Guid.NewGuid()}/cancellation", new { refund = true });
        await nothing.ShouldBeProblemAsync(HttpStatusCode.NotFound, "subscription_not_found");
    }

    /// <summary>Somebody makes one in the Dashboard: not by a checkout that was begun here.</summary>
    private async Task SubscribeBehindOurBackAsync()
    {
        string customer = (await App.WithDbAsync(db => db.Customers.Where(c => c.UserId == User.Id).Select(c => c.StripeCustomerId).SingleAsync()))!;
        string price = await App.WithDbAsync(db => db.PlanPrices.Where(p => p.LookupKey == "pro_monthly").Select(p => p.StripePriceId).SingleAsync());

        // Of two that were made in one second, either may count.
        await AdvanceMinutesAsync(5);
        await Stripe.SubscribeAsync(price, customer: customer);
        await SettleAsync();
    }

    private static async Task<JsonElement[]> DuplicatesAsync(TestUser admin)
    {
        using HttpResponseMessage answer = await admin.Client.GetAsync("/v1/admin/subscriptions/duplicates");
        return [.. (await answer.ReadJsonAsync()).GetProperty("subscriptions").EnumerateArray()];
    }

    private static async Task<JsonElement> EndAsync(TestUser admin, JsonElement duplicate, string key)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/v1/admin/subscriptions/{duplicate.GetProperty("id").GetGuid()}/cancellation")
        {
            Content = JsonContent.Create(new { refund = true }),
        };
        request.Headers.Add("Idempotency-Key", key);
        using HttpResponseMessage answer = await admin.Client.SendAsync(request);
        answer.IsSuccessStatusCode.ShouldBeTrue(await answer.Content.ReadAsStringAsync());
        return await answer.ReadJsonAsync();
    }
}
