namespace Stripe.BillingPortal;

/// <summary>Hosted pages where customers manage billing.</summary>
public class SessionService(IStripeClient client) : Service(client)
{
    /// <summary>POST /v1/billing_portal/sessions</summary>
    public virtual Task<Session> CreateAsync(
        SessionCreateOptions options,
        RequestOptions requestOptions = null,
        CancellationToken cancellationToken = default) =>
        RequestAsync<Session>(HttpMethod.Post, "/v1/billing_portal/sessions", options, requestOptions, cancellationToken);
}
