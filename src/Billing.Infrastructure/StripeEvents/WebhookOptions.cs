using System.ComponentModel.DataAnnotations;

namespace Billing.Infrastructure.StripeEvents;

/// <summary>How events are received and processed: section <c>Webhooks</c>.</summary>
public sealed class WebhookOptions
{
    /// <summary>The name of the section.</summary>
    public const string Section = "Webhooks";

    /// <summary>How many deliveries may wait for their commit; one more is refused with 503, and Stripe delivers it again.</summary>
    [Range(1, 1_000_000)]
    public int InboxCapacity { get; set; } = 4096;

    /// <summary>How many deliveries share one commit at most.</summary>
    [Range(1, 10_000)]
    public int InboxBatchSize { get; set; } = 256;

    /// <summary>
    /// How many events share one transaction at most; a quarter of it in a burst, and a sixteenth when deliveries come in one by one, so
    /// that these do not wait for long.
    /// </summary>
    [Range(1, 1000)]
    public int ProcessingBatchSize { get; set; } = 256;

    /// <summary>How often processing of an event is tried before it is given up.</summary>
    [Range(1, 100)]
    public int MaxAttempts { get; set; } = 10;

    /// <summary>
    /// How long an event stays with a worker that no longer says that it is alive, in seconds. Short, because what a killed process held
    /// waits for it; a worker that was only slow loses its work to another and does no harm.
    /// </summary>
    [Range(2, 3600)]
    public int LeaseSeconds { get; set; } = 10;

    /// <summary>How often a worker that has nothing to do looks for what another process took in, in seconds.</summary>
    [Range(1, 3600)]
    public int PollSeconds { get; set; } = 5;

    /// <summary>After how many days the payload of a settled event is removed; 0 keeps them for ever.</summary>
    [Range(0, 36_500)]
    public int RetentionDays { get; set; } = 90;

    /// <summary>How long an event may be overdue before readiness tells, in seconds.</summary>
    [Range(1, 86_400)]
    public int OverdueSeconds { get; set; } = 300;
}
