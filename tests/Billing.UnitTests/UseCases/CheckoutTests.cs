using Billing.Application.Abstractions;
using Billing.Application.Checkout;
using Billing.Application.Errors;
using Billing.Application.Subscriptions;
using Billing.Domain.Checkout;
using Billing.Domain.Plans;
using Billing.Domain.Subscriptions;
using FluentValidation;
using Microsoft.EntityFrameworkCore;
using NUnit.Framework;
using Shouldly;

namespace Billing.UnitTests.UseCases;

[TestFixture]
public sealed class CheckoutTests
{
    private UseCaseHarness _app = null!;

    [SetUp]
    public async Task SetUp() => _app = await UseCaseHarness.StartAsync();

    [TearDown]
    public async Task TearDown() => await _app.DisposeAsync();

    [Test]
    public async Task Twenty_posts_at_once_make_one_customer_and_one_session()
    {
        CreatedCheckoutSession[] answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Task.Run(() => CheckoutAsync())));

        answers.Distinct().ShouldHaveSingleItem();
        _app.Stripe.Sessions.Count.ShouldBe(1);
        _app.Stripe.Customers.Count.ShouldBe(1);
        (await RowsAsync()).ShouldHaveSingleItem().Status.ShouldBe(CheckoutSessionStatus.Open);
    }

    [Test]
    public async Task A_lost_answer_leads_to_the_same_session()
    {
        await CustomerAsync();
        _app.Stripe.LostAnswers.Enqueue(new StripeUnreachableException("gone", new HttpRequestException()));
        await Should.ThrowAsync<StripeUnreachableException>(() => CheckoutAsync());

        CreatedCheckoutSession answer = await CheckoutAsync();

        _app.Stripe.Sessions.Keys.ShouldBe([answer.SessionId]);
    }

    [Test]
    public async Task A_failure_of_stripe_is_asked_again_under_another_key()
    {
        await CustomerAsync();
        _app.Stripe.Faults.Enqueue(FakeStripe.Refusal(500));
        await Should.ThrowAsync<StripeRefusedException>(() => CheckoutAsync());

        await CheckoutAsync();

        CheckoutSession row = (await RowsAsync()).ShouldHaveSingleItem();
        row.Attempt.ShouldBe(2);
        _app.Stripe.Calls.ShouldContain($"create checkout:{row.Id}:2");
    }

    [Test]
    public async Task A_request_that_stripe_refuses_does_not_stand_in_the_way_of_the_next_one()
    {
        _app.Stripe.RefusedUrl = "https://app.test/ok";
        await Should.ThrowAsync<StripeRefusedException>(() => CheckoutAsync());

        await CheckoutAsync(successUrl: "https://app.test/other");

        (await RowsAsync()).Select(r => r.Status).ShouldBe([CheckoutSessionStatus.Expired, CheckoutSessionStatus.Open], ignoreOrder: true);
    }

    [Test]
    public async Task A_row_that_was_never_created_is_given_up_after_a_day()
    {
        await CustomerAsync();
        _app.Stripe.Faults.Enqueue(new StripeUnreachableException("gone", new HttpRequestException()));
        await Should.ThrowAsync<StripeUnreachableException>(() => CheckoutAsync());
        _app.Clock.Advance(TimeSpan.FromHours(23.5));

        await CheckoutAsync();

        (await RowsAsync()).Select(r => r.Status).ShouldBe([CheckoutSessionStatus.Expired, CheckoutSessionStatus.Open], ignoreOrder: true);
    }

    [Test]
    public async Task An_open_session_is_looked_at_before_it_is_used_again()
    {
        CreatedCheckoutSession first = await CheckoutAsync();
        _app.Stripe.Calls.Clear();

        (await CheckoutAsync()).ShouldBe(first);

        _app.Stripe.Calls.ShouldBe([$"get {first.SessionId}"]);
    }

    [Test]
    public async Task A_session_that_expired_at_stripe_is_replaced()
    {
        CreatedCheckoutSession first = await CheckoutAsync();
        _app.Stripe.Sessions[first.SessionId] = _app.Stripe.Sessions[first.SessionId] with { Status = CheckoutSessionStatus.Expired, Url = null };

        (await CheckoutAsync()).SessionId.ShouldNotBe(first.SessionId);
    }

    [Test]
    public async Task Another_plan_ends_the_open_session_first()
    {
        CreatedCheckoutSession monthly = await CheckoutAsync();

        CreatedCheckoutSession yearly = await CheckoutAsync(BillingInterval.Year);

        yearly.SessionId.ShouldNotBe(monthly.SessionId);
        _app.Stripe.Sessions[monthly.SessionId].Status.ShouldBe(CheckoutSessionStatus.Expired);
    }

    [Test]
    public async Task A_session_that_was_paid_meanwhile_is_a_subscription()
    {
        CreatedCheckoutSession first = await CheckoutAsync();
        _app.Stripe.Complete(first.SessionId, Subscription());

        await ShouldConflictAsync("already_subscribed", () => CheckoutAsync());
        await ShouldConflictAsync("already_subscribed", () => CheckoutAsync(BillingInterval.Year));

        (await _app.SendAsync(new GetSubscription())).Status.ShouldBe(SubscriptionStatus.Active);
    }

    [Test]
    public async Task A_session_that_is_paid_while_it_is_being_replaced_is_a_subscription()
    {
        CreatedCheckoutSession first = await CheckoutAsync();
        _app.Stripe.Complete(first.SessionId, Subscription());

        await ShouldConflictAsync("already_subscribed", () => CheckoutAsync(BillingInterval.Year));

        _app.Stripe.Calls.ShouldContain($"expire {first.SessionId}");
        (await RowsAsync()).ShouldHaveSingleItem().Status.ShouldBe(CheckoutSessionStatus.Complete);
    }

    [Test]
    public async Task A_customer_deleted_at_stripe_is_replaced_on_the_way()
    {
        string first = await CustomerAsync();
        _app.Stripe.DeleteCustomer(first);

        CreatedCheckoutSession session = await CheckoutAsync();

        _app.Stripe.Sessions[session.SessionId].CustomerId.ShouldNotBe(first);
    }

    [Test]
    public async Task A_subscriber_who_owes_money_is_told_so()
    {
        CreatedCheckoutSession first = await CheckoutAsync();
        _app.Stripe.Complete(first.SessionId, Subscription() with { Status = SubscriptionStatus.PastDue });
        await _app.SendAsync(new GetCheckoutSession(first.SessionId));

        await ShouldConflictAsync("payment_due", () => CheckoutAsync());
    }

    [TestCase("nothing", BillingErrorKind.NotFound, "plan_not_found")]
    [TestCase("retired", BillingErrorKind.NotFound, "plan_not_found")]
    [TestCase("free", BillingErrorKind.Invalid, "plan_is_free")]
    public async Task A_plan_that_cannot_be_bought_is_refused(string plan, BillingErrorKind kind, string code)
    {
        BillingException e = await Should.ThrowAsync<BillingException>(
            () => _app.SendAsync(new CreateCheckoutSession(plan, null, "https://app.test/ok", "https://app.test/no")));

        (e.Kind, e.Code).ShouldBe((kind, code));
        _app.Stripe.Calls.ShouldBeEmpty();
    }

    [Test]
    public async Task An_address_that_is_not_allowed_is_named()
    {
        ValidationException e = await Should.ThrowAsync<ValidationException>(() => CheckoutAsync(successUrl: "https://good.com@evil.com"));

        e.Errors.ShouldHaveSingleItem().PropertyName.ShouldBe(nameof(CreateCheckoutSession.SuccessUrl));
    }

    [Test]
    public async Task The_page_after_paying_sees_the_new_subscription_without_any_event()
    {
        CreatedCheckoutSession session = await CheckoutAsync();
        (await _app.SendAsync(new GetCheckoutSession(session.SessionId))).Status.ShouldBe(CheckoutSessionStatus.Open);
        _app.Stripe.Complete(session.SessionId, Subscription());

        CheckoutSessionState state = await _app.SendAsync(new GetCheckoutSession(session.SessionId));

        state.Status.ShouldBe(CheckoutSessionStatus.Complete);
        (state.Subscription.Status, state.Subscription.Plan!.Code).ShouldBe((SubscriptionStatus.Active, "pro"));
    }

    [Test]
    public async Task Once_all_is_in_line_stripe_is_not_asked_again()
    {
        CreatedCheckoutSession session = await CheckoutAsync();
        _app.Stripe.Complete(session.SessionId, Subscription());
        await _app.SendAsync(new GetCheckoutSession(session.SessionId));
        _app.Stripe.Calls.Clear();

        await _app.SendAsync(new GetCheckoutSession(session.SessionId));

        _app.Stripe.Calls.ShouldBeEmpty();
    }

    [Test]
    public async Task The_checkout_of_somebody_else_is_not_there()
    {
        CreatedCheckoutSession session = await CheckoutAsync();
        await _app.InDatabaseAsync(db => db.Database.ExecuteSqlAsync($"PRAGMA foreign_keys=OFF; UPDATE checkout_sessions SET user_id = {Guid.NewGuid()}"));

        BillingException e = await Should.ThrowAsync<BillingException>(() => _app.SendAsync(new GetCheckoutSession(session.SessionId)));

        e.Code.ShouldBe("checkout_session_not_found");
    }

    private Task<CreatedCheckoutSession> CheckoutAsync(BillingInterval? interval = null, string successUrl = "https://app.test/ok") =>
        _app.SendAsync(new CreateCheckoutSession("pro", interval, successUrl, "https://app.test/no"));

    private async Task<string> CustomerAsync()
    {
        string id = await _app.UseAsync<Application.Customers.StripeCustomers, string>(c => c.EnsureAsync(_app.Id, CancellationToken.None));
        _app.Stripe.Calls.Clear();
        return id;
    }

    private SubscriptionSnapshot Subscription() => new()
    {
        Id = "sub_1",
        CustomerId = _app.Stripe.Customers.Single().Id,
        MetadataUserId = _app.Id,
        CreatedAt = _app.Clock.GetUtcNow().UtcDateTime,
        Status = SubscriptionStatus.Active,
        PriceId = "price_month",
        Quantity = 1,
        CurrentPeriodStart = _app.Clock.GetUtcNow().UtcDateTime,
        CurrentPeriodEnd = _app.Clock.GetUtcNow().UtcDateTime.AddMonths(1),
    };

    private Task<List<CheckoutSession>> RowsAsync() => _app.InDatabaseAsync(db => db.CheckoutSessions.ToListAsync());

    private static async Task ShouldConflictAsync(string code, Func<Task> action)
    {
        BillingException e = await Should.ThrowAsync<BillingException>(action);
        (e.Kind, e.Code).ShouldBe((BillingErrorKind.Conflict, code));
    }
}
