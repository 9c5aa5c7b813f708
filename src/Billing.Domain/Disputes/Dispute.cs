using Billing.Domain.Snapshots;

namespace Billing.Domain.Disputes;

/// <summary>A payment that the bank questions, as Stripe has it.</summary>
public sealed class Dispute : MirroredObject
{
    private Dispute()
    {
    }

    /// <summary>The user whose payment it is.</summary>
    public Guid UserId { get; private init; }

    /// <summary>Stripe's id of the dispute.</summary>
    public required string StripeDisputeId { get; init; }

    /// <summary>Stripe's id of the charge.</summary>
    public required string StripeChargeId { get; init; }

    /// <summary>Stripe's id of the intent.</summary>
    public required string StripePaymentIntentId { get; init; }

    /// <summary>The amount in question, in minor units.</summary>
    public long AmountCents { get; private set; }

    /// <summary>Lowercase ISO 4217 code.</summary>
    public string Currency { get; private set; } = "";

    /// <summary>Stripe's status.</summary>
    public DisputeStatus Status { get; private set; }

    /// <summary>The bank's reason in Stripe's words.</summary>
    public string? Reason { get; private set; }

    /// <summary>Until when evidence is taken (UTC); null when none is awaited.</summary>
    public DateTime? EvidenceDueBy { get; private set; }

    /// <summary>When Stripe created it (UTC).</summary>
    public DateTime CreatedAt { get; private init; }

    /// <summary>How the payer sees it; null when it no longer questions the payment.</summary>
    public DisputeStanding? Standing => Status switch
    {
        DisputeStatus.WarningNeedsResponse or DisputeStatus.WarningUnderReview or DisputeStatus.NeedsResponse or DisputeStatus.UnderReview =>
            DisputeStanding.UnderReview,
        DisputeStatus.Won => DisputeStanding.Won,
        DisputeStatus.Lost => DisputeStanding.Lost,
        DisputeStatus.WarningClosed or DisputeStatus.Prevented => null,
    };

    /// <summary>The bank has the money, so that no refund can be made of it.</summary>
    public bool HoldsMoney => Status is DisputeStatus.NeedsResponse or DisputeStatus.UnderReview or DisputeStatus.Lost;

    /// <summary>A dispute that is new here.</summary>
    /// <exception cref="InvalidOperationException">It belongs to no intent.</exception>
    public static Dispute From(Guid userId, DisputeSnapshot snapshot, SeenInterval seen)
    {
        var dispute = new Dispute
        {
            UserId = userId,
            StripeDisputeId = snapshot.Id,
            StripeChargeId = snapshot.ChargeId,
            StripePaymentIntentId = snapshot.PaymentIntentId
                ?? throw new InvalidOperationException($"Dispute {snapshot.Id} has no payment intent."),
            CreatedAt = snapshot.CreatedAt,
        };
        dispute.Apply(snapshot, seen);
        return dispute;
    }

    /// <summary>How a payload stands to the row. A bank can change its mind, so that only the time tells one end from another.</summary>
    public LifecycleOrder OrderOf(DisputeSnapshot s) => OrderByRank(
        IsClosed(Status) ? 1 : 0,
        IsClosed(s.Status) ? 1 : 0,
        s.Status == Status && s.AmountCents == AmountCents && s.Currency == Currency && s.Reason == Reason && s.EvidenceDueBy == EvidenceDueBy);

    /// <summary>Takes over what Stripe said.</summary>
    public void Apply(DisputeSnapshot s, SeenInterval seen)
    {
        AmountCents = s.AmountCents;
        Currency = s.Currency;
        Status = s.Status;
        Reason = s.Reason;
        EvidenceDueBy = s.EvidenceDueBy;
        Observe(seen);
    }

    /// <summary>What the disputes of one payment come to: one that is open tells more than one that is lost, and that more than one that is won.</summary>
    public static DisputeStanding? StandingOf(IEnumerable<Dispute> disputes)
    {
        List<DisputeStanding?> standings = [.. disputes.Select(d => d.Standing)];
        return standings.Contains(DisputeStanding.UnderReview) ? DisputeStanding.UnderReview
            : standings.Contains(DisputeStanding.Lost) ? DisputeStanding.Lost
            : standings.Contains(DisputeStanding.Won) ? DisputeStanding.Won
            : null;
    }

    private static bool IsClosed(DisputeStatus status) =>
        status is DisputeStatus.WarningClosed or DisputeStatus.Won or DisputeStatus.Lost or DisputeStatus.Prevented;
}
