namespace Billing.Application.Entitlements;

/// <summary>What a user may use now.</summary>
/// <param name="Plan">The code of the plan that counts, <c>pro</c> for example; null when the subscription's price belongs to none of ours.</param>
/// <param name="Features">What the plan entitles to.</param>
/// <param name="Quantity">Units of the price, seats for example; 1 on the free plan.</param>
/// <param name="HasAccess">Whether a subscription lets the user in; on the free plan nothing is asked for, and it is false.</param>
/// <param name="IsInGrace">The latest renewal was not paid, and the plan is kept for some days.</param>
/// <param name="ValidUntil">When the plan ends as things stand (UTC); null when that is not foreseen.</param>
public sealed record EntitlementDetails(
    string? Plan, IReadOnlyList<string> Features, long Quantity, bool HasAccess, bool IsInGrace, DateTime? ValidUntil);
