using Billing.Application.Abstractions;
using Billing.Application.Errors;
using Billing.Domain.Operations;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Billing.Application.Reconciliation;

/// <summary>One comparison with Stripe; for operators.</summary>
/// <param name="Id">Our id.</param>
public sealed record GetReconciliation(Guid Id) : IRequest<ReconciliationDetails>;

/// <summary>The latest comparisons with Stripe, newest first; for operators.</summary>
public sealed record ListReconciliations : IRequest<ReconciliationList>;

/// <summary>The latest comparisons with Stripe.</summary>
/// <param name="Runs">Newest first, fifty at most.</param>
public sealed record ReconciliationList(IReadOnlyList<ReconciliationDetails> Runs);

internal sealed class GetReconciliationHandler(IBillingDbContext db) : IRequestHandler<GetReconciliation, ReconciliationDetails>
{
    public async Task<ReconciliationDetails> Handle(GetReconciliation request, CancellationToken cancellationToken) =>
        await db.ReconciliationRuns.AsNoTracking().FirstOrDefaultAsync(r => r.Id == request.Id, cancellationToken) is { } run
            ? ReconciliationDetails.Of(run)
            : throw new BillingException(BillingErrorKind.NotFound, "reconciliation_not_found", "There is no comparison of this id.");
}

internal sealed class ListReconciliationsHandler(IBillingDbContext db) : IRequestHandler<ListReconciliations, ReconciliationList>
{
    private const int Latest = 50;

    public async Task<ReconciliationList> Handle(ListReconciliations request, CancellationToken cancellationToken)
    {
        List<ReconciliationRun> runs = await db.ReconciliationRuns.AsNoTracking()
            .OrderByDescending(r => r.StartedAt)
            .Take(Latest)
            .ToListAsync(cancellationToken);
        return new ReconciliationList([.. runs.Select(ReconciliationDetails.Of)]);
    }
}
