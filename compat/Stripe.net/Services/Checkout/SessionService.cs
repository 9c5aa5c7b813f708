namespace Stripe.Checkout;

/// <summary>Hosted checkout pages.</summary>
public class SessionService(IStripeClient client) : Service(client)
{
    /// <summary>The lines of a session.</summary>
    public virtual SessionLineItemService LineItems { get; } = new(client);

    /// <summary>POST /v1/checkout/sessions</summary>
    public virtual Task<Session> CreateAsync(
        SessionCreateOptions options,
        RequestOptions requestOptions = null,
        CancellationToken cancellationToken = default) =>
        RequestAsync<Session>(HttpMethod.Post, "/v1/checkout/sessions", options, requestOptions, cancellationToken);

    /// <summary>GET /v1/checkout/sessions/{id}. An empty id is not refused here: guard ids.</summary>
    public virtual Task<Session> GetAsync(
        string id,
        SessionGetOptions options = null,
        RequestOptions requestOptions = null,
        CancellationToken cancellationToken = default) =>
        RequestAsync<Session>(HttpMethod.Get, $"/v1/checkout/sessions/{Segment(id)}", options, requestOptions, cancellationToken);

    /// <summary>POST /v1/checkout/sessions/{id}/expire</summary>
    public virtual Task<Session> ExpireAsync(
        string id,
        SessionExpireOptions options = null,
        RequestOptions requestOptions = null,
        CancellationToken cancellationToken = default) =>
        RequestAsync<Session>(HttpMethod.Post, $"/v1/checkout/sessions/{Segment(id)}/expire", options, requestOptions, cancellationToken);

    /// <summary>GET /v1/checkout/sessions: one page.</summary>
    public virtual Task<StripeList<Session>> ListAsync(
        SessionListOptions options = null,
        RequestOptions requestOptions = null,
        CancellationToken cancellationToken = default) =>
        RequestAsync<StripeList<Session>>(HttpMethod.Get, "/v1/checkout/sessions", options, requestOptions, cancellationToken);

    /// <summary>GET /v1/checkout/sessions, page after page.</summary>
    public virtual IAsyncEnumerable<Session> ListAutoPagingAsync(
        SessionListOptions options = null,
        RequestOptions requestOptions = null,
        CancellationToken cancellationToken = default) =>
        AutoPagingAsync<Session>("/v1/checkout/sessions", options, requestOptions, cancellationToken);
}
