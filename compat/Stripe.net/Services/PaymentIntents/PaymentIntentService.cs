namespace Stripe;

/// <summary>Payments.</summary>
public class PaymentIntentService(IStripeClient client) : Service(client)
{
    /// <summary>POST /v1/payment_intents</summary>
    public virtual Task<PaymentIntent> CreateAsync(
        PaymentIntentCreateOptions options,
        RequestOptions requestOptions = null,
        CancellationToken cancellationToken = default) =>
        RequestAsync<PaymentIntent>(HttpMethod.Post, "/v1/payment_intents", options, requestOptions, cancellationToken);

    /// <summary>GET /v1/payment_intents/{id}. An empty id is not refused here: guard ids.</summary>
    public virtual Task<PaymentIntent> GetAsync(
        string id,
        PaymentIntentGetOptions options = null,
        RequestOptions requestOptions = null,
        CancellationToken cancellationToken = default) =>
        RequestAsync<PaymentIntent>(HttpMethod.Get, $"/v1/payment_intents/{Segment(id)}", options, requestOptions, cancellationToken);

    /// <summary>POST /v1/payment_intents/{id}/cancel</summary>
    public virtual Task<PaymentIntent> CancelAsync(
        string id,
        PaymentIntentCancelOptions options = null,
        RequestOptions requestOptions = null,
        CancellationToken cancellationToken = default) =>
        RequestAsync<PaymentIntent>(HttpMethod.Post, $"/v1/payment_intents/{Segment(id)}/cancel", options, requestOptions, cancellationToken);
}
