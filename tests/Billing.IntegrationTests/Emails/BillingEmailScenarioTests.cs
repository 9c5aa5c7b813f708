using Billing.Application.Abstractions;
using Billing.Application.StripeEvents;
using Billing.Domain.Operations;
using Billing.IntegrationTests.Infrastructure;
using Billing.IntegrationTests.Simulator;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using NUnit.Framework;
using Shouldly;

namespace Billing.IntegrationTests.Emails;

/// <summary>Mails about subscriptions that live on the simulator and its clock: as many as Stripe gave cause for.</summary>
public sealed class BillingEmailScenarioTests
{
    private const string FailsOnRenewal = "4000000000000341";

    private readonly ShiftedClock _clock = new();
    private readonly RecordingSender _sender = new();
    private RunningSimulator _stripe = null!;
    private BillingApp _app = null!;

    [SetUp]
    public async Task StartAsync()
    {
        _stripe = await RunningSimulator.StartAsync();

        // Always January: the steps of these tests fit months of 30 and 31 days.
        await _stripe.AdvanceToAsync($"{_stripe.Clock.UtcNow.AddYears(1):yyyy}-01-01");
        _app = await StripeAccount.StartAsync(_stripe.BaseAddress, clock: _stripe.Clock, replace: services =>
        {
            _clock.Replace(services);
            _sender.Replace(services);
        });
    }

    [TearDown]
    public async Task StopAsync()
    {
        await _app.DisposeAsync();
        await _stripe.DisposeAsync();
    }

    [Test]
    public async Task Every_renewal_has_its_receipt()
    {
        using TestUser user = await SubscribeAsync("4242424242424242");
        int paid = 1;
        for (int day = 0; day < 96; day += 2)
        {
            await AdvanceAsync(2);
            paid = await CountAsync("charge.succeeded");
        }

        paid.ShouldBe(4);
        await Wait.UntilAsync(() => MessagesAsync(user), m => m.Count(x => x.Kind == "receipt") == paid, "the receipts");
        (await MessagesAsync(user)).Select(m => m.Kind).Distinct().Order().ShouldBe(["receipt", "welcome"]);
    }

    [Test]
    public async Task Renewals_that_were_paid_while_nobody_looked_are_told_of_only_when_they_are_new()
    {
        using TestUser user = await SubscribeAsync("4242424242424242");
        await AdvanceAsync(45);
        (await CountAsync("charge.succeeded")).ShouldBe(2);
        await Wait.TrueAsync(() => _app.WithDbAsync(db => db.Payments.AllAsync(p => p.IsComplete)), "both payments");
        (await MessagesAsync(user)).Count(m => m.Kind == "receipt").ShouldBe(1);
    }

    [Test]
    public async Task A_renewal_that_fails_until_the_end_is_told_attempt_by_attempt_and_then_the_end()
    {
        using TestUser user = await SubscribeAsync(FailsOnRenewal);
        for (int step = 0; step < 12; step++)
        {
            await AdvanceAsync(4);
            await SendDueAsync();
        }

        int failures = await CountAsync("invoice.payment_failed");
        failures.ShouldBeGreaterThan(2);
        List<EmailMessage> messages = await MessagesAsync(user);
        messages.Select(m => m.Kind).Order().ShouldBe(
            [.. Enumerable.Repeat("payment_failed", failures), "receipt", "subscription_canceled", "welcome"]);
        messages.ShouldAllBe(m => !m.IsDropped || m.Kind == "payment_failed");
        IReadOnlyList<Email> sent = _sender.To(user.Email);
        sent.ShouldContain(m => m.Subject == "Your payment of 19.00 USD failed" && m.Text.Contains("Usable until: "));
        sent.ShouldContain(m => m.Subject == "Your subscription has ended");
    }

    [TestCase(true)]
    [TestCase(false)]
    public async Task A_card_that_ends_before_the_renewal_is_told_of_once_in_time_unless_it_is_good_for_longer(bool expires)
    {
        using TestUser user = await SubscribeAsync("4242424242424242");
        if (expires)
        {
            await AgeCardAsync(user);
        }

        await AdvanceAsync(20);
        (await MessagesAsync(user)).ShouldNotContain(m => m.Kind == "card_expiring");
        await AdvanceAsync(6);
        await AdvanceAsync(4);
        await SendDueAsync();

        (await CountAsync("invoice.upcoming")).ShouldBe(1);
        (await MessagesAsync(user)).Count(m => m.Kind == "card_expiring").ShouldBe(expires ? 1 : 0);
        _sender.To(user.Email).Count(m => m.Subject == "Your card expires before the next payment" && m.Text.Contains("Visa ending in 4242"))
            .ShouldBe(expires ? 1 : 0);
    }

