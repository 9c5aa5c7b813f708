using Billing.StripeSimulator.Checkout;
using Billing.StripeSimulator.Storage;

namespace Billing.StripeSimulator.Dashboard;

/// <summary>Something that can be done to an object on its page.</summary>
/// <param name="Name">In the address of the form.</param>
/// <param name="Label">On the button.</param>
/// <param name="Run">Does it, with what was filled in.</param>
internal sealed record ObjectAction(string Name, string Label, Action<UnitOfWork, IFormCollection> Run)
{
    /// <summary>What there is to fill in first.</summary>
    public Html Fields { get; init; } = Html.Empty;

    /// <summary>Whether it cannot be taken back.</summary>
    public bool IsDangerous { get; init; }
}
