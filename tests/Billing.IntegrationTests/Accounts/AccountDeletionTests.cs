using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using Billing.Domain.Customers;
using Billing.Domain.Payments;
using Billing.Domain.StripeEvents;
using Billing.Domain.Subscriptions;
using Billing.IntegrationTests.Infrastructure;
using Billing.IntegrationTests.Simulator;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using NUnit.Framework;
using Shouldly;

namespace Billing.IntegrationTests.Accounts;

/// <summary>Closing an account: at Stripe first, then here, and what is left afterwards.</summary>
public sealed class AccountDeletionTests
{
    private RunningSimulator _stripe = null!;
    private BillingApp _app = null!;

    [SetUp]
    public async Task StartAsync()
    {
        _stripe = await RunningSimulator.StartAsync();
        _app = await StripeAccount.StartAsync(_stripe.BaseAddress);
    }

    [TearDown]
    public async Task StopAsync()
    {
        await _app.DisposeAsync();
        await _stripe.DisposeAsync();
    }

    [Test]
    public async Task A_wrong_password_changes_nothing()
    {
        using TestUser user = await _app.RegisterAsync();
        using HttpResponseMessage refused = await DeleteAsync(user, "not the password");
        await refused.ShouldBeProblemAsync(HttpStatusCode.Forbidden, "wrong_password");
        using HttpResponseMessage empty = await DeleteAsync(user, "");
        await empty.ShouldBeProblemAsync(HttpStatusCode.BadRequest, "validation_failed");
        (await user.Client.GetAsync("/v1/users/me")).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Test]
    public async Task The_subscription_ends_at_Stripe_the_payments_stay_and_the_person_is_gone()
    {
        using TestUser user = await SubscriberAsync();
        PaymentTransaction before = await PaymentAsync(user);

        using HttpResponseMessage answer = await DeleteAsync(user);
        answer.StatusCode.ShouldBe(HttpStatusCode.NoContent, await answer.Content.ReadAsStringAsync());

        (await _stripe.GetAsync("/v1/subscriptions", ("status", "all"))).Data().Select(s => s.Text("status")).ShouldBe(["canceled"]);
        UserSubscription ended = await _app.WithDbAsync(db => db.Subscriptions.AsNoTracking().SingleAsync(s => s.UserId == user.Id));
        ended.Status.ShouldBe(SubscriptionStatus.Canceled);
        PaymentTransaction kept = await PaymentAsync(user);
        kept.AmountCents.ShouldBe(before.AmountCents);
        kept.Description.ShouldBe(before.Description);
        Customer customer = await _app.WithDbAsync(db => db.Customers.AsNoTracking().SingleAsync(c => c.UserId == user.Id));
        (customer.Email, customer.Name, customer.IsPrimary).ShouldBe((null, null, false));
        using HttpResponseMessage me = await user.Client.GetAsync("/v1/users/me");
        await me.ShouldBeProblemAsync(HttpStatusCode.Unauthorized, "account_closed");
        using HttpResponseMessage export = await user.Client.GetAsync("/v1/users/me/export");
        await export.ShouldBeProblemAsync(HttpStatusCode.Unauthorized, "account_closed");
        using HttpResponseMessage again = await DeleteAsync(user);
        await again.ShouldBeProblemAsync(HttpStatusCode.Unauthorized, "account_closed");
    }

    [Test]
    public async Task Signing_in_is_over_no_session_goes_on_and_the_address_can_register_anew()
    {
        using HttpClient browser = _app.NewClient();
        string email = Some.Email();
        using HttpResponseMessage opened = await browser.PostAsJsonAsync("/v1/auth/register", new { email, password = TestUser.DefaultPassword });
        string cookie = opened.Headers.GetValues("Set-Cookie").Single().Split(';')[0];
        TestSession session = await opened.ReadAsync<TestSession>();
        browser.DefaultRequestHeaders.Authorization = new("Bearer", session.AccessToken);
        using var user = new TestUser(session.User.Id, email, TestUser.DefaultPassword, session.AccessToken, browser);
        using HttpResponseMessage deleted = await DeleteAsync(user);
        deleted.StatusCode.ShouldBe(HttpStatusCode.NoContent);
        deleted.Headers.GetValues("Set-Cookie").Single().ShouldContain("expires=Thu, 01 Jan 1970");

        using HttpClient another = _app.NewClient();
        another.DefaultRequestHeaders.Add("Cookie", cookie);
        using HttpResponseMessage refreshed = await another.PostAsync("/v1/auth/refresh", null);
        await refreshed.ShouldBeProblemAsync(HttpStatusCode.Unauthorized, "session_expired");
        using HttpResponseMessage login = await another.PostAsJsonAsync("/v1/auth/login", new { email, password = TestUser.DefaultPassword });
        await login.ShouldBeProblemAsync(HttpStatusCode.Unauthorized, "invalid_credentials");
        using TestUser anew = await _app.RegisterAsync(email);
        anew.Id.ShouldNotBe(user.Id);
    }

