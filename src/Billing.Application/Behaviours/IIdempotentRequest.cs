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

    /// <summary>An earlier try may have had its effect already.</summary>
    public bool IsRepeated { get; private set; }

    /// <summary>
    /// Stripe has refused what was decided first, and would repeat that under the same keys: what is decided now has others. They follow from
    /// the first, so that another try of the operation finds what this one did.
    /// </summary>
    internal void DecideAgain()
    {
        byte[] id = Id.ToByteArray(bigEndian: true);
        id[^1] ^= 1;
        Id = new Guid(id, bigEndian: true);
    }

    /// <summary>This request is a try, perhaps another one, of an operation that has its id already.</summary>
    internal void Resume(Guid id, bool isRepeated)
    {
        Id = id;
        IsRepeated = isRepeated;
    }
}
