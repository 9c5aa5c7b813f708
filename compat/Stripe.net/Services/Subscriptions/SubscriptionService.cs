namespace Stripe;

/// <summary>Subscriptions.</summary>
public class SubscriptionService(IStripeClient client) : Service(client)
{
    /// <summary>GET /v1/subscriptions/{id}. An empty id is not refused here: guard ids.</summary>
    public virtual Task<Subscription> GetAsync(
        string id,
        SubscriptionGetOptions options = null,
        RequestOptions requestOptions = null,
        CancellationToken cancellationToken = default) =>
        RequestAsync<Subscription>(HttpMethod.Get, $"/v1/subscriptions/{Segment(id)}", options, requestOptions, cancellationToken);

    /// <summary>POST /v1/subscriptions/{id}</summary>
    public virtual Task<Subscription> UpdateAsync(
        string id,
        SubscriptionUpdateOptions options,
        RequestOptions requestOptions = null,
        CancellationToken cancellationToken = default) =>
        RequestAsync<Subscription>(HttpMethod.Post, $"/v1/subscriptions/{Segment(id)}", options, requestOptions, cancellationToken);

    /// <summary>DELETE /v1/subscriptions/{id}: ends it at once. Sent without an idempotency key unless one is given.</summary>
    public virtual Task<Subscription> CancelAsync(
        string id,
        SubscriptionCancelOptions options = null,
        RequestOptions requestOptions = null,
        CancellationToken cancellationToken = default) =>
        RequestAsync<Subscription>(HttpMethod.Delete, $"/v1/subscriptions/{Segment(id)}", options, requestOptions, cancellationToken);

    /// <summary>POST /v1/subscriptions/{id}/resume: for a subscription that is paused, because its trial ended without a card.</summary>
    public virtual Task<Subscription> ResumeAsync(
        string id,
        SubscriptionResumeOptions options = null,
        RequestOptions requestOptions = null,
        CancellationToken cancellationToken = default) =>
        RequestAsync<Subscription>(HttpMethod.Post, $"/v1/subscriptions/{Segment(id)}/resume", options, requestOptions, cancellationToken);

    /// <summary>GET /v1/subscriptions: one page.</summary>
    public virtual Task<StripeList<Subscription>> ListAsync(
        SubscriptionListOptions options = null,
        RequestOptions requestOptions = null,
        CancellationToken cancellationToken = default) =>
        RequestAsync<StripeList<Subscription>>(HttpMethod.Get, "/v1/subscriptions", options, requestOptions, cancellationToken);

    /// <summary>GET /v1/subscriptions, page after page.</summary>
    public virtual IAsyncEnumerable<Subscription> ListAutoPagingAsync(
        SubscriptionListOptions options = null,
        RequestOptions requestOptions = null,
        CancellationToken cancellationToken = default) =>
        AutoPagingAsync<Subscription>("/v1/subscriptions", options, requestOptions, cancellationToken);
}
