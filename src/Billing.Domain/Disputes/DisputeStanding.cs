namespace Billing.Domain.Disputes;

/// <summary>How a questioned payment stands, in the words of the one who paid it.</summary>
public enum DisputeStanding
{
    /// <summary>The bank has not decided; it may hold the money meanwhile.</summary>
    UnderReview,

    /// <summary>Decided for the seller: the payment stands.</summary>
    Won,

    /// <summary>Decided for the payer: the bank gave the money back.</summary>
    Lost,
}
