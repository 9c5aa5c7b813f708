using Billing.Application.Abstractions;
using Billing.Domain.Operations;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Billing.Application.Reconciliation;

/// <summary>
/// Carries out a comparison with Stripe that was begun: first the events that were never delivered, then the objects themselves. What is
/// found is mended and noted.
/// </summary>
/// <param name="RunId">Our id of the run.</param>
/// <param name="Progress">Hears of every step.</param>
public sealed record RunReconciliation(Guid RunId, IProgress<string> Progress) : IRequest<ReconciliationDetails>;

internal sealed class RunReconciliationHandler(IBillingDbContext db, EventsWalk events, ObjectComparison objects, TimeProvider time)
    : IRequestHandler<RunReconciliation, ReconciliationDetails>
{
    /// <summary>Who says 30 days means all that Stripe keeps.</summary>
    private static readonly TimeSpan Slack = TimeSpan.FromHours(1);

    private DateTime Now => time.GetUtcNow().UtcDateTime;

    public async Task<ReconciliationDetails> Handle(RunReconciliation request, CancellationToken cancellationToken)
    {
        ReconciliationRun begun = await db.ReconciliationRuns.AsNoTracking().SingleAsync(r => r.Id == request.RunId, cancellationToken);
        if (begun.FinishedAt is not null)
        {
            // Asked for again under the same idempotency key.
            return ReconciliationDetails.Of(begun);
        }

        var findings = new Findings((found, token) => NoteAsync(request.RunId, found, _ => { }, token), request.Progress);
        try
        {
            await WalkAsync(begun, findings, cancellationToken);
            await objects.RunAsync(begun.Since, findings, cancellationToken);
            await NoteAsync(request.RunId, findings, run => run.Finish(error: null, Now), cancellationToken);
        }
        catch (Exception e)
        {
            string error = e is StripeUnreachableException or StripeRefusedException ? e.Message : e.GetType().Name;
            await NoteAsync(request.RunId, findings, run => run.Finish(error, Now), CancellationToken.None);
            throw;
        }

        return ReconciliationDetails.Of(await db.ReconciliationRuns.AsNoTracking().SingleAsync(r => r.Id == request.RunId, cancellationToken));
    }

    private async Task WalkAsync(ReconciliationRun begun, Findings findings, CancellationToken cancellationToken)
    {
        DateTime oldest = begun.StartedAt - StartReconciliationHandler.EventsAreKept;
        if (begun.Since < oldest - Slack)
        {
            findings.Remark("Stripe keeps events for 30 days: before that, only objects are compared.");
        }

        await events.RunAsync(begun.Since < oldest ? oldest : begun.Since, findings, cancellationToken);
        await NoteAsync(begun.Id, findings, run => run.MoveWatermark(), cancellationToken);
    }

    private async Task NoteAsync(Guid runId, Findings findings, Action<ReconciliationRun> change, CancellationToken cancellationToken)
    {
        db.Forget();
        ReconciliationRun run = await db.ReconciliationRuns.SingleAsync(r => r.Id == runId, cancellationToken);
        run.Progress(findings.Checked, findings.Drifted, findings.Healed, findings.Report, Now);
        change(run);
        await db.SaveChangesAsync(cancellationToken);
    }
}
