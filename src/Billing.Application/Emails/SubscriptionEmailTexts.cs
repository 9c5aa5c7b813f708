using System.Globalization;
using Billing.Application.Abstractions;
using Billing.Application.Options;
using Billing.Domain.Operations;
using Billing.Domain.Plans;
using Billing.Domain.Subscriptions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Billing.Application.Emails;

/// <summary>What the mails about subscriptions say; null when there is nothing to say any more.</summary>
internal sealed class SubscriptionEmailTexts(IBillingDbContext db, IOptions<BillingOptions> options)
{
    /// <summary>A trial ends in some days; not told when it has another end by now.</summary>
    public async Task<EmailText?> TrialEndingAsync(EmailMessage message, CancellationToken cancellationToken)
    {
        EmailModel model = EmailModel.Of(message);
        UserSubscription? s = await FindAsync(model, cancellationToken);
        return s is null || s.Status != SubscriptionStatus.Trialing || s.TrialEnd != model.At
            ? null
            : await AboutAsync("trial_ending", s, s.PlanPriceId, s.Quantity, s.TrialEnd, cancellationToken);
    }

    /// <summary>A trial began, the plan or the seats changed, or an end was taken back.</summary>
    public async Task<EmailText?> ChangedAsync(EmailMessage message, CancellationToken cancellationToken)
    {
        EmailModel model = EmailModel.Of(message);
        UserSubscription? s = await FindAsync(model, cancellationToken);
        if (s is null || (model.News == SubscriptionNews.GoesOn && s.EndsAt is not null))
        {
            return null;
        }

        string template = model.News switch
        {
            SubscriptionNews.TrialStarted => "trial_started",
            SubscriptionNews.GoesOn => "subscription_goes_on",
            _ => "subscription_changed",
        };
        return await AboutAsync(template, s, model.PlanPriceId, model.Quantity ?? 1, model.At, cancellationToken);
    }

    /// <summary>It is going to end, or has ended. An end that was taken back is not told.</summary>
    public async Task<EmailText?> CanceledAsync(EmailMessage message, CancellationToken cancellationToken)
    {
        EmailModel model = EmailModel.Of(message);
        UserSubscription? s = await FindAsync(model, cancellationToken);
        if (s is null || (model.News == SubscriptionNews.WillEnd && s.EndsAt != model.At))
        {
            return null;
        }

        string template = model.News switch
        {
            SubscriptionNews.WillEnd => "subscription_will_end",
            SubscriptionNews.DuplicateEnded => "subscription_duplicate_ended",
            _ => "subscription_ended",
        };
        return await AboutAsync(template, s, model.PlanPriceId, model.Quantity ?? 1, model.At, cancellationToken);
    }

    private async Task<UserSubscription?> FindAsync(EmailModel model, CancellationToken cancellationToken) =>
        await db.Subscriptions.AsNoTracking().SingleOrDefaultAsync(s => s.Id == model.SubscriptionId, cancellationToken);

    private async Task<EmailText> AboutAsync(
        string template, UserSubscription s, Guid? priceId, long quantity, DateTime? at, CancellationToken cancellationToken)
    {
        PlanPrice? price = await db.PlanPrices.AsNoTracking().SingleOrDefaultAsync(p => p.Id == priceId, cancellationToken);
        Plan? plan = price is null ? null : await db.Plans.AsNoTracking().SingleAsync(p => p.Id == price.PlanId, cancellationToken);
        return new EmailText(template, new Dictionary<string, string?>
        {
            // A price that is none of ours has no name here.
            ["plan"] = plan?.Name ?? options.Value.ProductName,
            ["price"] = EmailWords.Price(price, quantity),
            ["seats"] = price is { PerSeat: true } ? quantity.ToString(CultureInfo.InvariantCulture) : null,
            ["date"] = EmailWords.Date(at),
            ["moment"] = EmailWords.Moment(at),
            ["ending"] = s.EndsAt is null ? null : "yes",
            ["link"] = $"{options.Value.AppOrigin()}/account/subscription",
        });
    }
}
