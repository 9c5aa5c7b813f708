using System.Text.Json;
using Billing.Application.Abstractions;
using Billing.Domain.Subscriptions;
using Stripe;

namespace Billing.Infrastructure.Stripe;

/// <summary>Undoes at Stripe what an account had there, through its SDK.</summary>
internal sealed class StripeDeparture(StripeClient client, StripeCalls calls) : IStripeDeparture
{
    /// <summary>Stripe's largest page; a customer with more live subscriptions than that is none of ours.</summary>
    private const int MaxPage = 100;

    /// <inheritdoc />
    public async Task<IReadOnlyList<string>> FindLiveSubscriptionsAsync(string customerId, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrEmpty(customerId);
        var options = new ListOptions { Limit = MaxPage };
        options.AddExtraParam("customer", customerId);
        try
        {
            StripeCallResult result = await calls.SendAsync(
                async ct => await client.RequestAsync<StripeList<Subscription>>(HttpMethod.Get, "/v1/subscriptions", options, null, ct), cancellationToken);
            using JsonDocument body = JsonDocument.Parse(result.Json!);
            return [.. body.RootElement.GetProperty("data").EnumerateArray()
                .Select(StripeObjectReader.Read<SubscriptionSnapshot>)
                .Where(s => !s.Status.IsTerminal())
                .Select(s => s.Id)];
        }
        catch (StripeRefusedException e) when (e.IsMissingCustomer)
        {
            return [];
        }
    }

    /// <inheritdoc />
    public Task DeleteCustomerAsync(string id, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrEmpty(id);

        // One that was deleted already is what was asked for.
        return calls.ReadAsync(async ct => await client.V1.Customers.DeleteAsync(id, cancellationToken: ct), cancellationToken);
    }
}
