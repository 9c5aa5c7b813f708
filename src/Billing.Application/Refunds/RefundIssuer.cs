using Billing.Application.Abstractions;
using Billing.Application.Errors;
using Billing.Application.Observability;
using Billing.Application.Payments;
using Billing.Domain.Refunds;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace Billing.Application.Refunds;

/// <summary>
/// Makes refunds at Stripe, each under a key of its own row. Whatever is lost on the way, the row tells whether there was a refund: by
/// Stripe's answer, by its event, or by a look at Stripe's list.
/// </summary>
public sealed partial class RefundIssuer(
    RefundReservation reservations,
    RefundMirror refunds,
    ChargeMirror charges,
    IStripeRefunds stripe,
    IUnitOfWork unitOfWork,
    IBillingDbContext db,
    BillingMetrics metrics,
    TimeProvider time,
    ILogger<RefundIssuer> logger)
{
    /// <summary>Together about six seconds, in which another refund of the same payment is waited for.</summary>
    private const int Tries = 7;

    private static readonly TimeSpan FirstDelay = TimeSpan.FromMilliseconds(100);

    /// <summary>No request to Stripe takes longer; a row that is older was left by a process that died or had no answer.</summary>
    private static readonly TimeSpan RequestsTakeAtMost = TimeSpan.FromSeconds(60);

    /// <summary>Stripe forgets keys after 24 hours.</summary>
    private static readonly TimeSpan KeysAreKept = TimeSpan.FromHours(23);

    /// <summary>Makes the refund; every try of one operation gets the same.</summary>
    /// <exception cref="BillingException">There is no such payment, or so much of it cannot be given back now.</exception>
    /// <exception cref="StripeRefusedException">Stripe does not make it.</exception>
    /// <exception cref="StripeUnreachableException">Stripe did not answer; calling again with the same operation is safe.</exception>
    public async Task<Refund> IssueAsync(RefundOrder order, CancellationToken cancellationToken)
    {
        for (int attempt = 1; ; attempt++)
        {
            Refund row = await reservations.TakeAsync(order, cancellationToken);
            TimeSpan age = time.GetUtcNow().UtcDateTime - row.CreatedAt;
            if (row.OperationId == order.OperationId && row.StripeRefundId is not null)
            {
                return row;
            }

            if (age > (row.OperationId == order.OperationId ? KeysAreKept : RequestsTakeAtMost))
            {
                await SettleAsync(row, cancellationToken);
            }
            else if (row.OperationId != order.OperationId)
            {
                await WaitAsync(attempt, cancellationToken);
            }
            else if (await MakeAsync(row, mayLookAgain: attempt < Tries, cancellationToken) is { } made)
            {
                return made;
            }
        }
    }

    /// <summary>Null when Stripe has less left than was known here, which is known now.</summary>
    private async Task<Refund?> MakeAsync(Refund row, bool mayLookAgain, CancellationToken cancellationToken)
    {
        try
        {
            var request = new NewRefund(row.Id, row.StripePaymentIntentId, row.AmountCents, row.Reason!);
            StripeAnswer<RefundSnapshot> answer = await KeyInUse.RetryAsync(
                ct => stripe.CreateRefundAsync(request, $"refund:{row.Id}", ct), time, cancellationToken);
            return await RecordAsync(
                answer.Value ?? throw new InvalidOperationException("Stripe answered a creation with no refund."), cancellationToken);
        }
        catch (StripeUnreachableException e) when (e.WasNotAsked)
        {
            await reservations.DropAsync(row, "not_asked", cancellationToken);
            throw;
        }
        catch (StripeRefusedException e) when (!e.IsKeyInUse)
        {
            // A fault of Stripe's own may have come after the effect, and its key would repeat the fault.
            if (e.Status >= 500 && await stripe.FindRefundAsync(row.StripePaymentIntentId, row.Id, cancellationToken) is { } there)
            {
                return await RecordAsync(there, cancellationToken);
            }

            await GiveUpAsync(row, e, cancellationToken);
            if (!mayLookAgain || (e.Code != "charge_already_refunded" && e.Param != "amount"))
            {
                throw;
            }

            await unitOfWork.RunAsync(token => RefreshChargeAsync(row.StripePaymentIntentId, token), cancellationToken);
            return null;
        }
    }

    private async Task GiveUpAsync(Refund row, StripeRefusedException e, CancellationToken cancellationToken)
    {
        metrics.RefundMade("refused");
        await reservations.DropAsync(row, e.Code ?? e.Type ?? "refused", cancellationToken);
        if (e.Code == "charge_disputed")
        {
            throw RefundReservation.Disputed();
        }
    }

    private async Task<Refund> RecordAsync(RefundSnapshot made, CancellationToken cancellationToken)
    {
        metrics.RefundMade("made");
        await unitOfWork.RunAsync(token => refunds.TakeCreatedAsync(made, token), cancellationToken);
        try
        {
            await unitOfWork.RunAsync(token => charges.RefreshAsync(made.ChargeId!, token), cancellationToken);
        }
        catch (Exception e) when (e is StripeRefusedException or StripeUnreachableException)
        {
            // The refund is made and recorded; its events will bring the total of the charge.
            LogTotalUnknown(logger, e, made.Id);
        }

        return await db.Refunds.AsNoTracking().SingleAsync(r => r.StripeRefundId == made.Id, cancellationToken);
    }

    /// <summary>Nobody waits for this one any more. Whether it was made, only Stripe knows; what was not made is forgotten.</summary>
    private async Task SettleAsync(Refund row, CancellationToken cancellationToken)
    {
        if (await stripe.FindRefundAsync(row.StripePaymentIntentId, row.Id, cancellationToken) is { } made)
        {
            await RecordAsync(made, cancellationToken);
        }
        else
        {
            await reservations.DropAsync(row, "no_answer", cancellationToken);
        }
    }

    private async Task WaitAsync(int attempt, CancellationToken cancellationToken)
    {
        if (attempt == Tries)
        {
            throw new BillingException(
                BillingErrorKind.Conflict, "refund_in_progress", "Another refund of this payment is being made. Try again in a moment.");
        }

        await Task.Delay(FirstDelay * Math.Pow(2, attempt - 1), time, cancellationToken);
    }

    private async Task<bool> RefreshChargeAsync(string paymentIntentId, CancellationToken cancellationToken)
    {
        string? charge = await db.Payments
            .Where(p => p.StripePaymentIntentId == paymentIntentId)
            .Select(p => p.StripeChargeId)
            .FirstOrDefaultAsync(cancellationToken);
        if (charge is not null)
        {
            await charges.RefreshAsync(charge, cancellationToken);
        }

        return charge is not null;
    }

    [LoggerMessage(LogLevel.Warning, "Refund {RefundId} is made; the total of its charge could not be asked for.")]
    private static partial void LogTotalUnknown(ILogger logger, Exception exception, string refundId);
}
