namespace Stripe;

/// <summary>Subscription schedules.</summary>
public class SubscriptionScheduleService(IStripeClient client) : Service(client)
{
    /// <summary>POST /v1/subscription_schedules</summary>
    public virtual Task<SubscriptionSchedule> CreateAsync(
        SubscriptionScheduleCreateOptions options,
        RequestOptions requestOptions = null,
        CancellationToken cancellationToken = default) =>
        RequestAsync<SubscriptionSchedule>(HttpMethod.Post, "/v1/subscription_schedules", options, requestOptions, cancellationToken);

    /// <summary>GET /v1/subscription_schedules/{id}. An empty id is not refused here: guard ids.</summary>
    public virtual Task<SubscriptionSchedule> GetAsync(
        string id,
        SubscriptionScheduleGetOptions options = null,
        RequestOptions requestOptions = null,
        CancellationToken cancellationToken = default) =>
        RequestAsync<SubscriptionSchedule>(HttpMethod.Get, $"/v1/subscription_schedules/{Segment(id)}", options, requestOptions, cancellationToken);

    /// <summary>POST /v1/subscription_schedules/{id}</summary>
    public virtual Task<SubscriptionSchedule> UpdateAsync(
        string id,
        SubscriptionScheduleUpdateOptions options,
        RequestOptions requestOptions = null,
        CancellationToken cancellationToken = default) =>
        RequestAsync<SubscriptionSchedule>(HttpMethod.Post, $"/v1/subscription_schedules/{Segment(id)}", options, requestOptions, cancellationToken);

    /// <summary>POST /v1/subscription_schedules/{id}/cancel: ends the subscription with it.</summary>
    public virtual Task<SubscriptionSchedule> CancelAsync(
        string id,
        SubscriptionScheduleCancelOptions options = null,
        RequestOptions requestOptions = null,
        CancellationToken cancellationToken = default) =>
        RequestAsync<SubscriptionSchedule>(HttpMethod.Post, $"/v1/subscription_schedules/{Segment(id)}/cancel", options, requestOptions, cancellationToken);

    /// <summary>POST /v1/subscription_schedules/{id}/release: the subscription stays as it is, without a plan.</summary>
    public virtual Task<SubscriptionSchedule> ReleaseAsync(
        string id,
        SubscriptionScheduleReleaseOptions options = null,
        RequestOptions requestOptions = null,
        CancellationToken cancellationToken = default) =>
        RequestAsync<SubscriptionSchedule>(HttpMethod.Post, $"/v1/subscription_schedules/{Segment(id)}/release", options, requestOptions, cancellationToken);

    /// <summary>GET /v1/subscription_schedules: one page.</summary>
    public virtual Task<StripeList<SubscriptionSchedule>> ListAsync(
        SubscriptionScheduleListOptions options = null,
        RequestOptions requestOptions = null,
        CancellationToken cancellationToken = default) =>
        RequestAsync<StripeList<SubscriptionSchedule>>(HttpMethod.Get, "/v1/subscription_schedules", options, requestOptions, cancellationToken);
}
