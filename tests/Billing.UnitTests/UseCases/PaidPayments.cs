using Billing.Domain.Payments;
using Billing.Domain.Snapshots;
using Microsoft.EntityFrameworkCore;

namespace Billing.UnitTests.UseCases;

/// <summary>Payments of the harness's user that are paid, here and at <see cref="FakeStripe"/>.</summary>
internal static class PaidPayments
{
    /// <summary>A paid one-time payment.</summary>
    public static async Task<PaymentTransaction> AddPaidAsync(
        this UseCaseHarness app, long amount = 1000, string currency = "usd", string id = "pi_1", PaymentIntentStatus status = PaymentIntentStatus.Succeeded)
    {
        DateTime now = app.Clock.GetUtcNow().UtcDateTime;
        var intent = new PaymentIntentSnapshot
        {
            Id = id,
            CustomerId = "cus_1",
            CreatedAt = now,
            Status = status,
            AmountCents = amount,
            Currency = currency,
            Description = "Ten credits",
        };
        PaymentTransaction payment = PaymentTransaction.From(app.Id, intent, SeenInterval.At(now));
        var charge = Charge.From(app.Id, app.Stripe.Charge(id, amount, currency, "ch_" + id), SeenInterval.At(now));
        payment.Link(charge);
        await app.InDatabaseAsync(async db =>
        {
            db.Payments.Add(payment);
            db.Charges.Add(charge);
            return await db.SaveChangesAsync(CancellationToken.None);
        });
        app.Clock.Advance(TimeSpan.FromMinutes(5));
        return payment;
    }

    /// <summary>The payment as it is stored now.</summary>
    public static Task<PaymentTransaction> PaymentAsync(this UseCaseHarness app, string intent = "pi_1") =>
        app.InDatabaseAsync(db => db.Payments.AsNoTracking().SingleAsync(p => p.StripePaymentIntentId == intent));
}
