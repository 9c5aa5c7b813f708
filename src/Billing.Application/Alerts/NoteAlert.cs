using Billing.Application.Abstractions;
using MediatR;

namespace Billing.Application.Alerts;

/// <summary>Writes an alert down, unless it was told before.</summary>
/// <param name="Alert">What it is.</param>
/// <param name="SubjectId">What it is about.</param>
public sealed record NoteAlert(OperatorAlert Alert, string SubjectId) : IRequest;

internal sealed class NoteAlertHandler(IBillingDbContext db, AlertRows rows) : IRequestHandler<NoteAlert>
{
    public async Task Handle(NoteAlert request, CancellationToken cancellationToken)
    {
        await rows.AddAsync([(request.Alert, request.SubjectId)], cancellationToken);
        try
        {
            await db.SaveChangesAsync(cancellationToken);
        }
        catch (UniqueViolationException)
        {
            // Another process wrote the same one down at this moment.
            db.Forget();
        }
    }
}
