using Billing.Application.Abstractions;
using Billing.Application.Behaviours;
using Billing.Application.Checkout;
using Billing.Application.Customers;
using FluentValidation;
using MediatR;

namespace Billing.Application.Portal;

/// <summary>What the portal opens with.</summary>
public enum PortalFlow
{
    /// <summary>The form for another card, and nothing else.</summary>
    PaymentMethodUpdate,
}

/// <summary>Opens Stripe's hosted portal, where the user changes cards and sees invoices.</summary>
/// <param name="ReturnUrl" example="http://127.0.0.1:5080/account/subscription">Where the portal leads back to; an origin the operator allows.</param>
/// <param name="Flow" example="payment_method_update">What to open with; the portal's own start when left out.</param>
public sealed record CreatePortalSession(string ReturnUrl, PortalFlow? Flow) : IRequest<CreatedPortalSession>, IIdempotentRequest;

/// <summary>A portal that waits for the user.</summary>
/// <param name="Url">The hosted page; open it at once, it is only good for minutes.</param>
public sealed record CreatedPortalSession(string Url);

internal sealed class CreatePortalSessionValidator : AbstractValidator<CreatePortalSession>
{
    public CreatePortalSessionValidator(ReturnUrls returnUrls)
    {
        RuleFor(r => r.ReturnUrl).Must(returnUrls.IsAllowed).WithMessage(ReturnUrls.Refusal);
        RuleFor(r => r.Flow).IsInEnum();
    }
}

internal sealed class CreatePortalSessionHandler(
    ICurrentUser user, IdempotentOperation operation, StripeCustomers customers, IStripeSubscriptions stripe)
    : IRequestHandler<CreatePortalSession, CreatedPortalSession>
{
    public async Task<CreatedPortalSession> Handle(CreatePortalSession request, CancellationToken cancellationToken)
    {
        string customerId = await customers.EnsureAsync(user.Id, cancellationToken);
        try
        {
            return await OpenAsync(request, customerId, cancellationToken);
        }
        catch (StripeRefusedException e) when (e.IsMissingCustomer)
        {
            await customers.RecheckAsync(customerId, cancellationToken);
            return await OpenAsync(request, await customers.EnsureAsync(user.Id, cancellationToken), cancellationToken);
        }
    }

    /// <summary>The customer is part of the key: with the successor of a deleted one it is another request.</summary>
    private async Task<CreatedPortalSession> OpenAsync(CreatePortalSession request, string customerId, CancellationToken cancellationToken) =>
        new(await stripe.CreatePortalSessionAsync(
            customerId, request.ReturnUrl, request.Flow, $"portal:{operation.Id}:{customerId}", cancellationToken));
}
