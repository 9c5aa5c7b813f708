namespace Stripe;

/// <summary>Prices.</summary>
public class PriceService(IStripeClient client) : Service(client)
{
    /// <summary>POST /v1/prices</summary>
    public virtual Task<Price> CreateAsync(
        PriceCreateOptions options,
        RequestOptions requestOptions = null,
        CancellationToken cancellationToken = default) =>
        RequestAsync<Price>(HttpMethod.Post, "/v1/prices", options, requestOptions, cancellationToken);

    /// <summary>GET /v1/prices/{id}. An empty id is not refused here: guard ids.</summary>
    public virtual Task<Price> GetAsync(
        string id,
        PriceGetOptions options = null,
        RequestOptions requestOptions = null,
        CancellationToken cancellationToken = default) =>
        RequestAsync<Price>(HttpMethod.Get, $"/v1/prices/{Segment(id)}", options, requestOptions, cancellationToken);

    /// <summary>GET /v1/prices: one page.</summary>
    public virtual Task<StripeList<Price>> ListAsync(
        PriceListOptions options = null,
        RequestOptions requestOptions = null,
        CancellationToken cancellationToken = default) =>
        RequestAsync<StripeList<Price>>(HttpMethod.Get, "/v1/prices", options, requestOptions, cancellationToken);

    /// <summary>GET /v1/prices, page after page.</summary>
    public virtual IAsyncEnumerable<Price> ListAutoPagingAsync(
        PriceListOptions options = null,
        RequestOptions requestOptions = null,
        CancellationToken cancellationToken = default) =>
        AutoPagingAsync<Price>("/v1/prices", options, requestOptions, cancellationToken);
}
