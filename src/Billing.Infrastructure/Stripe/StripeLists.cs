using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using Billing.Application.Abstractions;
using Billing.Application.StripeEvents;
using Billing.Domain.Checkout;
using Billing.Domain.Disputes;
using Billing.Domain.Payments;
using Billing.Domain.Refunds;
using Billing.Domain.Snapshots;
using Billing.Domain.Subscriptions;
using Stripe;

namespace Billing.Infrastructure.Stripe;

/// <summary>Stripe's lists through its SDK; the JSON of a page goes through the reader that also reads the payloads of events.</summary>
internal sealed class StripeLists(StripeClient client, StripeCalls calls) : IStripeLists
{
    private const int PageSize = 100;

    /// <inheritdoc />
    public async IAsyncEnumerable<IReadOnlyList<ReceivedEvent>> EventsAsync(
        DateTime since, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (JsonElement page in PagesAsync("/v1/events", CreatedSince(since), cancellationToken))
        {
            yield return [.. page.EnumerateArray().Select(Receive)];
        }
    }

    /// <inheritdoc />
    public IAsyncEnumerable<IReadOnlyList<SubscriptionSnapshot>> SubscriptionsAsync(CancellationToken cancellationToken) =>
        ReadAsync<SubscriptionSnapshot>("/v1/subscriptions", [("status", "all")], cancellationToken);

    /// <inheritdoc />
    public IAsyncEnumerable<IReadOnlyList<SubscriptionScheduleSnapshot>> SubscriptionSchedulesAsync(CancellationToken cancellationToken) =>
        ReadAsync<SubscriptionScheduleSnapshot>("/v1/subscription_schedules", [], cancellationToken);

    /// <inheritdoc />
    public IAsyncEnumerable<IReadOnlyList<CheckoutSessionSnapshot>> OpenCheckoutSessionsAsync(CancellationToken cancellationToken) =>
        ReadAsync<CheckoutSessionSnapshot>("/v1/checkout/sessions", [("status", "open")], cancellationToken);

    /// <inheritdoc />
    public IAsyncEnumerable<IReadOnlyList<PaymentIntentSnapshot>> PaymentIntentsAsync(DateTime since, CancellationToken cancellationToken) =>
        ReadAsync<PaymentIntentSnapshot>("/v1/payment_intents", CreatedSince(since), cancellationToken);

    /// <inheritdoc />
    public IAsyncEnumerable<IReadOnlyList<RefundSnapshot>> RefundsAsync(DateTime since, CancellationToken cancellationToken) =>
        ReadAsync<RefundSnapshot>("/v1/refunds", CreatedSince(since), cancellationToken);

    /// <inheritdoc />
    public IAsyncEnumerable<IReadOnlyList<DisputeSnapshot>> DisputesAsync(DateTime since, CancellationToken cancellationToken) =>
        ReadAsync<DisputeSnapshot>("/v1/disputes", CreatedSince(since), cancellationToken);

    private static (string, string)[] CreatedSince(DateTime since) =>
        [("created[gte]", new DateTimeOffset(since, TimeSpan.Zero).ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture))];

    /// <summary>As it would have been delivered, client secrets erased.</summary>
    private static ReceivedEvent Receive(JsonElement element) => EventEnvelope.ReadListed(Encoding.UTF8.GetBytes(element.GetRawText()));

    private async IAsyncEnumerable<IReadOnlyList<TSnapshot>> ReadAsync<TSnapshot>(
        string path, (string, string)[] filter, [EnumeratorCancellation] CancellationToken cancellationToken)
        where TSnapshot : StripeSnapshot
    {
        await foreach (JsonElement page in PagesAsync(path, filter, cancellationToken))
        {
            yield return [.. page.EnumerateArray().Select(StripeObjectReader.Read<TSnapshot>)];
        }
    }

    private async IAsyncEnumerable<JsonElement> PagesAsync(
        string path, (string Name, string Value)[] filter, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        string? last = null;
        bool hasMore = true;
        while (hasMore)
        {
            var options = new ListOptions { Limit = PageSize };
            if (last is not null)
            {
                options.StartingAfter = last;
            }

            foreach ((string name, string value) in filter)
            {
                options.AddExtraParam(name, value);
            }

            // What the SDK makes of the items is not looked at; any kind will do.
            StripeCallResult result = await calls.SendAsync(
                async token => await client.RequestAsync<StripeList<Event>>(HttpMethod.Get, path, options, null, token), cancellationToken);
            using JsonDocument body = JsonDocument.Parse(result.Json!);
            JsonElement data = body.RootElement.GetProperty("data");
            hasMore = body.RootElement.GetProperty("has_more").GetBoolean() && data.GetArrayLength() > 0;
            last = hasMore ? data[data.GetArrayLength() - 1].GetProperty("id").GetString() : null;
            yield return data;
        }
    }
}
