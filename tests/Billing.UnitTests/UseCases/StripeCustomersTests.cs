using Billing.Application.Abstractions;
using Billing.Application.Customers;
using Billing.Domain.Customers;
using Microsoft.EntityFrameworkCore;
using NUnit.Framework;
using Shouldly;

namespace Billing.UnitTests.UseCases;

[TestFixture]
public sealed class StripeCustomersTests
{
    private UseCaseHarness _app = null!;

    [SetUp]
    public async Task SetUp() => _app = await UseCaseHarness.StartAsync();

    [TearDown]
    public async Task TearDown() => await _app.DisposeAsync();

    [Test]
    public async Task Twenty_callers_at_once_get_one_customer()
    {
        string[] ids = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Task.Run(EnsureAsync)));

        ids.Distinct().ShouldHaveSingleItem();
        _app.Stripe.Customers.Count.ShouldBe(1);
        (await RowsAsync()).ShouldHaveSingleItem().StripeCustomerId.ShouldBe(ids[0]);
    }

    [Test]
    public async Task A_lost_answer_does_not_make_a_second_customer()
    {
        _app.Stripe.LostAnswers.Enqueue(new StripeUnreachableException("gone", new HttpRequestException()));
        await Should.ThrowAsync<StripeUnreachableException>(EnsureAsync);

        await EnsureAsync();

        _app.Stripe.Customers.Count.ShouldBe(1);
    }

    [Test]
    public async Task After_a_day_a_customer_whose_answer_was_lost_is_looked_for_first()
    {
        _app.Stripe.LostAnswers.Enqueue(new StripeUnreachableException("gone", new HttpRequestException()));
        await Should.ThrowAsync<StripeUnreachableException>(EnsureAsync);
        _app.Stripe.ForgetKeys();
        _app.Clock.Advance(TimeSpan.FromHours(30));

        (await EnsureAsync()).ShouldBe(_app.Stripe.Customers.ShouldHaveSingleItem().Id);
    }

    [Test]
    public async Task A_key_in_use_is_waited_out()
    {
        _app.Stripe.Faults.Enqueue(FakeStripe.Refusal(409, "idempotency_key_in_use"));
        _app.Stripe.Faults.Enqueue(FakeStripe.Refusal(409, "idempotency_key_in_use"));

        await EnsureAsync();

        _app.Stripe.Calls.ShouldBe([Key(1), Key(1), Key(1)]);
    }

    [Test]
    public async Task A_refusal_is_asked_again_under_another_key()
    {
        _app.Stripe.Faults.Enqueue(FakeStripe.Refusal(400, "email_invalid", "email"));
        await Should.ThrowAsync<StripeRefusedException>(EnsureAsync);

        await EnsureAsync();

        _app.Stripe.Calls.ShouldBe([Key(1), "find customer", Key(2)]);
    }

    [Test]
    public async Task A_rate_limit_keeps_the_key()
    {
        _app.Stripe.Faults.Enqueue(FakeStripe.Refusal(429, "rate_limit"));
        await Should.ThrowAsync<StripeRefusedException>(EnsureAsync);

        await EnsureAsync();

        _app.Stripe.Calls.ShouldBe([Key(1), Key(1)]);
    }

    [Test]
    public async Task A_customer_deleted_at_stripe_is_replaced_and_its_row_kept()
    {
        string first = await EnsureAsync();
        _app.Stripe.DeleteCustomer(first);

        await _app.UseAsync<StripeCustomers, int>(async c =>
        {
            await c.RecheckAsync(first, CancellationToken.None);
            return 0;
        });
        string second = await EnsureAsync();

        second.ShouldNotBe(first);
        (await RowsAsync()).Select(c => (c.StripeCustomerId, c.IsPrimary, c.Generation)).ShouldBe([(first, false, 1), (second, true, 2)]);
    }

    [Test]
    public async Task A_customer_that_is_still_there_is_not_replaced()
    {
        string first = await EnsureAsync();

        await _app.UseAsync<StripeCustomers, int>(async c =>
        {
            await c.RecheckAsync(first, CancellationToken.None);
            return 0;
        });

        (await EnsureAsync()).ShouldBe(first);
    }

    private Task<string> EnsureAsync() => _app.UseAsync<StripeCustomers, string>(c => c.EnsureAsync(_app.Id, CancellationToken.None));

    private Task<List<Customer>> RowsAsync() => _app.InDatabaseAsync(db => db.Customers.OrderBy(c => c.Generation).ToListAsync());

    private string Key(int generation) => $"create customer:{_app.Id}:{generation}";
}
