using System.Runtime.CompilerServices;
using AutoMapper;
using AutoMapper.QueryableExtensions;
using Billing.Application.Abstractions;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Billing.Application.Payments;

/// <summary>All payments of the user, newest first, however many they are: they are read page by page while they are taken.</summary>
public sealed record ExportPayments : IStreamRequest<PaymentDetails>;

internal sealed class ExportPaymentsHandler(ICurrentUser user, IBillingDbContext db, IMapper mapper)
    : IStreamRequestHandler<ExportPayments, PaymentDetails>
{
    /// <summary>Few enough to be read in a moment, so that no query stays open while a slow caller reads.</summary>
    private const int PageSize = 500;

    public async IAsyncEnumerable<PaymentDetails> Handle(ExportPayments request, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        PaymentCursor? place = null;
        bool hasMore = true;
        while (hasMore)
        {
            List<PaymentDetails> page = await db.Payments.AsNoTracking()
                .Where(p => p.UserId == user.Id).Behind(place).NewestFirst()
                .Take(PageSize)
                .ProjectTo<PaymentDetails>(mapper.ConfigurationProvider)
                .ToListAsync(cancellationToken);
            foreach (PaymentDetails payment in page)
            {
                yield return payment;
            }

            hasMore = page.Count == PageSize;
            place = hasMore ? new PaymentCursor(page[^1].CreatedAt, page[^1].Id) : null;
        }
    }
}
