namespace Stripe;

/// <summary>Cards and other means of payment.</summary>
public class PaymentMethodService(IStripeClient client) : Service(client)
{
    /// <summary>GET /v1/payment_methods/{id}. An empty id is not refused here: guard ids.</summary>
    public virtual Task<PaymentMethod> GetAsync(
        string id,
        PaymentMethodGetOptions options = null,
        RequestOptions requestOptions = null,
        CancellationToken cancellationToken = default) =>
        RequestAsync<PaymentMethod>(HttpMethod.Get, $"/v1/payment_methods/{Segment(id)}", options, requestOptions, cancellationToken);

    /// <summary>POST /v1/payment_methods/{id}/attach</summary>
    public virtual Task<PaymentMethod> AttachAsync(
        string id,
        PaymentMethodAttachOptions options = null,
        RequestOptions requestOptions = null,
        CancellationToken cancellationToken = default) =>
        RequestAsync<PaymentMethod>(HttpMethod.Post, $"/v1/payment_methods/{Segment(id)}/attach", options, requestOptions, cancellationToken);

    /// <summary>POST /v1/payment_methods/{id}/detach: it can then never be used again.</summary>
    public virtual Task<PaymentMethod> DetachAsync(
        string id,
        PaymentMethodDetachOptions options = null,
        RequestOptions requestOptions = null,
        CancellationToken cancellationToken = default) =>
        RequestAsync<PaymentMethod>(HttpMethod.Post, $"/v1/payment_methods/{Segment(id)}/detach", options, requestOptions, cancellationToken);

    /// <summary>GET /v1/payment_methods: one page.</summary>
    public virtual Task<StripeList<PaymentMethod>> ListAsync(
        PaymentMethodListOptions options = null,
        RequestOptions requestOptions = null,
        CancellationToken cancellationToken = default) =>
        RequestAsync<StripeList<PaymentMethod>>(HttpMethod.Get, "/v1/payment_methods", options, requestOptions, cancellationToken);

    /// <summary>GET /v1/payment_methods, page after page.</summary>
    public virtual IAsyncEnumerable<PaymentMethod> ListAutoPagingAsync(
        PaymentMethodListOptions options = null,
        RequestOptions requestOptions = null,
        CancellationToken cancellationToken = default) =>
        AutoPagingAsync<PaymentMethod>("/v1/payment_methods", options, requestOptions, cancellationToken);
}
