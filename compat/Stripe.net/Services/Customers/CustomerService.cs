namespace Stripe;

/// <summary>Customers.</summary>
public class CustomerService(IStripeClient client) : Service(client)
{
    /// <summary>POST /v1/customers</summary>
    public virtual Task<Customer> CreateAsync(
        CustomerCreateOptions options,
        RequestOptions requestOptions = null,
        CancellationToken cancellationToken = default) =>
        RequestAsync<Customer>(HttpMethod.Post, "/v1/customers", options, requestOptions, cancellationToken);

    /// <summary>GET /v1/customers/{id}. An empty id is not refused here: guard ids.</summary>
    public virtual Task<Customer> GetAsync(
        string id,
        CustomerGetOptions options = null,
        RequestOptions requestOptions = null,
        CancellationToken cancellationToken = default) =>
        RequestAsync<Customer>(HttpMethod.Get, $"/v1/customers/{Segment(id)}", options, requestOptions, cancellationToken);

    /// <summary>POST /v1/customers/{id}</summary>
    public virtual Task<Customer> UpdateAsync(
        string id,
        CustomerUpdateOptions options,
        RequestOptions requestOptions = null,
        CancellationToken cancellationToken = default) =>
        RequestAsync<Customer>(HttpMethod.Post, $"/v1/customers/{Segment(id)}", options, requestOptions, cancellationToken);

    /// <summary>DELETE /v1/customers/{id}</summary>
    public virtual Task<Customer> DeleteAsync(
        string id,
        CustomerDeleteOptions options = null,
        RequestOptions requestOptions = null,
        CancellationToken cancellationToken = default) =>
        RequestAsync<Customer>(HttpMethod.Delete, $"/v1/customers/{Segment(id)}", options, requestOptions, cancellationToken);

    /// <summary>GET /v1/customers: one page.</summary>
    public virtual Task<StripeList<Customer>> ListAsync(
        CustomerListOptions options = null,
        RequestOptions requestOptions = null,
        CancellationToken cancellationToken = default) =>
        RequestAsync<StripeList<Customer>>(HttpMethod.Get, "/v1/customers", options, requestOptions, cancellationToken);

    /// <summary>GET /v1/customers, page after page.</summary>
    public virtual IAsyncEnumerable<Customer> ListAutoPagingAsync(
        CustomerListOptions options = null,
        RequestOptions requestOptions = null,
        CancellationToken cancellationToken = default) =>
        AutoPagingAsync<Customer>("/v1/customers", options, requestOptions, cancellationToken);
}
