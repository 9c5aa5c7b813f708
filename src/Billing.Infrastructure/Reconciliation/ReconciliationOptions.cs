using System.ComponentModel.DataAnnotations;

namespace Billing.Infrastructure.Reconciliation;

/// <summary>When to compare with Stripe: section <c>Reconciliation</c>.</summary>
public sealed class ReconciliationOptions
{
    /// <summary>The name of the section.</summary>
    public const string Section = "Reconciliation";

    /// <summary>How many hours lie between two comparisons; 0 compares only when an operator asks.</summary>
    [Range(0, 720)]
    public int EveryHours { get; set; } = 24;
}
