namespace Stripe;

/// <summary>Refunds.</summary>
public class RefundService(IStripeClient client) : Service(client)
{
    /// <summary>POST /v1/refunds</summary>
    public virtual Task<Refund> CreateAsync(
        RefundCreateOptions options,
        RequestOptions requestOptions = null,
        CancellationToken cancellationToken = default) =>
        RequestAsync<Refund>(HttpMethod.Post, "/v1/refunds", options, requestOptions, cancellationToken);

    /// <summary>GET /v1/refunds/{id}. An empty id is not refused here: guard ids.</summary>
    public virtual Task<Refund> GetAsync(
        string id,
        RefundGetOptions options = null,
        RequestOptions requestOptions = null,
        CancellationToken cancellationToken = default) =>
        RequestAsync<Refund>(HttpMethod.Get, $"/v1/refunds/{Segment(id)}", options, requestOptions, cancellationToken);

    /// <summary>POST /v1/refunds/{id}</summary>
    public virtual Task<Refund> UpdateAsync(
        string id,
        RefundUpdateOptions options,
        RequestOptions requestOptions = null,
        CancellationToken cancellationToken = default) =>
        RequestAsync<Refund>(HttpMethod.Post, $"/v1/refunds/{Segment(id)}", options, requestOptions, cancellationToken);

    /// <summary>POST /v1/refunds/{id}/cancel: only of refunds that require an action.</summary>
    public virtual Task<Refund> CancelAsync(
        string id,
        RefundCancelOptions options = null,
        RequestOptions requestOptions = null,
        CancellationToken cancellationToken = default) =>
        RequestAsync<Refund>(HttpMethod.Post, $"/v1/refunds/{Segment(id)}/cancel", options, requestOptions, cancellationToken);

    /// <summary>GET /v1/refunds: one page.</summary>
    public virtual Task<StripeList<Refund>> ListAsync(
        RefundListOptions options = null,
        RequestOptions requestOptions = null,
        CancellationToken cancellationToken = default) =>
        RequestAsync<StripeList<Refund>>(HttpMethod.Get, "/v1/refunds", options, requestOptions, cancellationToken);

    /// <summary>GET /v1/refunds, page after page.</summary>
    public virtual IAsyncEnumerable<Refund> ListAutoPagingAsync(
        RefundListOptions options = null,
        RequestOptions requestOptions = null,
        CancellationToken cancellationToken = default) =>
        AutoPagingAsync<Refund>("/v1/refunds", options, requestOptions, cancellationToken);
}
