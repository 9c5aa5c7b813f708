using System.Text.Json;
using Billing.Application.Abstractions;
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
        ArgumentException.ThrowIfNullOrEmpty(stripeSubscriptionId);
        var options = new SubscriptionGetOptions();
        options.AddExpand(DefaultMethod);
        options.AddExpand("customer.invoice_settings." + DefaultMethod);
        StripeCallResult result = await calls.ReadAsync(
            async ct => await client.V1.Subscriptions.GetAsync(stripeSubscriptionId, options, cancellationToken: ct), cancellationToken);
        if (result.Json is not { } json)
        {
            return null;
        }

        using JsonDocument answer = JsonDocument.Parse(json);
        StripeNode subscription = StripeNode.Of(answer.RootElement, "subscription");
        StripeNode? method = subscription.Child(DefaultMethod) ?? subscription.Child("customer")?.Child("invoice_settings")?.Child(DefaultMethod);
        return method?.Child("card") is { } card && ExpiryOf(card) is { } end
            ? new CardOnFile(card.RequiredText("brand"), card.RequiredText("last4"), end)
            : null;
    }
}
