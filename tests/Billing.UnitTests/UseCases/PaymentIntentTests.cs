using Billing.Application.Abstractions;
using Billing.Application.Errors;
using Billing.Application.Payments;
using Billing.Domain.Payments;
using FluentValidation;
using Microsoft.EntityFrameworkCore;
using NUnit.Framework;
using Shouldly;

namespace Billing.UnitTests.UseCases;

[TestFixture]
public sealed class PaymentIntentTests
{
    private static readonly CreatePaymentIntent TenCredits = new(500, "EUR", "Ten credits");

    private UseCaseHarness _app = null!;

    [SetUp]
    public async Task SetUp() => _app = await UseCaseHarness.StartAsync();

    [TearDown]
    public async Task TearDown() => await _app.DisposeAsync();

    [Test]
    public async Task A_payment_is_recorded_as_pending()
    {
        CreatedPaymentIntent created = await _app.SendAsync(TenCredits);

        created.ClientSecret.ShouldBe(created.PaymentIntentId + "_secret");
        PaymentHistory history = await HistoryAsync();
        PaymentDetails payment = history.Transactions.ShouldHaveSingleItem();
        (payment.Status, payment.AmountCents, payment.Currency, payment.Description).ShouldBe((PaymentStatus.Pending, 500, "eur", "Ten credits"));
        history.Total.ShouldBe(1);
    }

    [Test]
    public async Task Without_a_key_every_request_is_a_payment_of_its_own()
    {
        CreatedPaymentIntent first = await _app.SendAsync(TenCredits);
        CreatedPaymentIntent second = await _app.SendAsync(TenCredits);

        second.PaymentIntentId.ShouldNotBe(first.PaymentIntentId);
    }

    [Test]
    public async Task The_same_key_and_body_get_the_first_answer_again()
    {
        _app.Key = "k1";
        CreatedPaymentIntent first = await _app.SendAsync(TenCredits);
        _app.Stripe.Calls.Clear();

        (await _app.SendAsync(TenCredits)).ShouldBe(first);
        _app.Stripe.Calls.ShouldBeEmpty();
    }

    [Test]
    public async Task The_kept_answer_is_encrypted()
    {
        _app.Key = "k1";
        CreatedPaymentIntent created = await _app.SendAsync(TenCredits);

        byte[] stored = (await _app.InDatabaseAsync(db => db.IdempotencyKeys.SingleAsync())).Response!;
        System.Text.Encoding.Latin1.GetString(stored).ShouldNotContain(created.PaymentIntentId);
    }

    [Test]
    public async Task The_same_key_with_another_body_is_refused()
    {
        _app.Key = "k1";
        await _app.SendAsync(TenCredits);

        await ShouldFailAsync(BillingErrorKind.IdempotencyMismatch, "idempotency_key_reused", TenCredits with { AmountCents = 501 });
    }

