namespace Stripe;

/// <summary>Charges that cardholders contest.</summary>
public class DisputeService(IStripeClient client) : Service(client)
{
    /// <summary>GET /v1/disputes/{id}. An empty id is not refused here: guard ids.</summary>
    public virtual Task<Dispute> GetAsync(
        string id,
        DisputeGetOptions options = null,
        RequestOptions requestOptions = null,
        CancellationToken cancellationToken = default) =>
        RequestAsync<Dispute>(HttpMethod.Get, $"/v1/disputes/{Segment(id)}", options, requestOptions, cancellationToken);

    /// <summary>POST /v1/disputes/{id}/close: accepts it as lost; there is no way back.</summary>
    public virtual Task<Dispute> CloseAsync(
        string id,
        DisputeCloseOptions options = null,
        RequestOptions requestOptions = null,
        CancellationToken cancellationToken = default) =>
        RequestAsync<Dispute>(HttpMethod.Post, $"/v1/disputes/{Segment(id)}/close", options, requestOptions, cancellationToken);

    /// <summary>GET /v1/disputes: one page.</summary>
    public virtual Task<StripeList<Dispute>> ListAsync(
        DisputeListOptions options = null,
        RequestOptions requestOptions = null,
        CancellationToken cancellationToken = default) =>
        RequestAsync<StripeList<Dispute>>(HttpMethod.Get, "/v1/disputes", options, requestOptions, cancellationToken);

    /// <summary>GET /v1/disputes, page after page.</summary>
    public virtual IAsyncEnumerable<Dispute> ListAutoPagingAsync(
        DisputeListOptions options = null,
        RequestOptions requestOptions = null,
        CancellationToken cancellationToken = default) =>
        AutoPagingAsync<Dispute>("/v1/disputes", options, requestOptions, cancellationToken);
}
