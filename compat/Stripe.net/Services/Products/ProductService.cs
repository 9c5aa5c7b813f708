namespace Stripe;

/// <summary>Products.</summary>
public class ProductService(IStripeClient client) : Service(client)
{
    /// <summary>POST /v1/products</summary>
    public virtual Task<Product> CreateAsync(
        ProductCreateOptions options,
        RequestOptions requestOptions = null,
        CancellationToken cancellationToken = default) =>
        RequestAsync<Product>(HttpMethod.Post, "/v1/products", options, requestOptions, cancellationToken);

    /// <summary>GET /v1/products/{id}. An empty id is not refused here: guard ids.</summary>
    public virtual Task<Product> GetAsync(
        string id,
        ProductGetOptions options = null,
        RequestOptions requestOptions = null,
        CancellationToken cancellationToken = default) =>
        RequestAsync<Product>(HttpMethod.Get, $"/v1/products/{Segment(id)}", options, requestOptions, cancellationToken);

    /// <summary>GET /v1/products: one page.</summary>
    public virtual Task<StripeList<Product>> ListAsync(
        ProductListOptions options = null,
        RequestOptions requestOptions = null,
        CancellationToken cancellationToken = default) =>
        RequestAsync<StripeList<Product>>(HttpMethod.Get, "/v1/products", options, requestOptions, cancellationToken);

    /// <summary>GET /v1/products, page after page.</summary>
    public virtual IAsyncEnumerable<Product> ListAutoPagingAsync(
        ProductListOptions options = null,
        RequestOptions requestOptions = null,
        CancellationToken cancellationToken = default) =>
        AutoPagingAsync<Product>("/v1/products", options, requestOptions, cancellationToken);
}
