namespace Billing.Domain.Payments;

/// <summary>How many payments a user has: counting millions of rows for a page's footer costs more than the page.</summary>
public sealed class PaymentCount
{
    /// <summary>The user.</summary>
    public required Guid UserId { get; init; }

    /// <summary>The number of the user's payments.</summary>
    public long Total { get; set; }
}
