using AutoMapper;
using AutoMapper.QueryableExtensions;
using Billing.Application.Abstractions;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Billing.Application.Plans;

/// <summary>The plans on offer with their prices, in the order of the plans page.</summary>
public sealed record ListPlans : IRequest<IReadOnlyList<PlanDetails>>;

internal sealed class ListPlansHandler(IBillingDbContext db, IMapper mapper) : IRequestHandler<ListPlans, IReadOnlyList<PlanDetails>>
{
    public async Task<IReadOnlyList<PlanDetails>> Handle(ListPlans request, CancellationToken cancellationToken) => await db.Plans
        .AsNoTracking()
        .Where(p => p.Active)
        .OrderBy(p => p.SortOrder).ThenBy(p => p.Code)
        .ProjectTo<PlanDetails>(mapper.ConfigurationProvider)
        .ToListAsync(cancellationToken);
}
