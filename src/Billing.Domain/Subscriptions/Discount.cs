namespace Billing.Domain.Subscriptions;

/// <summary>What makes a subscription cheaper; of percent and amount one is set.</summary>
/// <param name="Name">The coupon's name, as people read it; null when it has none.</param>
/// <param name="PercentOff">Percent off each invoice.</param>
/// <param name="AmountOffCents">Amount off each invoice, in minor units of the currency.</param>
/// <param name="Currency">Lowercase ISO 4217 code of the amount.</param>
/// <param name="EndsAt">When it ends (UTC); null when it lasts.</param>
public sealed record Discount(string? Name, decimal? PercentOff, long? AmountOffCents, string? Currency, DateTime? EndsAt);
