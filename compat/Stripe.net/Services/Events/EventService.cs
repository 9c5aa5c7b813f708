namespace Stripe;

/// <summary>Events of the last 30 days.</summary>
public class EventService(IStripeClient client) : Service(client)
{
    /// <summary>GET /v1/events/{id}. An empty id is not refused here: guard ids.</summary>
    public virtual Task<Event> GetAsync(
        string id,
        EventGetOptions options = null,
        RequestOptions requestOptions = null,
        CancellationToken cancellationToken = default) =>
        RequestAsync<Event>(HttpMethod.Get, $"/v1/events/{Segment(id)}", options, requestOptions, cancellationToken);

    /// <summary>GET /v1/events: one page.</summary>
    public virtual Task<StripeList<Event>> ListAsync(
        EventListOptions options = null,
        RequestOptions requestOptions = null,
        CancellationToken cancellationToken = default) =>
        RequestAsync<StripeList<Event>>(HttpMethod.Get, "/v1/events", options, requestOptions, cancellationToken);

    /// <summary>GET /v1/events, page after page.</summary>
    public virtual IAsyncEnumerable<Event> ListAutoPagingAsync(
        EventListOptions options = null,
        RequestOptions requestOptions = null,
        CancellationToken cancellationToken = default) =>
        AutoPagingAsync<Event>("/v1/events", options, requestOptions, cancellationToken);
}