    [Test]
    public async Task With_Stripe_down_nothing_is_deleted()
    {
        using TestUser user = await SubscriberAsync();
        TestDatabase database = await _app.StopAsync();
        _app = await BillingApp.StartAsync(database: database);
        using HttpClient client = _app.NewClient();
        client.DefaultRequestHeaders.Authorization = new("Bearer", user.AccessToken);
        using TestUser same = user with { Client = client };

        using HttpResponseMessage refused = await DeleteAsync(same);
        await refused.ShouldBeProblemAsync(HttpStatusCode.ServiceUnavailable, "stripe_unreachable");

        (await client.GetAsync("/v1/users/me")).StatusCode.ShouldBe(HttpStatusCode.OK);
        UserSubscription lives = await _app.WithDbAsync(db => db.Subscriptions.AsNoTracking().SingleAsync(s => s.UserId == user.Id));
        lives.Status.ShouldBe(SubscriptionStatus.Active);
        using HttpResponseMessage login = await client.PostAsJsonAsync("/v1/auth/login", new { email = user.Email, password = user.Password });
        login.StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Test]
    public async Task No_address_is_left_anywhere_in_the_database_not_by_late_events_either()
    {
        if (TestDatabase.IsOnSqlServer)
        {
            Assert.Ignore("The bytes of the file are looked at.");
        }

        using TestUser user = await SubscriberAsync();
        using HttpResponseMessage intent = await user.Client.PostAsJsonAsync(
            "/v1/billing/payment-intent", new { amount_cents = 500, currency = "usd", description = "A book" });
        intent.StatusCode.ShouldBe(HttpStatusCode.OK);
        string customer = (await PaymentAsync(user)).StripeCustomerId!;
        await _app.UntilProcessedAsync();
        (await BytesAsync()).ShouldContain(user.Email, Case.Insensitive);

        (await DeleteAsync(user)).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        int before = (await CustomerEventsAsync(customer)).Count(e => e.Type == "customer.updated");
        await _stripe.PostAsync($"/v1/customers/{customer}", ("name", "Another Name"));
        await _app.UntilProcessedAsync();
        await Wait.TrueAsync(async () => (await CustomerEventsAsync(customer)).Count(e => e.Type == "customer.updated") > before, "the late event");
        await _app.UntilProcessedAsync();

        (await CustomerEventsAsync(customer)).Where(e => e.Status == "Processed").ShouldAllBe(e => !e.HasPayload);
        (await BytesAsync()).ShouldNotContain(user.Email, Case.Insensitive);
    }

