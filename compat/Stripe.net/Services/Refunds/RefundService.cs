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
}
