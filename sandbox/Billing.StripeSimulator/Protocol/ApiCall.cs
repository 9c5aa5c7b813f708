using Billing.StripeSimulator.Storage;

namespace Billing.StripeSimulator.Protocol;

/// <summary>One API request inside its transaction, as an endpoint sees it.</summary>
/// <param name="Work">The transaction.</param>
/// <param name="Parameters">The request's parameters; only ones that the endpoint accepts.</param>
/// <param name="Path">The path, such as <c>/v1/customers</c>.</param>
/// <param name="RouteId">The id in the path, or an empty string when the path has none.</param>
internal sealed record ApiCall(UnitOfWork Work, ApiParameters Parameters, string Path, string RouteId)
{
    /// <summary>The object that the path names.</summary>
    /// <exception cref="StripeApiException">404: there is none.</exception>
    public StripeDocument Target(string kind) => Work.Find(kind, RouteId) ?? throw StripeErrors.NoSuchObject(kind, RouteId);

    /// <summary>The object that the path names; a deleted one is as good as none.</summary>
    /// <exception cref="StripeApiException">404: there is none.</exception>
    public StripeDocument LiveTarget(string kind) =>
        Target(kind) is { IsDeleted: false } found ? found : throw StripeErrors.NoSuchObject(kind, RouteId);

    /// <summary>The object that a parameter names; null when the parameter is absent or empty.</summary>
    /// <exception cref="StripeApiException">400: there is no such object, or it is deleted.</exception>
    public StripeDocument? Reference(string kind, string parameter) =>
        Parameters.Text(parameter) is not { } id ? null
        : Work.Find(kind, id) is { IsDeleted: false } found ? found
        : throw StripeErrors.NoSuchReference(kind, id, parameter);

    /// <summary>The object that a parameter names, which has to be there.</summary>
    /// <exception cref="StripeApiException">400: the parameter is missing or names nothing.</exception>
    public StripeDocument RequiredReference(string kind, string parameter)
    {
        Parameters.RequiredText(parameter);
        return Reference(kind, parameter)!;
    }
}
