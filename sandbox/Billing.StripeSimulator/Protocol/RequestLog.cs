using System.Collections.Concurrent;
using System.Text.Json.Serialization;

namespace Billing.StripeSimulator.Protocol;

/// <summary>An API request that was answered. Bodies and keys are not kept.</summary>
/// <param name="Id">The <c>req_…</c> id.</param>
/// <param name="Method">The HTTP method.</param>
/// <param name="Path">The path without the query.</param>
/// <param name="IdempotencyKey">The key that the caller sent, if any.</param>
/// <param name="Status">The HTTP status of the answer.</param>
/// <param name="Replayed">Whether the answer was a stored one.</param>
/// <param name="At">When it was answered, in wall time.</param>
internal sealed record LoggedRequest(
    [property: JsonPropertyName("id")] string Id,
    [property: JsonPropertyName("method")] string Method,
    [property: JsonPropertyName("path")] string Path,
    [property: JsonPropertyName("idempotency_key")] string? IdempotencyKey,
    [property: JsonPropertyName("status")] int Status,
    [property: JsonPropertyName("replayed")] bool Replayed,
    [property: JsonPropertyName("at")] DateTimeOffset At);

/// <summary>The latest API requests of this run, so that a test can tell that a call was made once, or not at all.</summary>
internal sealed class RequestLog
{
    private const int Capacity = 5000;

    private readonly ConcurrentQueue<LoggedRequest> requests = new();
    private long total;

    /// <summary>How many requests were answered since the start.</summary>
    public long Total => Interlocked.Read(ref total);

    /// <summary>The latest requests, oldest first.</summary>
    public IReadOnlyList<LoggedRequest> Latest => [.. requests];

    /// <summary>Adds a request; the oldest one goes when there are too many.</summary>
    public void Add(LoggedRequest request)
    {
        requests.Enqueue(request);
        Interlocked.Increment(ref total);
        if (requests.Count > Capacity)
        {
            requests.TryDequeue(out _);
        }
    }
}
