namespace Billing.Application.Abstractions;

/// <summary>Carries out comparisons with Stripe in the background.</summary>
public interface IBackgroundReconciliation
{
    /// <summary>Carries out a run that was begun.</summary>
    void Enqueue(Guid runId);
}
