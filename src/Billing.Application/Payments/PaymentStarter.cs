using Billing.Application.Abstractions;
using Billing.Application.Customers;
using Billing.Domain.Payments;

namespace Billing.Application.Payments;

/// <summary>What a user wants to pay.</summary>
/// <param name="UserId">The user.</param>
/// <param name="AmountCents">The amount, in minor units.</param>
/// <param name="Currency">Lowercase ISO 4217 code.</param>
/// <param name="Description">What it is for.</param>
public sealed record PaymentOrder(Guid UserId, long AmountCents, string Currency, string? Description);

/// <summary>Begins one-time payments at Stripe and records them as pending.</summary>
public sealed class PaymentStarter(
    StripeCustomers customers, IStripeGateway stripe, PaymentIntentMirror mirror, IUnitOfWork unitOfWork, TimeProvider time)
{
    /// <summary>Begins a payment; every try of one operation gets the same intent.</summary>
    /// <param name="order">What to pay.</param>
    /// <param name="operationId">Names the operation; Stripe's idempotency key is derived from it.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <exception cref="StripeRefusedException">Stripe does not take the payment.</exception>
    /// <exception cref="StripeUnreachableException">Stripe did not answer; calling again with the same operation is safe.</exception>
    public async Task<PaymentIntentSnapshot> StartAsync(PaymentOrder order, Guid operationId, CancellationToken cancellationToken)
    {
        string customerId = await customers.EnsureAsync(order.UserId, cancellationToken);
        StripeAnswer<PaymentIntentSnapshot> answer;
        try
        {
            answer = await CreateAsync(order, customerId, operationId, cancellationToken);
        }
        catch (StripeRefusedException e) when (e.IsMissingCustomer)
        {
            await customers.RecheckAsync(customerId, cancellationToken);
            customerId = await customers.EnsureAsync(order.UserId, cancellationToken);
            answer = await CreateAsync(order, customerId, operationId, cancellationToken);
        }

        PaymentIntentSnapshot created = answer.Value ?? throw new InvalidOperationException("Stripe answered a creation with no intent.");
        await unitOfWork.RunAsync(ct => mirror.TakeCreatedAsync(created, ct), cancellationToken);
        return created;
    }

    /// <summary>The customer is part of the key: with the successor of a deleted one it is another request.</summary>
    private Task<StripeAnswer<PaymentIntentSnapshot>> CreateAsync(
        PaymentOrder order, string customerId, Guid operationId, CancellationToken cancellationToken)
    {
        var intent = new NewPaymentIntent(order.UserId, customerId, order.AmountCents, order.Currency, order.Description);
        return KeyInUse.RetryAsync(
            ct => stripe.CreatePaymentIntentAsync(intent, $"payment_intent:{operationId}:{customerId}", ct), time, cancellationToken);
    }
}
