using Billing.Application.Payments;
using Billing.Domain.Payments;

namespace Billing.Application.Abstractions;

/// <summary>Reads the history of a user's payments, newest first; the page that is asked for most of all.</summary>
public interface IPaymentHistoryReader
{
    /// <summary>A part of the history.</summary>
    Task<IReadOnlyList<PaymentDetails>> ReadAsync(PaymentHistoryPart part, CancellationToken cancellationToken);

    /// <summary>How many payments the user has.</summary>
    Task<long> CountAsync(Guid userId, CancellationToken cancellationToken);
}

/// <summary>Which payments to read.</summary>
/// <param name="UserId">Whose.</param>
/// <param name="Count">How many at most.</param>
/// <param name="Offset">How many to skip.</param>
/// <param name="Behind">Only those behind this place; null for the beginning.</param>
/// <param name="Status">Only those of this status.</param>
/// <param name="From">Only those created at this moment or later (UTC).</param>
/// <param name="To">Only those created before this moment (UTC).</param>
public readonly record struct PaymentHistoryPart(
    Guid UserId, int Count, int Offset, PaymentCursor? Behind, PaymentStatus? Status, DateTime? From, DateTime? To);
