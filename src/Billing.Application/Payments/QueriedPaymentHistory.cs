using AutoMapper;
using AutoMapper.QueryableExtensions;
using Billing.Application.Abstractions;
using Billing.Domain.Payments;
using Microsoft.EntityFrameworkCore;

namespace Billing.Application.Payments;

/// <summary>Reads the history by queries of EF, which every database understands.</summary>
public sealed class QueriedPaymentHistory(IBillingDbContext db, IMapper mapper) : IPaymentHistoryReader
{
    /// <inheritdoc />
    public async Task<IReadOnlyList<PaymentDetails>> ReadAsync(PaymentHistoryPart part, CancellationToken cancellationToken) =>
        await Page(Filter(db.Payments.AsNoTracking().Where(p => p.UserId == part.UserId), part), part)
            .ProjectTo<PaymentDetails>(mapper.ConfigurationProvider)
            .ToListAsync(cancellationToken);

    /// <inheritdoc />
    public Task<long> CountAsync(Guid userId, CancellationToken cancellationToken) =>
        db.PaymentCounts.Where(c => c.UserId == userId).Select(c => c.Total).FirstOrDefaultAsync(cancellationToken);

    private IQueryable<PaymentTransaction> Page(IQueryable<PaymentTransaction> mine, PaymentHistoryPart part)
    {
        if (part.Offset == 0)
        {
            return mine.NewestFirst().Take(part.Count);
        }

        // The index gives the ids of the page without touching the rows that an offset skips.
        IQueryable<Guid> page = mine.NewestFirst().Skip(part.Offset).Take(part.Count).Select(p => p.Id);
        return db.Payments.AsNoTracking().Where(p => page.Contains(p.Id)).NewestFirst();
    }

    private static IQueryable<PaymentTransaction> Filter(IQueryable<PaymentTransaction> payments, PaymentHistoryPart part)
    {
        payments = payments.Behind(part.Behind);
        if (part.Status is { } status)
        {
            payments = payments.Where(p => p.Status == status);
        }

        if (part.From is { } from)
        {
            payments = payments.Where(p => p.CreatedAt >= from);
        }

        return part.To is { } to ? payments.Where(p => p.CreatedAt < to) : payments;
    }
}