    [Test]
    public async Task What_is_being_processed_while_the_account_is_deleted_does_not_leave_its_payload_behind()
    {
        using TestUser user = await SubscriberAsync();
        string customer = (await PaymentAsync(user)).StripeCustomerId!;
        string underWay = await _app.WithDbAsync(db => db.StripeEvents.Where(e => e.Lane == customer).Select(e => e.Id).FirstAsync());
        DateTime leasedUntil = DateTime.UtcNow.AddMinutes(5);
        await _app.WithDbAsync(db => db.StripeEvents.Where(e => e.Id == underWay).ExecuteUpdateAsync(
            set => set.SetProperty(e => e.Status, InboxEventStatus.Processing).SetProperty(e => e.LeasedUntil, leasedUntil)));

        Task<HttpResponseMessage> deletion = DeleteAsync(user);
        await Wait.TrueAsync(() => _app.WithDbAsync(db => db.Customers.AnyAsync(c => c.StripeCustomerId == customer && c.IsForgotten)), "the erasure");
        await _app.WithDbAsync(db => db.StripeEvents.Where(e => e.Id == underWay).ExecuteUpdateAsync(
            set => set.SetProperty(e => e.Status, InboxEventStatus.Processed).SetProperty(e => e.LeasedUntil, (DateTime?)null)));

        (await deletion).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await _app.WithDbAsync(db => db.EventPayloads.AnyAsync(p => p.EventId == underWay))).ShouldBeFalse();
    }

    [Test]
    public async Task An_open_checkout_is_ended_so_that_nobody_pays_for_a_closed_account()
    {
        using TestUser user = await _app.RegisterAsync();
        string session = await StripeAccount.CheckOutAsync(user, "pro");
        (await DeleteAsync(user)).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await _stripe.GetAsync($"/v1/checkout/sessions/{session}")).Text("status").ShouldBe("expired");
        using HttpResponseMessage another = await user.Client.PostAsJsonAsync("/v1/billing/checkout-session", new
        {
            plan_id = "pro", success_url = BillingApp.ReturnOrigin + "/done", cancel_url = BillingApp.ReturnOrigin + "/plans",
        });
        await another.ShouldBeProblemAsync(HttpStatusCode.Unauthorized, "account_gone");
    }

    [Test]
    public async Task The_customer_stays_at_Stripe_unless_it_is_to_be_deleted_too()
    {
        using TestUser user = await SubscriberAsync();
        string customer = (await PaymentAsync(user)).StripeCustomerId!;
        (await DeleteAsync(user)).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await _stripe.GetAsync($"/v1/customers/{customer}")).Text("email").ShouldBe(user.Email);

        await using BillingApp thorough = await BillingApp.StartAsync(
            new Dictionary<string, string?> { ["Billing:DeleteStripeCustomer"] = "true" }, stripe: _stripe.BaseAddress);
        using TestUser other = await thorough.RegisterAsync();
        using HttpResponseMessage paid = await other.Client.PostAsJsonAsync(
            "/v1/billing/payment-intent", new { amount_cents = 500, currency = "usd", description = "A book" });
        paid.StatusCode.ShouldBe(HttpStatusCode.OK);
        string gone = await thorough.WithDbAsync(db => db.Customers.Where(c => c.UserId == other.Id).Select(c => c.StripeCustomerId!).SingleAsync());
        (await DeleteAsync(other)).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        JsonObject stub = await _stripe.GetAsync($"/v1/customers/{gone}");
        stub["deleted"]!.GetValue<bool>().ShouldBeTrue();
    }

    private static Task<HttpResponseMessage> DeleteAsync(TestUser user, string password = TestUser.DefaultPassword) => user.Client.SendAsync(
        new HttpRequestMessage(HttpMethod.Delete, "/v1/users/me") { Content = JsonContent.Create(new { password }) });

    /// <summary>Somebody who has subscribed and paid.</summary>
    private async Task<TestUser> SubscriberAsync()
    {
        TestUser user = await _app.RegisterAsync();
        await StripeAccount.PayAsync(_stripe.BaseAddress, await StripeAccount.CheckOutAsync(user, "pro"));
        await Wait.TrueAsync(() => _app.WithDbAsync(db => db.Payments.AnyAsync(p => p.UserId == user.Id && p.IsComplete)), "the payment, complete");
        await _app.UntilProcessedAsync();
        return user;
    }

    private Task<PaymentTransaction> PaymentAsync(TestUser user) =>
        _app.WithDbAsync(db => db.Payments.AsNoTracking().Where(p => p.UserId == user.Id).OrderBy(p => p.CreatedAt).FirstAsync());

    private Task<List<(string Type, string Status, bool HasPayload)>> CustomerEventsAsync(string customer) => _app.WithDbAsync(async db =>
        (await db.StripeEvents.Where(e => e.Lane == customer).Select(e => new { e.Type, e.Status, HasPayload = db.EventPayloads.Any(p => p.EventId == e.Id) }).ToListAsync())
            .ConvertAll(e => (e.Type, e.Status.ToString(), e.HasPayload)));

    /// <summary>Everything in the database's file, without what was overwritten.</summary>
    private async Task<string> BytesAsync()
    {
        string file = await _app.WithDbAsync(async db =>
        {
            await db.Database.ExecuteSqlRawAsync("VACUUM");
            await db.Database.ExecuteSqlRawAsync("PRAGMA wal_checkpoint(TRUNCATE)");
            return new SqliteConnectionStringBuilder(db.Database.GetConnectionString()).DataSource;
        });
        await using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        using var reader = new StreamReader(stream, Encoding.Latin1);
        return await reader.ReadToEndAsync();
    }
}
