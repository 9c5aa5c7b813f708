using Billing.Application.Abstractions;
using Billing.Domain.Subscriptions;
using FluentValidation;
using MediatR;

namespace Billing.Application.Subscriptions;

/// <summary>When a cancelled subscription ends.</summary>
public enum CancellationTime
{
    /// <summary>When the paid period ends; until then it can be taken back.</summary>
    PeriodEnd,

    /// <summary>At once and for good; nothing is paid back.</summary>
    Now,
}

/// <summary>Why somebody leaves, in Stripe's words.</summary>
public enum CancellationFeedback
{
    /// <summary>The help was not good enough.</summary>
    CustomerService,

    /// <summary>The quality was not good enough.</summary>
    LowQuality,

    /// <summary>Something is missing.</summary>
    MissingFeatures,

    /// <summary>Another reason.</summary>
    Other,

    /// <summary>Something else is used now.</summary>
    SwitchedService,

    /// <summary>It is too hard to use.</summary>
    TooComplex,

    /// <summary>It costs too much.</summary>
    TooExpensive,

    /// <summary>It is not used.</summary>
    Unused,
}

/// <summary>Cancels the user's subscription.</summary>
/// <param name="At" example="period_end"><c>period_end</c>: access stays until the paid period ends; <c>now</c>: at once and for good.</param>
/// <param name="Reason" example="We finished the project.">What the user says, for people; at most 500 characters.</param>
/// <param name="Feedback" example="unused">Why, in one word.</param>
public sealed record CancelSubscription(CancellationTime At, string? Reason, CancellationFeedback? Feedback) : IRequest<SubscriptionDetails>;

internal sealed class CancelSubscriptionValidator : AbstractValidator<CancelSubscription>
{
    public CancelSubscriptionValidator()
    {
        RuleFor(r => r.At).IsInEnum();
        RuleFor(r => r.Reason).MaximumLength(500);
        RuleFor(r => r.Feedback).IsInEnum();
    }
}

internal sealed class CancelSubscriptionHandler(
    ICurrentUser user, SubscriptionDecision decision, SubscriptionCancellation cancellation, SubscriptionView view)
    : IRequestHandler<CancelSubscription, SubscriptionDetails>
{
    public async Task<SubscriptionDetails> Handle(CancelSubscription request, CancellationToken cancellationToken)
    {
        var details = new CancellationDetails(request.Reason, request.Feedback);
        await decision.MakeAsync(
            user.Id,
            row => request.At switch
            {
                CancellationTime.PeriodEnd => cancellation.EndWithPeriodAsync(row, details, cancellationToken),
                CancellationTime.Now => cancellation.EndNowAsync(row, details, cancellationToken),
            },
            cancellationToken);
        return await view.OfAsync(user.Id, cancellationToken);
    }
}
