using Billing.Application.Abstractions;
using Billing.Application.Mirroring;
using Billing.Domain.Payments;
using Billing.Domain.Snapshots;
using Billing.Infrastructure.Persistence;
using Microsoft.Extensions.DependencyInjection;
using NUnit.Framework;

namespace Billing.UnitTests.UseCases;

/// <summary>Work that is written as a batch of events is, for a user who is subscribed.</summary>
public abstract class BatchTest : SubscriptionTest
{
    /// <summary>How often the work ran.</summary>
    protected int Runs { get; set; }

    [SetUp]
    public void NothingHasRun() => Runs = 0;

    /// <summary>Runs the work as the worker runs a batch.</summary>
    private protected Task RunAheadAsync(
        Func<BillingDbContext, MirrorChanges, Task> work, Func<BillingDbContext, Task>? finish = null, Func<BillingDbContext, Task>? afterwards = null) =>
        App.UseAsync<IServiceProvider, int>(async services =>
        {
            var db = services.GetRequiredService<BillingDbContext>();
            await db.UseRelaxedDurabilityAsync(CancellationToken.None);
            await services.GetRequiredService<UnitOfWork>().RunAsync(
                async _ =>
                {
                    Runs++;
                    await work(db, services.GetRequiredService<MirrorChanges>());
                    return 0;
                },
                (_, _) => finish?.Invoke(db) ?? Task.CompletedTask,
                isCheapToRepeat: true,
                CancellationToken.None);
            await (afterwards?.Invoke(db) ?? Task.CompletedTask);
            return 0;
        });

    private protected PaymentTransaction AddPayment(IBillingDbContext db, MirrorChanges changes)
    {
        var intent = new PaymentIntentSnapshot
        {
            Id = "pi_1", CustomerId = "cus_1", CreatedAt = Now, Status = PaymentIntentStatus.Succeeded, AmountCents = 1000, Currency = "usd",
        };
        PaymentTransaction payment = PaymentTransaction.From(App.Id, intent, SeenInterval.At(Now));
        db.Payments.Add(payment);
        changes.PaymentIntents.Add("pi_1");
        changes.AddPayment(App.Id);
        return payment;
    }

    private protected void AddCharge(IBillingDbContext db, MirrorChanges changes)
    {
        db.Charges.Add(Charge.From(App.Id, App.Stripe.Charge("pi_1", 1000, "usd", "ch_1"), SeenInterval.At(Now)));
        changes.PaymentIntents.Add("pi_1");
    }

    /// <summary>Stores it as a request does.</summary>
    private protected Task StoreBesideAsync(Action<IBillingDbContext, MirrorChanges> add) =>
        App.UseAsync<IServiceProvider, int>(services => services.GetRequiredService<IUnitOfWork>().RunAsync(
            _ =>
            {
                add(services.GetRequiredService<IBillingDbContext>(), services.GetRequiredService<MirrorChanges>());
                return Task.FromResult(0);
            },
            CancellationToken.None));
}
