using Billing.Application.Abstractions;
using Billing.Application.Behaviours;
using Billing.Application.Errors;
using Billing.Domain.Operations;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Billing.Application.Reconciliation;

/// <summary>Begins a comparison with Stripe; somebody has to carry it out (<see cref="RunReconciliation"/>).</summary>
/// <param name="Since">
/// From when on to look at events and payments (UTC); an hour before the end of the last walk when left out, or 30 days back.
/// </param>
/// <param name="ActorId">The operator who asked for it; null for the schedule and the command line.</param>
public sealed record StartReconciliation(DateTime? Since, Guid? ActorId) : IRequest<ReconciliationDetails>, IIdempotentRequest;

internal sealed class StartReconciliationValidator : AbstractValidator<StartReconciliation>
{
    public StartReconciliationValidator(TimeProvider time) =>
        RuleFor(r => r.Since).LessThan(_ => time.GetUtcNow().UtcDateTime).When(r => r.Since is not null)
            .WithMessage("Must be in the past.");
}

internal sealed class StartReconciliationHandler(IBillingDbContext db, TimeProvider time)
    : IRequestHandler<StartReconciliation, ReconciliationDetails>
{
    /// <summary>How long Stripe keeps events.</summary>
    internal static readonly TimeSpan EventsAreKept = TimeSpan.FromDays(30);

    /// <summary>An event may show in the list later than one that was created after it.</summary>
    private static readonly TimeSpan Overlap = TimeSpan.FromHours(1);

    public async Task<ReconciliationDetails> Handle(StartReconciliation request, CancellationToken cancellationToken)
    {
        ReconciliationRun? begun = null;
        await db.InTransactionAsync(
            async token =>
            {
                DateTime now = time.GetUtcNow().UtcDateTime;
                await RefuseWhileRunningAsync(now, token);
                DateTime? watermark = await db.ReconciliationRuns.MaxAsync(r => r.Watermark, token);
                begun = ReconciliationRun.Begin(request.Since ?? (watermark - Overlap) ?? now - EventsAreKept, now);
                db.ReconciliationRuns.Add(begun);
                if (request.ActorId is { } actor)
                {
                    db.AuditEntries.Add(new AuditEntry
                    {
                        ActorId = actor, Action = "reconciliation.start", SubjectId = begun.Id.ToString(), CreatedAt = now,
                    });
                }

                await db.SaveChangesAsync(token);
            },
            cancellationToken);
        return ReconciliationDetails.Of(begun!);
    }

    private async Task RefuseWhileRunningAsync(DateTime now, CancellationToken cancellationToken)
    {
        DateTime alive = now - ReconciliationRun.SilenceAllowed;
        if (await db.ReconciliationRuns.AnyAsync(r => r.FinishedAt == null && r.SeenAliveAt > alive, cancellationToken))
        {
            throw new BillingException(BillingErrorKind.Conflict, "reconciliation_running", "A comparison with Stripe is running already.");
        }
    }
}