    [Test]
    public async Task Twenty_requests_with_one_key_make_one_payment()
    {
        _app.Key = "k1";

        object[] results = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Task.Run(async () =>
        {
            try
            {
                return (object)await _app.SendAsync(TenCredits);
            }
            catch (BillingException e)
            {
                return e.Code;
            }
        })));

        results.OfType<CreatedPaymentIntent>().Distinct().ShouldHaveSingleItem();
        results.OfType<string>().Distinct().ShouldBeSubsetOf(["idempotency_key_in_use"]);
        _app.Stripe.Intents.Count.ShouldBe(1);
    }

    [Test]
    public async Task A_lost_answer_is_repeated_under_the_same_key_at_once()
    {
        _app.Key = "k1";
        await EnsureCustomerAsync();
        _app.Stripe.LostAnswers.Enqueue(new StripeUnreachableException("gone", new HttpRequestException()));
        await Should.ThrowAsync<StripeUnreachableException>(() => _app.SendAsync(TenCredits));

        await _app.SendAsync(TenCredits);

        _app.Stripe.Intents.Count.ShouldBe(1);
    }

    [Test]
    public async Task A_refusal_does_not_stick_to_the_key()
    {
        _app.Key = "k1";
        await EnsureCustomerAsync();
        _app.Stripe.Faults.Enqueue(FakeStripe.Refusal(500));
        await Should.ThrowAsync<StripeRefusedException>(() => _app.SendAsync(TenCredits));

        await _app.SendAsync(TenCredits);

        _app.Stripe.Calls.Distinct().Count().ShouldBe(2);
    }

    [Test]
    public async Task A_request_that_died_is_taken_over_after_its_lease_with_the_same_operation()
    {
        _app.Key = "k1";
        CreatedPaymentIntent first = await _app.SendAsync(TenCredits);
        await _app.InDatabaseAsync(db => db.IdempotencyKeys.ExecuteUpdateAsync(k => k.SetProperty(x => x.Response, (byte[]?)null)));
        await ShouldFailAsync(BillingErrorKind.Conflict, "idempotency_key_in_use", TenCredits);
        _app.Clock.Advance(TimeSpan.FromSeconds(61));

        (await _app.SendAsync(TenCredits)).ShouldBe(first);
    }

    [Test]
    public async Task After_a_day_a_key_stands_for_something_new()
    {
        _app.Key = "k1";
        await _app.SendAsync(TenCredits);
        _app.Clock.Advance(TimeSpan.FromHours(25));

        await _app.SendAsync(TenCredits with { AmountCents = 900 });

        _app.Stripe.Intents.Count.ShouldBe(2);
    }

    [TestCase("")]
    [TestCase("ünïcode")]
    [TestCase("line\nbreak")]
    public async Task A_malformed_key_is_refused(string key)
    {
        _app.Key = key;

        await ShouldFailAsync(BillingErrorKind.Invalid, "idempotency_key_invalid", TenCredits);
    }

    [Test]
    public async Task An_overlong_key_is_refused()
    {
        _app.Key = new string('k', 256);

        await ShouldFailAsync(BillingErrorKind.Invalid, "idempotency_key_invalid", TenCredits);
    }

    [Test]
    public async Task A_customer_deleted_at_stripe_is_replaced_on_the_way()
    {
        string first = await EnsureCustomerAsync();
        _app.Stripe.DeleteCustomer(first);

        await _app.SendAsync(TenCredits);

        _app.Stripe.Intents.ShouldHaveSingleItem().CustomerId.ShouldNotBe(first);
    }

    [TestCase(49, "usd", nameof(CreatePaymentIntent.AmountCents))]
    [TestCase(100_000_000, "usd", nameof(CreatePaymentIntent.AmountCents))]
    [TestCase(29, "GBP", nameof(CreatePaymentIntent.AmountCents))]
    [TestCase(5050, "isk", nameof(CreatePaymentIntent.AmountCents))]
    [TestCase(5005, "kwd", nameof(CreatePaymentIntent.AmountCents))]
    [TestCase(500, "xxx", nameof(CreatePaymentIntent.Currency))]
    [TestCase(500, "", nameof(CreatePaymentIntent.Currency))]
    [TestCase(500, null, nameof(CreatePaymentIntent.Currency))]
    public async Task What_cannot_be_charged_is_refused(long amount, string? currency, string field)
    {
        ValidationException e = await Should.ThrowAsync<ValidationException>(() => _app.SendAsync(new CreatePaymentIntent(amount, currency!, null)));

        e.Errors.ShouldHaveSingleItem().PropertyName.ShouldBe(field);
    }

    [TestCase(30, "gbp")]
    [TestCase(500, "jpy")]
    [TestCase(5100, "isk")]
    [TestCase(5010, "KWD")]
    public async Task What_can_be_charged_is_taken(long amount, string currency)
    {
        await _app.SendAsync(new CreatePaymentIntent(amount, currency, null));

        _app.Stripe.Intents.ShouldHaveSingleItem().Currency.ShouldBe(currency.ToLowerInvariant());
    }

    [Test]
    public async Task A_description_has_at_most_500_characters()
    {
        await _app.SendAsync(TenCredits with { Description = new string('d', 500) });

        await Should.ThrowAsync<ValidationException>(() => _app.SendAsync(TenCredits with { Description = new string('d', 501) }));
    }

    private async Task<string> EnsureCustomerAsync()
    {
        string id = await _app.UseAsync<Application.Customers.StripeCustomers, string>(c => c.EnsureAsync(_app.Id, CancellationToken.None));
        _app.Stripe.Calls.Clear();
        return id;
    }

    private Task<PaymentHistory> HistoryAsync() => _app.SendAsync(new GetPaymentHistory(null, null, null, null, null, null));

    private async Task ShouldFailAsync(BillingErrorKind kind, string code, CreatePaymentIntent request)
    {
        BillingException e = await Should.ThrowAsync<BillingException>(() => _app.SendAsync(request));
        (e.Kind, e.Code).ShouldBe((kind, code));
    }
}
