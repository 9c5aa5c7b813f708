using FluentValidation;

namespace Billing.Application.Subscriptions;

/// <summary>What a number of seats can be.</summary>
internal static class QuantityRules
{
    /// <summary>More than anybody's team, and far below what overflows an amount.</summary>
    public const long Max = 9999;

    /// <summary>1 to 9999.</summary>
    public static IRuleBuilderOptions<T, long> IsQuantity<T>(this IRuleBuilder<T, long> rule) => rule.InclusiveBetween(1, Max);

    /// <summary>1 to 9999, or left out.</summary>
    public static IRuleBuilderOptions<T, long?> IsQuantity<T>(this IRuleBuilder<T, long?> rule) => rule.InclusiveBetween(1, Max);
}
