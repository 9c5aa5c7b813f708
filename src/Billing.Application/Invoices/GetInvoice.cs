using AutoMapper;
using AutoMapper.QueryableExtensions;
using Billing.Application.Abstractions;
using Billing.Application.Errors;
using Billing.Domain.Invoices;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Billing.Application.Invoices;

/// <summary>One invoice of the user.</summary>
/// <param name="Id">Our id.</param>
public sealed record GetInvoice(Guid Id) : IRequest<InvoiceDetails>;

internal sealed class GetInvoiceHandler(ICurrentUser user, IBillingDbContext db, IMapper mapper) : IRequestHandler<GetInvoice, InvoiceDetails>
{
    public async Task<InvoiceDetails> Handle(GetInvoice request, CancellationToken cancellationToken) =>
        await db.Invoices.AsNoTracking()
            .Where(i => i.Id == request.Id && i.UserId == user.Id && i.Status != InvoiceStatus.Draft)
            .ProjectTo<InvoiceDetails>(mapper.ConfigurationProvider)
            .SingleOrDefaultAsync(cancellationToken)
        ?? throw new BillingException(BillingErrorKind.NotFound, "invoice_not_found", "You have no such invoice.");
}
