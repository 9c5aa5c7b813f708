namespace Billing.Domain.Operations;

/// <summary>
/// What a caller's <c>Idempotency-Key</c> stands for: the same key and body get the first answer again for 24 hours.
/// </summary>
public sealed class IdempotencyKey
{
    /// <summary>How long an answer is kept.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromHours(24);

    /// <summary>How long the first request may take before another with the same key may take over.</summary>
    public static readonly TimeSpan Lease = TimeSpan.FromSeconds(60);

    private IdempotencyKey()
    {
    }

    /// <summary>The caller.</summary>
    public required Guid UserId { get; init; }

    /// <summary>The key as sent.</summary>
    public required string Key { get; init; }

    /// <summary>What is done under it; Stripe's own idempotency keys are derived from this.</summary>
    public Guid OperationId { get; private set; }

    /// <summary>Tells whether a second request is the same.</summary>
    public string RequestHash { get; private set; } = "";

    /// <summary>The answer, encrypted: it may hold a client secret. Null until the first request is done.</summary>
    public byte[]? Response { get; private set; }

    /// <summary>Until when the first request is given time (UTC).</summary>
    public DateTime LeasedUntil { get; private set; }

    /// <summary>When the key was first used (UTC).</summary>
    public DateTime CreatedAt { get; private set; }

    /// <summary>Two requests that take the key over at once: one of them loses.</summary>
    public int Version { get; private set; }

    /// <summary>A key that is used for the first time.</summary>
    public static IdempotencyKey Begin(Guid userId, string key, string requestHash, DateTime now) => new()
    {
        UserId = userId,
        Key = key,
        OperationId = Guid.CreateVersion7(),
        RequestHash = requestHash,
        CreatedAt = now,
        LeasedUntil = now + Lease,
    };

    /// <summary>Whether its day is over, so that it can stand for something new.</summary>
    public bool IsExpired(DateTime now) => now - CreatedAt > Lifetime;

    /// <summary>Begins anew with an expired key.</summary>
    public void Renew(string requestHash, DateTime now)
    {
        OperationId = Guid.CreateVersion7();
        RequestHash = requestHash;
        Response = null;
        CreatedAt = now;
        LeasedUntil = now + Lease;
    }

    /// <summary>Whether an earlier request began what is done under the key, and did not finish it.</summary>
    public bool IsTakenOver => LeasedUntil != CreatedAt + Lease;

    /// <summary>Takes over from a request that never finished.</summary>
    public void TakeOver(DateTime now) => LeasedUntil = now + Lease;

    /// <summary>Gives the key free after a failure, so that the caller can try again at once.</summary>
    public void Release(DateTime now) => LeasedUntil = now;

    /// <summary>Keeps the answer.</summary>
    public void Complete(byte[] response) => Response = response;
}