    /// <summary>Nothing was charged yet that could tell which card it is.</summary>
    [Test]
    public async Task A_card_that_ends_in_a_trial_is_told_of_once()
    {
        DateTimeOffset nextMonth = _stripe.Clock.UtcNow.AddMonths(1);
        await _stripe.AdvanceToAsync($"{nextMonth:yyyy-MM}-25");
        using TestUser user = await _app.RegisterAsync();
        await StripeAccount.PayAsync(_stripe.BaseAddress, await StripeAccount.CheckOutAsync(user, "team"));
        await Wait.TrueAsync(() => _app.WithDbAsync(db => db.Subscriptions.AnyAsync(s => s.UserId == user.Id && s.IsCurrent)), "the trial");
        await AgeCardAsync(user);

        await AdvanceAsync(8);
        await AdvanceAsync(4);
        await SendDueAsync();

        (await CountAsync("charge.succeeded")).ShouldBe(0);
        (await MessagesAsync(user)).Count(m => m.Kind == "card_expiring").ShouldBe(1);
        _sender.To(user.Email).ShouldContain(m => m.Subject == "Your card expires before the next payment" && m.Text.Contains("Visa ending in 4242"));
    }

    [Test]
    public async Task Stripe_tells_the_card_that_is_charged_next()
    {
        using TestUser user = await SubscribeAsync("4242424242424242");
        string subscription = await _app.WithDbAsync(db => db.Subscriptions.Select(s => s.StripeSubscriptionId).SingleAsync());
        DateTime? charged = await _app.WithDbAsync(db => db.Charges.Select(c => c.CardExpiresAt).SingleAsync());
        var cards = _app.Services.GetRequiredService<IStripeCards>();
        CardOnFile card = (await cards.FindDefaultAsync(subscription, CancellationToken.None)).ShouldNotBeNull();
        card.ShouldBe(new CardOnFile("visa", "4242", charged.ShouldNotBeNull()));
        (await cards.FindDefaultAsync("sub_nobody", CancellationToken.None)).ShouldBeNull();
    }

    private async Task<TestUser> SubscribeAsync(string card)
    {
        TestUser user = await _app.RegisterAsync();
        await StripeAccount.PayAsync(_stripe.BaseAddress, await StripeAccount.CheckOutAsync(user, "pro"), card);
        await Wait.TrueAsync(() => _app.WithDbAsync(db => db.Payments.AnyAsync(p => p.UserId == user.Id && p.IsComplete)), "the payment, complete");
        return user;
    }

    /// <summary>The user's card expires this month, as the Dashboard lets it.</summary>
    private async Task AgeCardAsync(TestUser user)
    {
        string subscription = await _app.WithDbAsync(db => db.Subscriptions.Where(s => s.UserId == user.Id).Select(s => s.StripeSubscriptionId).SingleAsync());
        string card = (await _stripe.GetAsync($"/v1/subscriptions/{subscription}")).Text("default_payment_method");
        using var form = new FormUrlEncodedContent([]);
        using HttpResponseMessage aged = await _stripe.Browser.PostAsync(new Uri(_stripe.BaseAddress, $"/dashboard/objects/{card}/expire"), form);
        ((int)aged.StatusCode).ShouldBe(303);
    }

    /// <summary>Moves Stripe's clock, and waits until every event that came of it is processed here.</summary>
    private async Task AdvanceAsync(double days)
    {
        await _stripe.AdvanceAsync(days);
        HashSet<string> sent = [.. (await _stripe.EventsAsync()).Where(e => StripeEventCommands.Handles(e.Text("type"))).Select(e => e.Text("id"))];
        await Wait.TrueAsync(
            () => _app.WithDbAsync(async db => sent.IsSubsetOf(await db.StripeEvents.Select(e => e.Id).ToListAsync())), "the deliveries");
        await _app.UntilProcessedAsync();
    }

    /// <summary>Lets the moment pass for which mails wait, and waits until nothing is due.</summary>
    private async Task SendDueAsync()
    {
        _clock.Advance(TimeSpan.FromSeconds(12));
        await Wait.TrueAsync(() => _app.WithDbAsync(db => db.EmailMessages.AllAsync(m => m.SentAt != null)), "all mails sent");
    }

    private async Task<int> CountAsync(string type) => (await _stripe.EventsAsync()).Count(e => e.Text("type") == type);

    private Task<List<EmailMessage>> MessagesAsync(TestUser user) =>
        _app.WithDbAsync(db => db.EmailMessages.AsNoTracking().Where(m => m.UserId == user.Id).ToListAsync());
}
