using Billing.Application.Payments;
using Billing.Application.StripeEvents;
using Billing.Domain.Payments;
using Microsoft.EntityFrameworkCore;
using NUnit.Framework;
using Shouldly;

namespace Billing.UnitTests.UseCases;

[TestFixture]
public sealed class MirroringTests
{
    private static readonly CreatePaymentIntent TenCredits = new(500, "EUR", "Ten credits");

    private UseCaseHarness _app = null!;

    [SetUp]
    public async Task SetUp() => _app = await UseCaseHarness.StartAsync();

    [TearDown]
    public async Task TearDown() => await _app.DisposeAsync();

    /// <summary>Stripe repeats the answer of a key word for word for a day, with the Date of the repetition.</summary>
    [Test]
    public async Task A_repeated_request_does_not_undo_a_payment_that_was_made_meanwhile()
    {
        _app.Key = "k1";
        CreatedPaymentIntent created = await _app.SendAsync(TenCredits);
        await ForgetAnswersAsync();
        _app.Clock.Advance(TimeSpan.FromSeconds(30));
        await _app.ProcessAsync("payment_intent.succeeded", Intent(created.PaymentIntentId, "succeeded"));
        _app.Clock.Advance(TimeSpan.FromSeconds(61));

        (await _app.SendAsync(TenCredits)).ShouldBe(created);

        (await PaymentAsync(created.PaymentIntentId)).Status.ShouldBe(PaymentStatus.Succeeded);
    }

    [Test]
    public async Task An_event_that_comes_after_a_repeated_request_but_is_older_still_counts()
    {
        _app.Key = "k1";
        CreatedPaymentIntent created = await _app.SendAsync(TenCredits);
        await _app.InDatabaseAsync(db => db.Payments.ExecuteDeleteAsync());
        await ForgetAnswersAsync();
        _app.Clock.Advance(TimeSpan.FromSeconds(30));
        DateTime paidAt = _app.Clock.GetUtcNow().UtcDateTime;
        _app.Clock.Advance(TimeSpan.FromSeconds(61));
        await _app.SendAsync(TenCredits);

        await _app.ProcessAsync("payment_intent.succeeded", Intent(created.PaymentIntentId, "succeeded"), paidAt);

        (await PaymentAsync(created.PaymentIntentId)).Status.ShouldBe(PaymentStatus.Succeeded);
    }

    [Test]
    public async Task A_payload_of_another_release_train_need_not_be_readable()
    {
        CreatedPaymentIntent created = await _app.SendAsync(TenCredits);
        _app.Stripe.Pay(created.PaymentIntentId);
        _app.Clock.Advance(TimeSpan.FromSeconds(30));

        EventOutcome outcome = await _app.ProcessAsync(
            "payment_intent.succeeded", $$"""{"id":"{{created.PaymentIntentId}}","object":"payment_intent","status":"settled"}""", isOfAnotherReleaseTrain: true);

        outcome.ShouldBe(EventOutcome.Fetched);
        (await PaymentAsync(created.PaymentIntentId)).Status.ShouldBe(PaymentStatus.Succeeded);
    }

    [Test]
    public async Task A_payment_that_cannot_be_completed_does_not_stand_in_the_way_of_the_others()
    {
        string[] intents = [await PaidAsync(), await PaidAsync()];
        _app.Stripe.UnreadableCharges.Add(intents[0]);
        _app.Clock.Advance(TimeSpan.FromSeconds(61));

        await _app.SendAsync(new CompletePayments(10));

        (await PaymentAsync(intents[0])).CompleteAfter.ShouldNotBeNull().ShouldBeGreaterThan(_app.Clock.GetUtcNow().UtcDateTime);
        (await PaymentAsync(intents[1])).IsComplete.ShouldBeTrue();
    }

    private async Task<string> PaidAsync()
    {
        CreatedPaymentIntent created = await _app.SendAsync(TenCredits);
        _app.Clock.Advance(TimeSpan.FromSeconds(1));
        await _app.ProcessAsync("payment_intent.succeeded", Intent(created.PaymentIntentId, "succeeded", metadata: "{}"));
        return created.PaymentIntentId;
    }

    private string Intent(string id, string status, string? metadata = null) => $$"""
        {
          "id": "{{id}}", "object": "payment_intent", "created": {{_app.Clock.GetUtcNow().ToUnixTimeSeconds()}}, "status": "{{status}}", "amount": 500,
          "currency": "eur", "description": "Ten credits", "metadata": {{metadata ?? $$"""{"user_id":"{{_app.Id}}"}"""}}
        }
        """;

    private Task<int> ForgetAnswersAsync() =>
        _app.InDatabaseAsync(db => db.IdempotencyKeys.ExecuteUpdateAsync(k => k.SetProperty(x => x.Response, (byte[]?)null)));

    private Task<PaymentTransaction> PaymentAsync(string intent) =>
        _app.InDatabaseAsync(db => db.Payments.AsNoTracking().SingleAsync(p => p.StripePaymentIntentId == intent));
}
