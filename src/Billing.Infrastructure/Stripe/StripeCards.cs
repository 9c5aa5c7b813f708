using System.Text.Json;
using Billing.Application.Abstractions;
using Billing.Domain.Subscriptions;
using Stripe;

namespace Billing.Infrastructure.Stripe;

/// <summary>The cards that Stripe keeps, through its SDK.</summary>
internal sealed class StripeCards(StripeClient client, StripeCalls calls) : IStripeCards
{
    private const string DefaultMethod = "default_payment_method";

    /// <summary>The first moment (UTC) at which a card is no longer good: the month on it is its last. Null for what is no card.</summary>
    public static DateTime? ExpiryOf(StripeNode card) =>
        card.Number("exp_month") is { } month and >= 1 and <= 12 && card.Number("exp_year") is { } year and >= 2000 and < 9999
            ? new DateTime((int)year, (int)month, 1, 0, 0, 0, DateTimeKind.Utc).AddMonths(1)
            : null;

    /// <inheritdoc />
    public async Task<CardOnFile?> FindDefaultAsync(string stripeSubscriptionId, CancellationToken cancellationToken)
    {
        using JsonDocument? answer = await FindAsync(stripeSubscriptionId, cancellationToken);
        if (answer is null)
        {
            return null;
        }

        StripeNode subscription = StripeNode.Of(answer.RootElement, "subscription");
        return (subscription.Child(DefaultMethod) ?? OfCustomer(subscription))?.Child("card") is { } card && ExpiryOf(card) is { } end
            ? new CardOnFile(card.RequiredText("brand"), card.RequiredText("last4"), end)
            : null;
    }

    /// <inheritdoc />
    public async Task ChargeCustomersDefaultAsync(string stripeSubscriptionId, string idempotencyKey, CancellationToken cancellationToken)
    {
        using JsonDocument? answer = await FindAsync(stripeSubscriptionId, cancellationToken);
        if (answer is null)
        {
            return;
        }

        StripeNode subscription = StripeNode.Of(answer.RootElement, "subscription");
        string? own = subscription.IdOf(DefaultMethod);
        string? ofCustomer = OfCustomer(subscription)?.RequiredText("id");
        if (own is null || ofCustomer is null || own == ofCustomer || StripeStatuses.Subscription(subscription).IsTerminal())
        {
            return;
        }

        // Stripe takes an empty value for none.
        var options = new SubscriptionUpdateOptions { DefaultPaymentMethod = "" };
        await calls.SendAsync(
            async ct => await client.V1.Subscriptions.UpdateAsync(stripeSubscriptionId, options, StripeAnswers.Under(idempotencyKey), ct),
            cancellationToken);
    }

    private static StripeNode? OfCustomer(StripeNode subscription) =>
        subscription.Child("customer")?.Child("invoice_settings")?.Child(DefaultMethod);

    /// <summary>The subscription with both means of payment; null when Stripe has none of that id.</summary>
    private async Task<JsonDocument?> FindAsync(string stripeSubscriptionId, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrEmpty(stripeSubscriptionId);
        var options = new SubscriptionGetOptions();
        options.AddExpand(DefaultMethod);
        options.AddExpand("customer.invoice_settings." + DefaultMethod);
        StripeCallResult result = await calls.ReadAsync(
            async ct => await client.V1.Subscriptions.GetAsync(stripeSubscriptionId, options, cancellationToken: ct), cancellationToken);
        return result.Json is { } json ? JsonDocument.Parse(json) : null;
    }
}
