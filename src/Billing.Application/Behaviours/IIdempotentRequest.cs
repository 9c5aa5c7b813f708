namespace Billing.Application.Behaviours;

/// <summary>A request that creates something: a caller who sends the same <c>Idempotency-Key</c> again gets the first answer again.</summary>
#pragma warning disable CA1040 // The marker selects the behaviour by its generic constraint; an attribute could not.
public interface IIdempotentRequest;
#pragma warning restore CA1040

/// <summary>
/// What the request does under its <c>Idempotency-Key</c>, the same for every try; a request without one is an operation of its own.
/// Stripe's idempotency keys are derived from it.
/// </summary>
public sealed class IdempotentOperation
{
    /// <summary>Names the operation.</summary>
    public Guid Id { get; private set; } = Guid.CreateVersion7();

    /// <summary>This request is another try of an operation that was begun before.</summary>
    internal void Resume(Guid id) => Id = id;
}
