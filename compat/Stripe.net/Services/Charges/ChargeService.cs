namespace Stripe;

/// <summary>Attempts to take money.</summary>
public class ChargeService(IStripeClient client) : Service(client)
{
    /// <summary>GET /v1/charges/{id}. An empty id is not refused here: guard ids.</summary>
    public virtual Task<Charge> GetAsync(
        string id,
        ChargeGetOptions options = null,
        RequestOptions requestOptions = null,
        CancellationToken cancellationToken = default) =>
        RequestAsync<Charge>(HttpMethod.Get, $"/v1/charges/{Segment(id)}", options, requestOptions, cancellationToken);
}
